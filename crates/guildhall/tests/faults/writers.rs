//! Eight who write without a pause and note what they were answered, and what must be true after a fault.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use base::{Db, sql};

use crate::{Server, get};

/// A post that was answered with success.
#[derive(Clone, Debug)]
pub struct Written {
    pub text: String,
    pub path: String,
    at: Instant,
}

/// A form sent; what came back until the other side closed or died.
pub fn post(host: &str, path: &str, cookie: &str, form: &str) -> String {
    let mut answer = Vec::new();
    let _ = TcpStream::connect(host).and_then(|mut stream| {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            form.len()
        )?;
        stream.read_to_end(&mut answer)
    });
    String::from_utf8_lossy(&answer).into_owned()
}

/// Sends a reply; where it stands when that was answered with success, else the answer.
pub fn reply(host: &str, cookie: &str, thread: usize, text: &str) -> Result<Written, String> {
    let form = format!("source={0}&once={0}", text.replace(' ', "+"));
    let answer = post(host, &format!("/c/wood/threads/{thread}/reply"), cookie, &form);
    let head = answer.split("\r\n\r\n").next().filter(|head| head.len() < answer.len() && head.starts_with("HTTP/1.1 303"));
    let path = head.and_then(|head| head.split("location: ").nth(1)?.lines().next());
    match path {
        Some(path) => Ok(Written { text: text.to_owned(), path: path.to_owned(), at: Instant::now() }),
        None => Err(answer),
    }
}

pub struct Writers {
    stop: Arc<AtomicBool>,
    count: Arc<AtomicUsize>,
    threads: Vec<JoinHandle<(Vec<Written>, Vec<String>)>>,
}

impl Writers {
    /// Eight start to write in four threads.
    pub fn start(host: &str, cookie: &str, round: usize) -> Writers {
        let (stop, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let one = |n: usize| {
            let (stop, count, host, cookie) = (Arc::clone(&stop), Arc::clone(&count), host.to_owned(), cookie.to_owned());
            std::thread::spawn(move || {
                let (mut written, mut refused) = (Vec::new(), Vec::new());
                for i in 0.. {
                    if stop.load(SeqCst) {
                        break;
                    }
                    match reply(&host, &cookie, 1 + n % 4, &format!("round {round} writer {n} word zq{round}x{n}x{i}")) {
                        Ok(post) => {
                            written.push(post);
                            count.fetch_add(1, SeqCst);
                        }
                        // Nobody is there: what was under way had no answer.
                        Err(none) if !none.starts_with("HTTP/1.1 ") => std::thread::sleep(Duration::from_millis(20)),
                        Err(answer) => refused.push(answer),
                    }
                }
                (written, refused)
            })
        };
        let threads = (0..8).map(one).collect();
        Writers { stop, count, threads }
    }

    /// Waits until so many posts were answered with success.
    pub fn wait_for(&self, posts: usize) {
        let end = Instant::now() + Duration::from_secs(60);
        while self.count.load(SeqCst) < posts {
            assert!(Instant::now() < end, "only {} posts in a minute", self.count.load(SeqCst));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What they were answered with success, in that order, and what else they were answered.
    pub fn end(self) -> (Vec<Written>, Vec<String>) {
        self.stop.store(true, SeqCst);
        let (mut written, mut refused) = (Vec::new(), Vec::new());
        for thread in self.threads {
            let (of_one, others) = thread.join().unwrap();
            written.extend(of_one);
            refused.extend(others);
        }
        written.sort_by_key(|post: &Written| post.at);
        (written, refused)
    }
}

/// What is missing of `written` in the database, or is there more than once.
pub async fn lost(db: &Db, written: &[Written]) -> Vec<String> {
    let there: Vec<(String,)> = db.all(sql!(scan "a test", "SELECT source FROM posts WHERE removed_at IS NULL")).await.unwrap();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (text,) in &there {
        *times.entry(text).or_default() += 1;
    }
    let missing =
        written.iter().filter(|post| !times.contains_key(post.text.as_str())).map(|post| format!("lost: {}", post.text));
    let twice = times.iter().filter(|(text, count)| text.starts_with("round ") && **count > 1);
    missing.chain(twice.map(|(text, count)| format!("{count} times: {text}"))).collect()
}

/// Everything that was answered is there, once; the program serves it, search finds the last of it, every number is right.
pub async fn check(db: &Db, server: &Server, written: &[Written]) {
    let lost = lost(db, written).await;
    assert!(lost.is_empty(), "{} of {} answered posts: {:#?}", lost.len(), written.len(), &lost[..lost.len().min(5)]);
    let host = server.host();
    for post in written.iter().rev().take(20) {
        let page = get(&host, post.path.split('#').next().unwrap(), "");
        assert!(page.starts_with("HTTP/1.1 200") && page.contains(&post.text), "{} does not show {}", post.path, post.text);
    }
    let last = written.last().unwrap();
    let word = last.text.rsplit(' ').next().unwrap();
    let until = Instant::now() + Duration::from_secs(40);
    while !get(&host, &format!("/api/v1/search?q={word}"), "").contains("Question number") {
        assert!(Instant::now() < until, "search does not find {word}");
        std::thread::sleep(Duration::from_millis(100));
    }
    let wrong = testkit::wrong_counters(db).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}
