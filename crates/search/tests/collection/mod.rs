//! Forum questions with graded related ones, and plain BM25 over them: what the search is measured against.
//! Used by the index's own test and by the test of the whole program.

#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests; each uses its part"
)]

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

const FILE: &str = "search/SemEval2016-Task3-CQA-QL-train-part2.xml";

pub struct Question {
    pub text: String,
    pub relevant: HashSet<i64>,
}

#[derive(Default)]
pub struct Collection {
    /// Title and body by id.
    pub threads: Vec<(i64, String, String)>,
    /// Thread and text.
    pub comments: Vec<(i64, String)>,
    pub questions: Vec<Question>,
}

pub fn data_file() -> Option<PathBuf> {
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
pub fn read(xml: &str) -> Collection {
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

/// BM25 as the books have it.
pub struct Baseline {
    documents: Vec<(i64, HashMap<String, f64>, f64)>,
    found_in: HashMap<String, f64>,
    average: f64,
}

impl Baseline {
    pub fn new(collection: &Collection) -> Baseline {
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

    pub fn search(&self, text: &str) -> Vec<i64> {
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

pub fn average_precision(ranked: &[i64], relevant: &HashSet<i64>) -> f64 {
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

pub fn mean(collection: &Collection, cut: usize, part: Option<usize>, search: impl Fn(&str) -> Vec<i64>) -> f64 {
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
