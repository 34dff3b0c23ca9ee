//! Times at a larger size, by hand: `DOCUMENTS=200000 cargo test --test speed -- --ignored --nocapture`.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use search::{Document, Index, Kind, Language, Query, Scope};
use std::time::{Duration, Instant};

/// A word by its rank: the lower the rank, the shorter.
fn word(rank: u64) -> String {
    let mut n = rank * 7 + 3;
    let mut word = String::new();
    while n > 0 {
        word.push_str(["ka", "lo", "mi", "ten", "sur", "ba", "ne", "ro", "vi", "dar", "pe", "sho"][(n % 12) as usize]);
        n /= 12;
    }
    word
}

struct Random(u64);
impl Random {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
    /// Ranks as frequent as in a language: half of the text is a few hundred words.
    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| word((400_000f64.powf(self.next())) as u64)).collect::<Vec<_>>().join(" ")
    }
}

type Shape<'a> = &'a dyn Fn(&mut Random) -> String;

/// Searches at a time.
const THREADS: usize = 4;

#[test]
#[ignore = "takes minutes"]
fn searches_stay_fast() {
    let count: i64 = std::env::var("DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut random = Random(88_172_645_463_325_252);
    let mut writer = index.writer().unwrap().unwrap();
    let start = Instant::now();
    for id in 1..=count {
        let thread = (id - 1) / 8 * 8 + 1;
        writer
            .put(&Document {
                kind: if id == thread { Kind::Thread } else { Kind::Post },
                id,
                thread,
                community: id % 10,
                audience: id % 10,
                author: id % 1000,
                area: id % 30,
                tags: vec![id % 200],
                is: vec![],
                created_at: id * 1000,
                language: Language::English,
                title: random.text(7),
                body: random.text(60),
            })
            .unwrap();
        if id % 20_000 == 0 {
            writer.commit(1).unwrap();
        }
    }
    writer.commit(2).unwrap();
    println!("{count} documents in {:?}", start.elapsed());
    drop(writer);
    index.refresh().unwrap();
    let start = Instant::now();
    index.warm().unwrap();
    println!("warm in {:?}", start.elapsed());
    let folder = std::fs::read_dir(dir.path().join("index-v2")).unwrap().flatten();
    println!("{} segments", folder.filter(|e| e.path().extension().is_some_and(|e| e == "term")).count());
    let scope = Scope { audiences: (0..7).collect(), languages: vec![Language::English], ..Scope::default() };
    let shapes: [(&str, Shape); 7] = [
        ("one word", &|r| r.text(1) + " "),
        ("typing", &|r| r.text(2).chars().rev().skip(2).collect::<Vec<_>>().into_iter().rev().collect()),
        ("one letter", &|r| r.text(1).chars().take(1).collect()),
        ("three words", &|r| r.text(3)),
        ("misspelt", &|r| r.text(1).replacen(['e', 'a'], "zz", 1) + " " + &r.text(1)),
        ("part of a word", &|r| format!("q{}", r.text(1))),
        ("prose of 300", &|r| r.text(300)),
    ];
    for (name, make) in shapes {
        let queries: Vec<Query> = (0..200).map(|_| Query::parse(&make(&mut random))).collect();
        index.search(&queries[0], &scope, 20).unwrap();
        let mut times: Vec<Duration> = std::thread::scope(|threads| {
            let workers: Vec<_> = queries
                .chunks(200 / THREADS)
                .map(|chunk| {
                    let (index, scope) = (&index, &scope);
                    threads.spawn(move || {
                        let timed = |query| {
                            let start = Instant::now();
                            index.search(query, scope, 20).unwrap();
                            start.elapsed()
                        };
                        chunk.iter().map(timed).collect::<Vec<_>>()
                    })
                })
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        times.sort();
        println!("{name}: median {:?}, 95% {:?}, 99% {:?}", times[100], times[190], times[198]);
    }
}
