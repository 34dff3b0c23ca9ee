//! Clients that do not keep to HTTP: each is refused or left, nothing breaks, and whoever reads beside them reads on.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use testkit::Engine;

use crate::{House, Server, get};

/// Sends bytes; what came back until the other side closed, or nothing more came for a second.
fn send(host: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    // Whoever has heard enough closes before it has read all.
    let _ = stream.write_all(bytes);
    let (mut answer, mut some) = (Vec::new(), [0; 4096]);
    while let Ok(read @ 1..) = stream.read(&mut some) {
        answer.extend_from_slice(&some[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn served(house: &House) -> (Server, std::path::PathBuf) {
    let log = house.folder.path().join("log");
    let mut command = house.serving();
    command.stderr(Stdio::from(std::fs::File::create(&log).unwrap()));
    (Server::start(command), log)
}

#[test]
fn what_is_no_http_is_refused() {
    let house = House::new(Engine::Sqlite);
    let (server, log) = served(&house);
    let host = server.host();
    let post = "POST /c/wood/threads/1/reply HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let long = "a".repeat(200_000);
    let many: String = (0..3000).map(|n| format!("X-{n}: 1\r\n")).collect();
    // What may come back: a status, or the connection is closed or left without a word.
    for (what, bytes, statuses) in [
        ("a path without end", format!("GET /{long} HTTP/1.1\r\nHost: x\r\n\r\n"), &["404", "414", "431"][..]),
        ("a query without end", format!("GET /search?q={long} HTTP/1.1\r\nHost: x\r\n\r\n"), &["414", "431"]),
        ("a header without end", format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {long}{long}{long}\r\n\r\n"), &["431"]),
        ("a cookie without end", format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: session={long}\r\n\r\n"), &["200", "431"]),
        ("headers without end", format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n"), &["431"]),
        ("no length in hex", format!("{post}Transfer-Encoding: chunked\r\n\r\nzz\r\nsource=x\r\n0\r\n\r\n"), &["400", "422"]),
        (
            "a chunk longer than it says",
            format!("{post}Transfer-Encoding: chunked\r\n\r\n2\r\nsource=x\r\n0\r\n\r\n"),
            &["400", "422"],
        ),
        ("a chunk as long as memory", format!("{post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"), &["400", "422"]),
        ("two lengths", format!("{post}Content-Length: 5\r\nContent-Length: 50\r\n\r\nsource=x"), &["400"]),
        ("no length", format!("{post}Content-Length: five\r\n\r\nsource=x"), &["400"]),
        ("a length below none", format!("{post}Content-Length: -1\r\n\r\nsource=x"), &["400"]),
        (
            "a length and chunks",
            format!(
                "{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
            ),
            &["400", "303", "401", "422"],
        ),
        ("nothing in a header's name", "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n".into(), &["400"]),
        ("a NUL in a header", "GET / HTTP/1.1\r\nHost: x\r\nX-Y: a\0b\r\n\r\n".into(), &["400"]),
        ("another protocol", "EHLO example.org\r\nMAIL FROM:<a@b>\r\n".into(), &["400"]),
        ("an old protocol", "GET /\r\n\r\n".into(), &["400"]),
        ("a later protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(), &["400", "505"]),
        ("TLS", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}\r\n\r\n".into(), &["400"]),
        ("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n".into(), &["200", "400"]),
        ("a way up", "GET /../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".into(), &["404", "308"]),
        ("a way up in disguise", "GET /assets/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\n\r\n".into(), &["404"]),
        ("an address elsewhere", "GET http://example.org/ HTTP/1.1\r\nHost: x\r\n\r\n".into(), &["200", "400", "404"]),
        ("a tunnel", "CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n".into(), &["400", "404", "405"]),
    ] {
        let answer = send(&host, bytes.as_bytes());
        let status = answer.split(' ').nth(1).unwrap_or("");
        assert!(answer.is_empty() || statuses.contains(&status), "{what}: {}", answer.get(..300).unwrap_or(&answer));
        assert!(!answer.contains("root:"), "{what}");
        assert!(get(&host, "/c/wood", "").starts_with("HTTP/1.1 200"), "nobody is answered after {what}");
    }
    let told = std::fs::read_to_string(log).unwrap();
    assert!(!told.contains("panicked"), "{told}");
}

/// A form of more than is taken is answered in words, not with a broken connection.
#[test]
fn a_body_that_is_too_large_is_answered_in_words() {
    let house = House::new(Engine::Sqlite);
    let (server, _) = served(&house);
    for (megabytes, path) in [(13, "/c/wood/threads/1/reply"), (5, "/c/wood/threads/1/reply"), (13, "/sign-in")] {
        let form = format!("source={}", "x".repeat(megabytes << 20));
        let answer = crate::writers::post(&server.host(), path, &house.cookie, &form);
        assert!(answer.starts_with("HTTP/1.1 413"), "{megabytes} MB: {}", answer.get(..300).unwrap_or(&answer));
        assert!(answer.contains("That is too large"), "in words");
    }
}

/// Five hundred who begin and never end keep nobody from reading.
#[test]
fn half_open_connections_keep_nobody_out() {
    let house = House::new(Engine::Sqlite);
    let (server, _) = served(&house);
    let host = server.host();
    let begun = [
        "",
        "GET / HTTP/1.1\r\nHost: x\r\nX-",
        "POST /c/wood/threads/1/reply HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nsou",
    ];
    let idle: Vec<TcpStream> = (0..500)
        .map(|n| {
            let mut stream = TcpStream::connect(&host).unwrap();
            stream.write_all(begun[n % begun.len()].as_bytes()).unwrap();
            stream
        })
        .collect();
    let started = Instant::now();
    for _ in 0..20 {
        assert!(get(&host, "/c/wood/questions", "").starts_with("HTTP/1.1 200"));
    }
    let took = started.elapsed();
    assert!(took < Duration::from_secs(10), "20 pages took {took:?}");
    drop(idle);
    println!("20 pages beside 500 half-open connections took {took:?}");
}
