//! A real authority for tests: Pebble (Let's Encrypt's test server), with names that all lead to this machine.

use std::fs;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::https;

pub struct Pebble {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
    management: u16,
}

/// A port that nobody uses just now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Pebble {
    /// Starts it; it looks at port `plain` for answers to its challenges and gives certificates for so many seconds.
    pub fn start(plain: u16, seconds: u32) -> Pebble {
        let folder = tempfile::tempdir().unwrap();
        let own = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let file = |name: &str| folder.path().join(name).display().to_string();
        fs::write(file("own.pem"), own.cert.pem()).unwrap();
        fs::write(file("own.key"), own.signing_key.serialize_pem()).unwrap();
        let (port, management) = (free_port(), free_port());
        let config = serde_json::json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{port}"),
            "managementListenAddress": format!("127.0.0.1:{management}"),
            "certificate": file("own.pem"), "privateKey": file("own.key"),
            "httpPort": plain, "tlsPort": 1, "certificateValidityPeriod": seconds,
        }});
        fs::write(file("config.json"), config.to_string()).unwrap();
        let child = Command::new("pebble")
            .args(["-config", &file("config.json"), "-dnsserver", &names()])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .env("PEBBLE_WFE_NONCEREJECT", "20")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pebble is there: apt-get install pebble");
        let pebble = Pebble { child, folder, port, management };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() || TcpStream::connect(("127.0.0.1", management)).is_err() {
            assert!(started.elapsed() < Duration::from_secs(20), "pebble does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        pebble
    }

    pub fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.port)
    }

    /// Who vouches for the authority's own address.
    pub fn own_root(&self) -> PathBuf {
        self.folder.path().join("own.pem")
    }

    /// Who vouches for the certificates that it gives.
    pub fn root(&self) -> Vec<u8> {
        let own = fs::read(self.own_root()).unwrap();
        let answer = https::get("localhost", self.management, "/roots/0", &own).unwrap();
        answer.text.split("\r\n\r\n").nth(1).unwrap().as_bytes().to_vec()
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A name server (RFC 1035) for which every name is this machine, but those below `nowhere.test`, which are not there.
fn names() -> String {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let mut question = [0; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut question) {
            let _ = socket.send_to(&answer(&question[..length]), from);
        }
    });
    address
}

fn answer(question: &[u8]) -> Vec<u8> {
    let name_end = 12 + question[12..].iter().position(|byte| *byte == 0).unwrap() + 1;
    let asks_for_four = question[name_end..name_end + 2] == [0, 1];
    let missing = question[12..name_end].windows(8).any(|part| part == b"\x07nowhere");
    let found = asks_for_four && !missing;
    let mut answer = question[..2].to_vec();
    answer.extend([0x81, if missing { 0x83 } else { 0x80 }, 0, 1, 0, u8::from(found), 0, 0, 0, 0]);
    answer.extend(&question[12..name_end + 4]);
    if found {
        answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1]);
    }
    answer
}
