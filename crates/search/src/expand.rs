//! What else a word may mean: terms of the index that begin with it, or are spelled nearly so.
//!
//! Every look into the term dictionary is bounded: by the terms it reads in a segment and by the
//! terms it returns.

use std::collections::HashMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

/// Terms read for one expansion at most, shared among the segments by their size.
const READ: usize = 12_000;
/// Postings of all terms of one expansion at most: beyond that, finding is no problem.
const POSTINGS: u64 = 60_000;

/// A term of the index and in how many documents it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub text: String,
    pub documents: u64,
    /// Edits between the word and this; 0 for a beginning or part.
    pub distance: usize,
}

/// Terms that begin with `word`, the most frequent first, without the word itself.
pub(crate) fn beginning_with(searcher: &Searcher, field: Field, word: &str, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let mut found = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().range().gt(word).lt(after(word)).into_stream()?;
        // Only the most frequent of a segment are copied; most of the terms read are seen once.
        let mut most: Vec<(u32, String)> = Vec::new();
        let mut least = 0;
        let mut left = share(searcher, segment);
        while left > 0 && stream.advance() {
            left -= 1;
            let documents = stream.value().doc_freq;
            if documents > least
                && let Ok(text) = std::str::from_utf8(stream.key())
            {
                most.push((documents, text.to_owned()));
                if most.len() == 2 * count {
                    most.sort_unstable_by(|a, b| b.cmp(a));
                    most.truncate(count);
                    least = most.last().map_or(0, |last| last.0);
                }
            }
        }
        most.iter().for_each(|(documents, text)| add(&mut found, text.as_bytes(), *documents));
    }
    let mut found = candidates(found, |_| 0);
    found.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.text.cmp(&b.text)));
    Ok(bounded(found, count))
}

/// Terms with the same first letter within one edit (two from 8 letters on), swapped neighbours
/// counting as one; the nearest first, then the most frequent.
pub(crate) fn near(searcher: &Searcher, field: Field, word: &str, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let letters = word.chars().count();
    let Some(first) = word.chars().next().filter(|_| (4..=40).contains(&letters)) else {
        return Ok(Vec::new());
    };
    let edits = if letters >= 8 { 2 } else { 1 };
    let start = first.to_string();
    let automaton = FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true).automaton()?;
    let mut found = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let search = index.terms().search(&automaton);
        let mut stream = search.ge(&start).lt(after(&start)).into_stream()?;
        let mut left = share(searcher, segment);
        while left > 0 && stream.advance() {
            left -= 1;
            add(&mut found, stream.key(), stream.value().doc_freq);
        }
    }
    found.remove(word);
    let mut found = candidates(found, |text| edits_between(word, text));
    found.sort_by(|a, b| (a.distance, b.documents, &a.text).cmp(&(b.distance, a.documents, &b.text)));
    Ok(bounded(found, count))
}

/// How many terms may be read in a segment.
fn share(searcher: &Searcher, segment: &SegmentReader) -> usize {
    let all: usize = searcher.segment_readers().iter().map(|s| s.max_doc() as usize).sum();
    300 + READ * segment.max_doc() as usize / all.max(1)
}

pub(crate) fn add(found: &mut HashMap<String, u64>, key: &[u8], documents: u32) {
    if let Ok(text) = std::str::from_utf8(key) {
        match found.get_mut(text) {
            Some(sum) => *sum += u64::from(documents),
            None => {
                found.insert(text.to_owned(), u64::from(documents));
            }
        }
    }
}

fn candidates(found: HashMap<String, u64>, distance: impl Fn(&str) -> usize) -> Vec<Candidate> {
    found.into_iter().map(|(text, documents)| Candidate { distance: distance(&text), text, documents }).collect()
}

/// The first `count` of them that do not exceed the postings together.
pub(crate) fn bounded(found: Vec<Candidate>, count: usize) -> Vec<Candidate> {
    let mut left = POSTINGS;
    let fits = |candidate: &Candidate| {
        let fits = candidate.documents <= left;
        left -= if fits { candidate.documents } else { 0 };
        fits
    };
    found.into_iter().filter(fits).take(count).collect()
}

/// The first text behind all that begin with `start`.
fn after(start: &str) -> String {
    format!("{start}{}", char::MAX)
}

/// Edits between two words: a letter more, less or other, or two neighbours swapped.
fn edits_between(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + usize::from(!same));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
