//! Looking for a part of a word (`fräs` in `Oberfräser`), the last resort.
//!
//! A term dictionary is sorted from the left and cannot be asked for what is inside. So each
//! segment's longer words are laid out as one text, once, and searched in a few milliseconds.
//! Segments never change; the texts of those that were merged away are dropped.

use crate::expand::{Candidate, add, bounded};
use crate::prose::documents;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

/// A segment's words are laid out up to this size, about a million of them.
const LARGEST_BYTES: usize = 12_000_000;
/// Words in which something shorter than this could hide are not compounds.
const SHORTEST_WORD: usize = 5;
/// Matches looked at, shared among the segments by their size, and in any segment at least.
const MATCHES: usize = 240;
const LEAST_MATCHES: usize = 20;

/// The words of the segments that were asked so far.
#[derive(Default)]
pub(crate) struct Vocabulary {
    words: Mutex<HashMap<SegmentId, Arc<str>>>,
}

impl Vocabulary {
    /// Terms that have `part` (3 letters or more) inside, those that end with it first (in
    /// compounds the last word says what it is), then the most frequent.
    pub(crate) fn containing(
        &self,
        searcher: &Searcher,
        field: Field,
        part: &str,
        count: usize,
    ) -> tantivy::Result<Vec<Candidate>> {
        if part.chars().count() < 3 {
            return Ok(Vec::new());
        }
        let finder = memchr::memmem::Finder::new(part);
        let documents = documents(searcher).max(1) as usize;
        let mut found = HashMap::new();
        for segment in searcher.segment_readers() {
            let words = self.words_of(searcher, segment, field)?;
            let index = segment.inverted_index(field)?;
            let mut last = 0;
            for at in finder.find_iter(words.as_bytes()).take(LEAST_MATCHES + MATCHES * segment.max_doc() as usize / documents) {
                let start = words[..at].rfind('\n').map_or(0, |line| line + 1);
                let end = words[at..].find('\n').map_or(words.len(), |line| at + line);
                if end != last {
                    last = end;
                    let text = &words[start..end];
                    add(&mut found, text.as_bytes(), index.doc_freq(&Term::from_field_text(field, text))?);
                }
            }
        }
        let mut found: Vec<Candidate> =
            found.into_iter().map(|(text, documents)| Candidate { text, documents, distance: 0 }).collect();
        found.sort_by(|a, b| {
            let ends = b.text.ends_with(part).cmp(&a.text.ends_with(part));
            ends.then(b.documents.cmp(&a.documents)).then(a.text.cmp(&b.text))
        });
        Ok(bounded(found, count))
    }

    /// Lays out what is not yet.
    pub(crate) fn warm(&self, searcher: &Searcher, field: Field) -> tantivy::Result<()> {
        searcher.segment_readers().iter().try_for_each(|segment| self.words_of(searcher, segment, field).map(drop))
    }

    fn words_of(&self, searcher: &Searcher, segment: &SegmentReader, field: Field) -> tantivy::Result<Arc<str>> {
        let id = segment.segment_id();
        {
            let mut known = self.words.lock().unwrap_or_else(PoisonError::into_inner);
            known.retain(|id, _| searcher.segment_readers().iter().any(|segment| segment.segment_id() == *id));
            if let Some(words) = known.get(&id) {
                return Ok(words.clone());
            }
        }
        // Laid out without the lock: two askers at once do it twice, none waits.
        let words: Arc<str> = lay_out(segment, field)?.into();
        self.words.lock().unwrap_or_else(PoisonError::into_inner).insert(id, words.clone());
        Ok(words)
    }
}

fn lay_out(segment: &SegmentReader, field: Field) -> tantivy::Result<String> {
    let index = segment.inverted_index(field)?;
    let mut words = String::new();
    let mut stream = index.terms().stream()?;
    while words.len() < LARGEST_BYTES && stream.advance() {
        if let Ok(word) = std::str::from_utf8(stream.key())
            && word.len() >= SHORTEST_WORD
            && word.chars().all(char::is_alphabetic)
        {
            words.push_str(word);
            words.push('\n');
        }
    }
    Ok(words)
}
