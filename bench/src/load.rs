//! Requests over kept connections, and how long they took.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::process::Server;

/// What is asked for again and again.
#[derive(Clone)]
pub struct Asked {
    /// In turn.
    pub paths: Vec<String>,
    pub cookie: String,
    /// Whether the reader takes packed answers.
    pub packed: bool,
    pub connections: usize,
}

/// What a load did.
#[derive(Clone, Copy)]
pub struct Load {
    pub per_second: f64,
    pub p50: f64,
    pub p99: f64,
    /// Processor time of the server for each request, µs.
    pub cost: f64,
}

impl Load {
    /// Asks over all connections for `lasting`.
    pub async fn of(server: &Server, asked: &Asked, lasting: Duration) -> Load {
        for path in asked.paths.iter().take(20) {
            get(&server.host, path, &asked.cookie).await;
        }
        let (spent, started) = (server.spent(), Instant::now());
        let mut askers = Vec::new();
        for first in 0..asked.connections {
            let (host, asked) = (server.host.clone(), asked.clone());
            askers.push(tokio::spawn(async move { ask(&host, &asked, first, started, lasting).await }));
        }
        let mut took = Vec::new();
        for asker in askers {
            took.extend(asker.await.unwrap());
        }
        Load::summed_up(took, started.elapsed(), server.spent() - spent)
    }

    /// What requests that took so long each (ms) come to, in so much time, for so much processor time of the server.
    pub fn summed_up(mut took: Vec<f64>, lasted: Duration, spent: Duration) -> Load {
        took.sort_by(f64::total_cmp);
        let count = took.len();
        Load {
            per_second: count as f64 / lasted.as_secs_f64(),
            p50: took[count / 2],
            p99: took[count * 99 / 100],
            cost: spent.as_secs_f64() * 1e6 / count as f64,
        }
    }
}

/// One connection's requests, and what each took, ms.
async fn ask(host: &str, asked: &Asked, first: usize, started: Instant, lasting: Duration) -> Vec<f64> {
    let mut connection = Connection::to(host).await;
    let coding = if asked.packed { "gzip" } else { "identity" };
    let (mut took, mut next) = (Vec::new(), first);
    while started.elapsed() < lasting {
        let path = &asked.paths[next % asked.paths.len()];
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nAccept-Encoding: {coding}\r\n\r\n", asked.cookie);
        let sent = Instant::now();
        let status = connection.send(&request).await;
        assert_eq!(status, 200, "{path}");
        took.push(sent.elapsed().as_secs_f64() * 1e3);
        next += asked.connections;
    }
    took
}

/// A kept connection with its last answer.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
    /// Where the body starts.
    head: usize,
}

impl Connection {
    pub async fn to(host: &str) -> Connection {
        let stream = TcpStream::connect(host).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream, answer: Vec::with_capacity(1 << 17), head: 0 }
    }

    /// Sends a request, takes the whole answer, returns its status.
    pub async fn send(&mut self, request: &str) -> u16 {
        self.stream.write_all(request.as_bytes()).await.unwrap();
        self.answer.clear();
        let mut end = None;
        while end.is_none_or(|end| self.answer.len() < end) {
            assert!(self.stream.read_buf(&mut self.answer).await.unwrap() > 0, "the server closed the connection");
            if end.is_none()
                && let Some(at) = self.answer.windows(4).position(|w| w == b"\r\n\r\n")
            {
                let head = String::from_utf8_lossy(&self.answer[..at]).to_lowercase();
                let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
                self.head = at + 4;
                end = Some(at + 4 + length.map_or(0, |length| length.trim().parse::<usize>().unwrap()));
            }
        }
        String::from_utf8_lossy(&self.answer[9..12]).parse().unwrap()
    }

    /// Where the last answer leads to.
    pub fn location(&self) -> Option<String> {
        let head = String::from_utf8_lossy(&self.answer[..self.head]).into_owned();
        head.lines().find_map(|line| line.strip_prefix("location: ").map(str::to_owned))
    }

    pub fn body(&self) -> &[u8] {
        &self.answer[self.head..]
    }
}

/// The body of one request on a connection of its own.
pub async fn get(host: &str, path: &str, cookie: &str) -> Vec<u8> {
    let mut connection = Connection::to(host).await;
    connection.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n")).await;
    connection.body().to_vec()
}
