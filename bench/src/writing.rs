//! Posts written at once by eight people, through the whole path, beside bare commits on the same disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use crate::floor;
use crate::generate;
use crate::load::{Connection, Load};
use crate::process::Server;
use crate::table::{Row, Table};

/// Every so many posts, one is looked for until search finds it.
const LOOKED_FOR: usize = 1000;

pub async fn measure(table: &mut Table, server: &Server, data: &Path, posts: usize, cookies: &[String], lasting: Duration) {
    let mut commits = vec![floor::commits(data, lasting)];
    let mut loads = Vec::new();
    let mut lags = Vec::new();
    let threads = generate::latest_threads(&server.host).await;
    for round in 0..2 {
        let (load, mut lag) = write(server, cookies, &threads, round, 2 * lasting).await;
        loads.push(load);
        lags.append(&mut lag);
        commits.push(floor::commits(data, lasting));
    }
    let floor = |rate: f64| Load { per_second: rate, p50: 1e3 / rate, p99: f64::NAN, cost: f64::NAN };
    let floors = [floor(commits[0]), floor(commits[2])];
    table.row(Row::of(posts, "bare durable commits".into(), floors, None));
    table.row(Row::of(posts, "posts written by 8".into(), [loads[0], loads[1]], Some(floors)));
    lags.sort_by(f64::total_cmp);
    table.size(format!("found by search after, median, with {posts} posts, ms"), lags[lags.len() / 2]);
    table.size(format!("found by search after, longest, with {posts} posts, ms"), *lags.last().unwrap());
}

/// The load, and after how long posts of it were found, ms.
async fn write(server: &Server, cookies: &[String], threads: &[String], round: usize, lasting: Duration) -> (Load, Vec<f64>) {
    let (spent, started) = (server.spent(), Instant::now());
    let written = Arc::new(AtomicUsize::new(0));
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let mut writers = Vec::new();
    for (number, cookie) in cookies.iter().enumerate() {
        let writer = Writer { host: server.host.clone(), cookie: cookie.clone(), number, round, threads: threads.to_vec() };
        let (written, tell) = (Arc::clone(&written), tell.clone());
        writers.push(tokio::spawn(async move { writer.write(started, lasting, &written, &tell).await }));
    }
    drop(tell);
    let host = server.host.clone();
    let looking = tokio::spawn(async move {
        let mut looking = tokio::task::JoinSet::new();
        while let Some((word, answered)) = told.recv().await {
            let host = host.clone();
            looking.spawn(async move { found(&host, &word, answered).await });
        }
        looking.join_all().await
    });
    let mut took = Vec::new();
    for writer in writers {
        took.extend(writer.await.unwrap());
    }
    let load = Load::summed_up(took, started.elapsed(), server.spent() - spent);
    (load, looking.await.unwrap())
}

struct Writer {
    host: String,
    cookie: String,
    number: usize,
    round: usize,
    /// Where they write: in what stands on the first page.
    threads: Vec<String>,
}

impl Writer {
    async fn write(
        &self,
        started: Instant,
        lasting: Duration,
        written: &AtomicUsize,
        tell: &tokio::sync::mpsc::UnboundedSender<(String, Instant)>,
    ) -> Vec<f64> {
        let mut connection = Connection::to(&self.host).await;
        let run = started.elapsed().as_nanos();
        let (mut took, mut n) = (Vec::new(), 0);
        while started.elapsed() < lasting {
            n += 1;
            let key = format!("zq{}x{}x{n}x{run}", self.number, self.round);
            let thread = &self.threads[(n * 7 + self.number * 11) % self.threads.len()];
            let text = generate::reply(n * 8 + self.number);
            let form = format!("source={key}+{text}&once={key}").replace(' ', "+").replace('\n', "%0D%0A").replace('*', "%2A");
            let request = format!(
                "POST /c/bench/threads/{thread}/reply HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
                self.host,
                self.cookie,
                form.len()
            );
            let sent = Instant::now();
            let status = connection.send(&request).await;
            assert_eq!(status, 303, "{}", String::from_utf8_lossy(connection.body()));
            took.push(sent.elapsed().as_secs_f64() * 1e3);
            if written.fetch_add(1, Relaxed).is_multiple_of(LOOKED_FOR) {
                tell.send((key, Instant::now())).unwrap();
            }
        }
        took
    }
}

/// How long after its answer a post was found, ms.
async fn found(host: &str, word: &str, answered: Instant) -> f64 {
    let mut connection = Connection::to(host).await;
    loop {
        let request = format!("GET /api/v1/search?q={word} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        connection.send(&request).await;
        // Words that are nearly the same are found, too.
        if String::from_utf8_lossy(connection.body()).contains(word) {
            return answered.elapsed().as_secs_f64() * 1e3;
        }
        assert!(answered.elapsed() < Duration::from_secs(60), "{word} was never found");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
