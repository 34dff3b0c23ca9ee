//! A mail server for tests: it speaks enough SMTP (RFC 5321) on loopback to take messages, and refuses what it is told to.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// `guild` with the password `secret`, as AUTH PLAIN sends it.
const LOGIN: &str = "AUTH PLAIN AGd1aWxkAHNlY3JldA==";

/// A message that was taken.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    pub text: String,
}

#[derive(Clone)]
pub struct Server {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    /// What a command that begins so is answered with, instead.
    refusals: Arc<Mutex<Vec<(&'static str, &'static str)>>>,
}

impl Server {
    pub async fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Server { port, received: Arc::default(), refusals: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().talk(stream));
            }
        });
        server
    }

    pub fn refuse(&self, refusals: &[(&'static str, &'static str)]) {
        *self.refusals.lock().unwrap() = refusals.to_vec();
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// How the admin page sets it.
    pub fn form(&self) -> String {
        format!("server=127.0.0.1&port={}&encryption=none&user=guild&password=secret&from=house%40guild.test", self.port)
    }

    fn answer(&self, line: &str, signed_in: bool) -> String {
        let refusal = self.refusals.lock().unwrap().iter().find(|(command, _)| line.starts_with(command)).map(|(_, told)| *told);
        let usual = match line.split([' ', ':']).next().unwrap_or("") {
            "EHLO" => "250-mail.test\r\n250 AUTH PLAIN LOGIN",
            "AUTH" if line == LOGIN => "235 come in",
            "AUTH" => "535 5.7.8 who are you",
            "MAIL" if !signed_in => "530 sign in first",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        refusal.unwrap_or(usual).to_owned()
    }

    async fn talk(self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 mail.test\r\n").await?;
        let (mut from, mut to, mut signed_in, mut line) = (String::new(), String::new(), false, String::new());
        while stream.read_line(&mut line).await? > 0 {
            let command = line.trim_end().to_owned();
            line.clear();
            let answer = self.answer(&command, signed_in);
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            signed_in |= answer.starts_with("235");
            let address = || command.split(['<', '>']).nth(1).unwrap_or("").to_owned();
            match command.get(..4) {
                Some("MAIL") => from = address(),
                Some("RCPT") => to = address(),
                Some("DATA") if answer.starts_with("354") => {
                    let text = message(&mut stream).await?;
                    self.received.lock().unwrap().push(Received { from: from.clone(), to: to.clone(), text });
                    stream.write_all(b"250 taken\r\n").await?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

async fn message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut text, mut line) = (String::new(), String::new());
    while stream.read_line(&mut line).await? > 0 && line != ".\r\n" {
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        line.clear();
    }
    Ok(text.replace("=\r\n", "").replace("=3D", "="))
}
