//! Feedback: the threads found first tell with which other words their subject is spoken of.
//!
//! Somebody asks where to buy a "cell phone", others wrote about "mobiles": the threads that have
//! both lead from one to the other. What is added weighs half as much as what was said, at most.

use crate::collect::Hit;
use crate::document::Kind;
use crate::gate::Columns;
use crate::prose::{documents, idf};
use crate::schema::{GIST, key};
use crate::search::Run;
use std::collections::HashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// Threads learned from.
pub(crate) const HITS: usize = 5;
/// Stems that are added, or weigh more when they were said already.
const STEMS: usize = 10;
/// The weight of the best of them beside the mean of what was said.
const WEIGHT: f32 = 0.5;

/// Adds the stems that tell most about the threads of `hits`, the best of `weights`.
pub(crate) fn add(run: &Run, hits: &[Hit], weights: &mut HashMap<String, f32>) -> tantivy::Result<()> {
    let mut scores: HashMap<String, f32> = HashMap::new();
    for hit in hits.iter().take(HITS).filter(|hit| hit.thread != 0) {
        for stem in gist(run, hit.thread)? {
            *scores.entry(stem).or_default() += hit.score;
        }
    }
    let documents = documents(&run.searcher);
    let mut telling = Vec::new();
    for (stem, score) in scores {
        let found = run.searcher.doc_freq(&Term::from_field_text(run.index.fields.stems, &stem))?;
        // What is said nowhere else leads nowhere.
        if found > 1 {
            telling.push((score * idf(found, documents), stem));
        }
    }
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let best = telling.first().map_or(1.0, |best| best.0);
    let mean = weights.values().sum::<f32>() / weights.len().max(1) as f32;
    for (score, stem) in telling.into_iter().take(STEMS) {
        *weights.entry(stem).or_default() += WEIGHT * mean * score / best;
    }
    Ok(())
}

/// The gist of a thread's opening; nothing when it may not be returned, for then it must not show
/// in the order of what is.
fn gist(run: &Run, thread: i64) -> tantivy::Result<Vec<String>> {
    let fields = &run.index.fields;
    let opening = Term::from_field_text(fields.key, &key(Kind::Thread, thread));
    for segment in run.searcher.segment_readers() {
        let Some(mut found) = segment.inverted_index(fields.key)?.read_postings(&opening, IndexRecordOption::Basic)? else {
            continue;
        };
        while found.doc() != TERMINATED && segment.is_deleted(found.doc()) {
            found.advance();
        }
        if found.doc() == TERMINATED {
            continue;
        }
        let admitted = Columns::open(segment)?.admits(&run.gate, found.doc());
        let Some(column) = segment.fast_fields().str(GIST)?.filter(|_| admitted) else { break };
        let mut stems = Vec::new();
        for ord in column.ords().values_for_doc(found.doc()) {
            let mut stem = String::new();
            if column.ord_to_str(ord, &mut stem)? {
                stems.push(stem);
            }
        }
        return Ok(stems);
    }
    Ok(Vec::new())
}
