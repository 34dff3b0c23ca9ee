//! Long queries (prose, pasted texts): any word finds, and the most telling ones are asked.

use crate::plan::Word;
use crate::schema::Fields;
use std::collections::HashMap;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

/// Postings read for one query at most; the least telling terms are left out first.
const POSTINGS: u64 = 1_500_000;
/// The weight of a stem in a title beside the same stem anywhere.
pub(crate) const TITLE: f32 = 0.3;

/// A query for any of the stems, by BM25, of the `terms` that tell most; None when nothing is left
/// to ask for.
pub(crate) fn any_of(
    searcher: &Searcher,
    fields: &Fields,
    weights: &HashMap<String, f32>,
    terms: usize,
) -> tantivy::Result<Option<Box<dyn Query>>> {
    let documents = documents(searcher);
    let mut asked = Vec::new();
    for (stem, weight) in weights {
        let found = searcher.doc_freq(&Term::from_field_text(fields.stems, stem))?;
        if found > 0 {
            asked.push((weight * idf(found, documents), *weight, found, stem));
        }
    }
    asked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.3.cmp(b.3)));
    let mut left = POSTINGS;
    let mut queries: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (_, weight, found, stem) in asked.into_iter().take(terms) {
        // The first is asked in any case.
        if found > left && !queries.is_empty() {
            continue;
        }
        left = left.saturating_sub(found);
        // In prose most words are filling, so rare ones weigh more than BM25 alone gives them.
        for (field, times) in [(fields.stems, 1.0), (fields.title, TITLE)] {
            let term = Term::from_field_text(field, stem);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            queries
                .push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), weight * times * idf(found, documents).sqrt()))));
        }
    }
    Ok((!queries.is_empty()).then(|| Box::new(BooleanQuery::new(queries)) as Box<dyn Query>))
}

/// How much each stem weighs in the query: by how often it is said, growing slowly, and more when
/// it is said early (a text begins with what it is about: its subject line).
pub(crate) fn weights(words: &[Word]) -> HashMap<String, f32> {
    let mut weights: HashMap<String, f32> = HashMap::new();
    for (place, word) in words.iter().enumerate() {
        for stem in &word.stems {
            let early = if place < EARLY { EARLY_TIMES } else { 1.0 };
            *weights.entry(stem.clone()).or_default() += early;
        }
    }
    weights.values_mut().for_each(|weight| *weight = (1.0 + *weight).ln());
    weights
}

/// The words of a usual title, stop words included.
const EARLY: usize = 8;
const EARLY_TIMES: f32 = 2.0;

/// All documents of the index, of which some may be deleted: what `idf` compares with.
pub(crate) fn documents(searcher: &Searcher) -> u64 {
    searcher.segment_readers().iter().map(|s| u64::from(s.max_doc())).sum()
}

/// The weight of a term in this many of the documents, as BM25 has it.
pub(crate) fn idf(found: u64, documents: u64) -> f32 {
    let found = found.min(documents) as f32;
    (1.0 + (documents as f32 - found + 0.5) / (found + 0.5)).ln()
}
