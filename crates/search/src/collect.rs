//! Keeping the best document of each thread, and the best threads.

use crate::document::Kind;
use crate::gate::{Columns, Gate};
use std::collections::HashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Weight;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// One thread, person or tag that matches, by its best document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub kind: Kind,
    pub id: i64,
    /// 0 when the document belongs to no thread.
    pub thread: i64,
    /// Larger is better; comparable only within one search.
    pub score: f32,
}

impl Hit {
    /// Hits of one group are one result: a thread, or a person or tag by itself.
    pub(crate) fn group(&self) -> (Option<Kind>, i64) {
        if self.thread != 0 { (None, self.thread) } else { (Some(self.kind), self.id) }
    }
}

/// A reply counts a little less than an opening that matches as well: it is read in its thread.
const POST: f32 = 0.85;

/// Collects the best `limit` groups among the documents that the gate admits.
pub(crate) struct Grouped<'a> {
    pub gate: &'a Gate,
    pub limit: usize,
    /// Newest first instead of by text, for a search that has filters but no words.
    pub newest: bool,
}

impl Collector for Grouped<'_> {
    type Fruit = Vec<Hit>;
    type Child = Unused;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Unused> {
        Ok(Unused)
    }

    fn requires_scoring(&self) -> bool {
        !self.newest
    }

    /// Tells the query the score that a document must exceed, so that it may skip blocks of
    /// documents that cannot.
    fn collect_segment(&self, weight: &dyn Weight, _: u32, reader: &SegmentReader) -> tantivy::Result<Vec<Hit>> {
        let columns = Columns::open(reader)?;
        let mut best = Best::new(self.limit);
        weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
            let alive = reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
            if alive && columns.admits(self.gate, doc) {
                best.offer(self.hit(&columns, doc, score));
            }
            // By age the query knows no scores, so nothing may be skipped.
            if self.newest { Score::MIN } else { best.threshold }
        })?;
        Ok(best.into_hits())
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        let mut best = Best::new(self.limit);
        segments.into_iter().flatten().for_each(|hit| best.offer(hit));
        Ok(best.into_hits())
    }
}

impl Grouped<'_> {
    fn hit(&self, columns: &Columns, doc: DocId, score: Score) -> Hit {
        let kind = columns.kind(doc);
        let score = match kind {
            // Seconds: a 32-bit float tells them apart to about two minutes in this century.
            _ if self.newest => (columns.created_at(doc) / 1000) as f32,
            // Only ever lowered: what the query skipped at the threshold stays skipped rightly.
            Kind::Post => score * POST,
            _ => score,
        };
        Hit { kind, id: columns.id(doc), thread: columns.thread(doc), score }
    }
}

/// The best groups so far; holds at most twice `limit` before it throws out the worse half.
struct Best {
    limit: usize,
    groups: HashMap<(Option<Kind>, i64), Hit>,
    /// What a document must exceed to matter.
    threshold: Score,
}

impl Best {
    fn new(limit: usize) -> Best {
        Best { limit: limit.max(1), groups: HashMap::new(), threshold: Score::MIN }
    }

    fn offer(&mut self, hit: Hit) {
        if hit.score <= self.threshold {
            return;
        }
        let kept = self.groups.entry(hit.group()).or_insert(hit);
        if better(&hit, kept).is_lt() {
            *kept = hit;
        }
        if self.groups.len() >= 2 * self.limit {
            let mut hits: Vec<Hit> = self.groups.drain().map(|(_, hit)| hit).collect();
            hits.select_nth_unstable_by(self.limit - 1, better);
            hits.truncate(self.limit);
            self.threshold = hits[self.limit - 1].score;
            self.groups.extend(hits.into_iter().map(|hit| (hit.group(), hit)));
        }
    }

    fn into_hits(self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.groups.into_values().collect();
        hits.sort_unstable_by(better);
        hits.truncate(self.limit);
        hits
    }
}

/// Best first; equals by kind and id, so that the order is the same every time.
fn better(a: &Hit, b: &Hit) -> std::cmp::Ordering {
    b.score.total_cmp(&a.score).then(a.kind.cmp(&b.kind)).then(a.id.cmp(&b.id))
}

/// The library asks for a collector of single documents; `collect_segment` does without one.
pub(crate) struct Unused;

impl SegmentCollector for Unused {
    type Fruit = Vec<Hit>;
    fn collect(&mut self, _: DocId, _: Score) {}
    fn harvest(self) -> Vec<Hit> {
        Vec::new()
    }
}
