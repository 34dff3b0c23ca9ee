//! The real binary, for the tests that start it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

pub fn guildhall(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guildhall"));
    command.args(arguments).env_remove("GUILDHALL_DATA").env_remove("GUILDHALL_DATABASE_URL");
    command
}

/// A server that is killed (`kill -9`) when it is dropped.
pub struct Server {
    child: Child,
    pub first_line: String,
}

impl Server {
    pub fn start(mut command: Command) -> Server {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut first_line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first_line).unwrap();
        Server { child, first_line }
    }

    /// `127.0.0.1:port`, from what it printed.
    pub fn host(&self) -> String {
        let rest = self.first_line.split("http://").nth(1).unwrap_or_else(|| panic!("no address in {:?}", self.first_line));
        rest.split(['"', '/', '\n', ' ']).next().unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Status line, headers and body of a request.
pub fn get(host: &str, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

pub fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(output.stdout.split(|b| *b == b'\n').rfind(|line| !line.is_empty()).unwrap()).unwrap()
}
