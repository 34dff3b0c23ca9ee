//! The floors: what this machine does at best.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path as Named, State};

/// A bare handler that sends the files' bytes, the first at `/0`. What is packed says so.
pub async fn serve(files: &[PathBuf]) {
    let bodies: Vec<Bytes> = files.iter().map(|file| Bytes::from(std::fs::read(file).unwrap())).collect();
    let answer = |State(bodies): State<Vec<Bytes>>, Named(number): Named<usize>| async move {
        let body = bodies[number].clone();
        let coding = if body.starts_with(&[0x1f, 0x8b]) { "gzip" } else { "identity" };
        ([("content-type", "text/html; charset=utf-8"), ("content-encoding", coding)], body)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("floor at http://{}", listener.local_addr().unwrap());
    let router = axum::Router::new().route("/{number}", axum::routing::get(answer)).with_state(bodies);
    axum::serve(listener, router).await.unwrap();
}

/// Durable commits a second: one connection, one row of 500 bytes in each, WAL with `synchronous=FULL`.
pub fn commits(folder: &Path, lasting: Duration) -> f64 {
    let file = folder.join("commits.sqlite");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS r (text TEXT)")
        .unwrap();
    let (row, started, mut count) = ("x".repeat(500), Instant::now(), 0);
    while started.elapsed() < lasting {
        connection.prepare_cached("INSERT INTO r VALUES (?1)").unwrap().execute([&row]).unwrap();
        count += 1;
    }
    let rate = f64::from(count) / started.elapsed().as_secs_f64();
    drop(connection);
    std::fs::remove_file(&file).unwrap();
    rate
}
