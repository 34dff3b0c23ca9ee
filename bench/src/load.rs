//! Requests over kept connections, and how long they took.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::process::Server;

const CONNECTIONS: usize = 16;

/// What a load did.
pub struct Load {
    pub per_second: f64,
    p50: f64,
    p99: f64,
    /// Processor time of the server for each request, µs.
    cost: f64,
}

impl Load {
    pub async fn of(server: &Server, paths: &[String], cookie: &str, lasting: Duration) -> Load {
        Load::with(server, paths, cookie, lasting, CONNECTIONS).await
    }

    /// Asks for `paths` in turn over `connections` for `lasting`.
    pub async fn with(server: &Server, paths: &[String], cookie: &str, lasting: Duration, connections: usize) -> Load {
        for path in paths.iter().take(20) {
            get(&server.host, path, cookie).await;
        }
        let (ticks, started) = (server.ticks(), Instant::now());
        let mut askers = Vec::new();
        for first in 0..connections {
            let (host, paths, cookie) = (server.host.clone(), paths.to_vec(), cookie.to_owned());
            askers.push(tokio::spawn(async move {
                let mut stream = TcpStream::connect(&host).await.unwrap();
                let (mut took, mut buffer) = (Vec::new(), Vec::with_capacity(1 << 17));
                let mut next = first;
                while started.elapsed() < lasting {
                    let asked = Instant::now();
                    let status = ask(&mut stream, &host, &paths[next % paths.len()], &cookie, &mut buffer).await;
                    assert_eq!(status, 200, "{}", paths[next % paths.len()]);
                    took.push(asked.elapsed().as_secs_f64() * 1000.0);
                    next += connections;
                }
                took
            }));
        }
        let mut took = Vec::new();
        for asker in askers {
            took.extend(asker.await.unwrap());
        }
        let (seconds, ticks) = (started.elapsed().as_secs_f64(), server.ticks() - ticks);
        took.sort_by(f64::total_cmp);
        let count = took.len() as f64;
        Load {
            per_second: count / seconds,
            p50: took[took.len() / 2],
            p99: took[took.len() * 99 / 100],
            cost: ticks as f64 * 10_000.0 / count,
        }
    }

    pub fn print(&self, name: &str, floor: Option<&Load>) {
        let part = floor.map_or(String::new(), |floor| format!("{:.2}", self.per_second / floor.per_second));
        println!("| {name} | {:.0} | {:.2} | {:.2} | {:.0} | {part} |", self.per_second, self.p50, self.p99, self.cost);
    }
}

/// The body of one request on a connection of its own.
pub async fn get(host: &str, path: &str, cookie: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let mut buffer = Vec::new();
    ask(&mut stream, host, path, cookie, &mut buffer).await;
    let start = buffer.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    buffer.split_off(start)
}

/// One request; leaves the whole answer in `buffer` and returns its status.
async fn ask(stream: &mut TcpStream, host: &str, path: &str, cookie: &str, buffer: &mut Vec<u8>) -> u16 {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    buffer.clear();
    let mut end = None;
    while end.is_none_or(|end| buffer.len() < end) {
        assert!(stream.read_buf(buffer).await.unwrap() > 0, "the server closed the connection");
        if end.is_none()
            && let Some(at) = buffer.windows(4).position(|w| w == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&buffer[..at]).to_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
            end = Some(at + 4 + length.map_or(0, |length| length.trim().parse::<usize>().unwrap()));
        }
    }
    String::from_utf8_lossy(&buffer[9..12]).parse().unwrap()
}
