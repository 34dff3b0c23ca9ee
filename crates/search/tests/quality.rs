//! How well questions find the questions that people judged to be about the same, beside plain BM25.
//!
//! Reads the folder that `GUILDHALL_SHARED_DATA` names, or `shared/data` beside or above the workspace.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod collection;

use collection::{Baseline, Collection, data_file, mean, read};
use search::{Document, Index, Kind, Language, Query, Scope};
use std::collections::HashMap;

fn document(kind: Kind, id: i64, thread: i64, title: &str, body: &str) -> Document {
    Document {
        kind,
        id,
        thread,
        community: 1,
        audience: 1,
        author: 1,
        area: 1,
        tags: vec![],
        is: vec![],
        created_at: 0,
        language: Language::English,
        title: title.to_owned(),
        body: body.to_owned(),
    }
}

fn index(collection: &Collection, with_comments: bool) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap().unwrap();
    let titles: HashMap<i64, &String> = collection.threads.iter().map(|(id, title, _)| (*id, title)).collect();
    for (id, title, body) in &collection.threads {
        writer.put(&document(Kind::Thread, *id, *id, title, body)).unwrap();
    }
    for (n, (thread, text)) in collection.comments.iter().enumerate().filter(|_| with_comments) {
        writer.put(&document(Kind::Post, n as i64, *thread, titles[thread], text)).unwrap();
    }
    writer.commit(1).unwrap();
    index
}

#[test]
fn finds_related_questions_better_than_plain_bm25() {
    let Some(path) = data_file() else {
        println!("skipped: no data folder");
        return;
    };
    let collection = read(&std::fs::read_to_string(path).unwrap());
    let baseline = Baseline::new(&collection);
    let scope = Scope { audiences: vec![1], languages: vec![Language::English], ..Scope::default() };
    println!("{} threads, {} questions", collection.threads.len(), collection.questions.len());
    for with_comments in [false, true] {
        let index = index(&collection, with_comments);
        for (name, cut) in [("300 characters", 300), ("whole", usize::MAX)] {
            let ours = |text: &str| -> Vec<i64> {
                let hits = index.search(&Query::parse(text), &scope, 10).unwrap();
                hits.into_iter().map(|hit| hit.thread).collect()
            };
            let figures = [None, Some(0), Some(1)].map(|part| {
                let plain = mean(&collection, cut, part, |text| baseline.search(text));
                let ours = mean(&collection, cut, part, ours);
                println!(
                    "comments {with_comments}, {name}, part {part:?}: baseline {plain:.4}, ours {ours:.4}, ratio {:.3}",
                    ours / plain
                );
                ours / plain
            });
            assert!(figures[0] >= 1.25, "ratio {}", figures[0]);
        }
    }
}
