//! How well questions find the questions that people judged to be about the same, beside plain BM25.
//!
//! Reads the folder that `GUILDHALL_SHARED_DATA` names, or `shared/data` beside or above the workspace.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use search::{Document, Index, Kind, Language, Query, Scope};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

const FILE: &str = "search/SemEval2016-Task3-CQA-QL-train-part2.xml";

struct Question {
    text: String,
    relevant: HashSet<i64>,
}

#[derive(Default)]
struct Collection {
    /// Title and body by id.
    threads: Vec<(i64, String, String)>,
    /// Thread and text.
    comments: Vec<(i64, String)>,
    questions: Vec<Question>,
}

fn data_file() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("GUILDHALL_SHARED_DATA") {
        return Some(PathBuf::from(folder).join(FILE)).filter(|path| path.exists());
    }
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|folder| folder.join("shared/data").join(FILE)).find(|path| path.exists())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).map_or(text.len(), |at| at + start.len());
    &text[from..from + text[from..].find(end).unwrap_or(0)]
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Related questions with the same words are one thread.
fn read(xml: &str) -> Collection {
    let mut collection = Collection::default();
    let mut ids: HashMap<(String, String), i64> = HashMap::new();
    let mut questions: HashMap<String, usize> = HashMap::new();
    for block in xml.split("<OrgQuestion ").skip(1) {
        let name = between(block, "ORGQ_ID=\"", "\"").to_owned();
        let text = format!(
            "{}\n{}",
            plain(between(block, "<OrgQSubject>", "</OrgQSubject>")),
            plain(between(block, "<OrgQBody>", "</OrgQBody>"))
        );
        let place = *questions.entry(name).or_insert_with(|| {
            collection.questions.push(Question { text, relevant: HashSet::new() });
            collection.questions.len() - 1
        });
        let title = plain(between(block, "<RelQSubject>", "</RelQSubject>"));
        let body = plain(between(block, "<RelQBody>", "</RelQBody>"));
        let next = collection.threads.len() as i64 + 1;
        let id = *ids.entry((title.clone(), body.clone())).or_insert_with(|| {
            collection.threads.push((next, title, body));
            for comment in block.split("<RelCText>").skip(1) {
                let text = comment.split("</RelCText>").next().unwrap_or_default();
                collection.comments.push((next, plain(text)));
            }
            next
        });
        if between(block, "RELQ_RELEVANCE2ORGQ=\"", "\"") != "Irrelevant" {
            collection.questions[place].relevant.insert(id);
        }
    }
    collection
}

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

/// BM25 as the books have it.
struct Baseline {
    documents: Vec<(i64, HashMap<String, f64>, f64)>,
    found_in: HashMap<String, f64>,
    average: f64,
}

impl Baseline {
    fn new(collection: &Collection) -> Baseline {
        let mut documents = Vec::new();
        let mut found_in: HashMap<String, f64> = HashMap::new();
        for (id, title, body) in &collection.threads {
            let tokens = tokens(&format!("{title} {title} {body}"));
            let mut counts: HashMap<String, f64> = HashMap::new();
            tokens.iter().for_each(|token| *counts.entry(token.clone()).or_default() += 1.0);
            counts.keys().for_each(|token| *found_in.entry(token.clone()).or_default() += 1.0);
            documents.push((*id, counts, tokens.len() as f64));
        }
        let average = documents.iter().map(|d| d.2).sum::<f64>() / documents.len() as f64;
        Baseline { documents, found_in, average }
    }

    fn search(&self, text: &str) -> Vec<i64> {
        let total = self.documents.len() as f64;
        let mut scored: Vec<(f64, i64)> = Vec::new();
        let query = tokens(text);
        for (id, counts, length) in &self.documents {
            let score: f64 = query
                .iter()
                .map(|token| {
                    let tf = counts.get(token).copied().unwrap_or(0.0);
                    let n = self.found_in.get(token).copied().unwrap_or(0.0);
                    let idf = (1.0 + (total - n + 0.5) / (n + 0.5)).ln();
                    idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / self.average))
                })
                .sum();
            scored.push((score, *id));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.into_iter().take(10).map(|(_, id)| id).collect()
    }
}

fn tokens(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

fn average_precision(ranked: &[i64], relevant: &HashSet<i64>) -> f64 {
    let mut hits = 0.0;
    let mut sum = 0.0;
    for (rank, id) in ranked.iter().take(10).enumerate() {
        if relevant.contains(id) {
            hits += 1.0;
            sum += hits / (rank + 1) as f64;
        }
    }
    sum / relevant.len().min(10) as f64
}

fn mean(collection: &Collection, cut: usize, part: Option<usize>, search: impl Fn(&str) -> Vec<i64>) -> f64 {
    let judged =
        collection.questions.iter().enumerate().filter(|(n, q)| !q.relevant.is_empty() && part.is_none_or(|part| n % 2 == part));
    let scores: Vec<f64> = judged
        .map(|(_, question)| {
            let text: String = question.text.chars().take(cut).collect();
            average_precision(&search(&text), &question.relevant)
        })
        .collect();
    scores.iter().sum::<f64>() / scores.len() as f64
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
