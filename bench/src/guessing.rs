//! A thread's page while fifty accounts sign in wrongly at once, beside the same page without them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use crate::generate;
use crate::load::{Asked, Connection, Load};
use crate::process::Server;
use crate::table::{Row, Table};

/// So many guess at the same time, each for an account and from an address of their own.
const GUESSERS: usize = 50;

pub async fn measure(table: &mut Table, server: &Server, posts: usize, cookie: &str, lasting: Duration) {
    let threads = generate::latest_threads(&server.host).await;
    let paths = threads.iter().take(20).map(|id| format!("/c/bench/t/{id}")).collect::<Vec<_>>();
    let mut found = Vec::new();
    for path in paths {
        let mut connection = Connection::to(&server.host).await;
        connection.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host)).await;
        found.push(connection.location().unwrap_or(path));
    }
    let asked = Asked { paths: found, cookie: cookie.to_owned(), packed: true, connections: 1 };
    let (mut quiet, mut busy) = (Vec::new(), Vec::new());
    for round in 0..2 {
        quiet.push(Load::of(server, &asked, lasting).await);
        let (stop, guesses) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let guessers: Vec<_> = (0..GUESSERS)
            .map(|n| tokio::spawn(guess(server.host.clone(), round * GUESSERS + n, Arc::clone(&stop), Arc::clone(&guesses))))
            .collect();
        busy.push(Load::of(server, &asked, lasting).await);
        stop.store(true, Relaxed);
        for guesser in guessers {
            guesser.await.unwrap();
        }
        assert!(guesses.load(Relaxed) >= GUESSERS, "nobody guessed");
    }
    let quiet = [quiet[0], quiet[1]];
    table.row(Row::of(posts, "a thread, nobody guesses".into(), quiet, None));
    table.row(Row::of(posts, "a thread, 50 guess passwords".into(), [busy[0], busy[1]], Some(quiet)));
    for (quiet, busy) in quiet.iter().zip(&busy) {
        table.size(format!("p99 of a thread while 50 guess, times the quiet one, with {posts} posts"), busy.p99 / quiet.p99);
    }
}

/// Guesses on and on. Each guess names somebody new, so that the waits of accounts and addresses do not end it.
async fn guess(host: String, number: usize, stop: Arc<AtomicBool>, guesses: Arc<AtomicUsize>) {
    let mut connection = Connection::to(&host).await;
    let mut n = 0;
    while !stop.load(Relaxed) {
        n += 1;
        let form = format!("name=guess-{number}-{n}&password=wrong+wrong+wrong");
        // The address that a proxy on this machine would name.
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 10.{}.{}.{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            number,
            n / 250,
            n % 250,
            form.len()
        );
        let status = connection.send(&request).await;
        assert!(matches!(status, 422 | 429), "{status}");
        guesses.fetch_add(1, Relaxed);
    }
}
