//! Feeding the index.

use crate::document::{Document, Kind};
use crate::error::Error;
use crate::schema::{Fields, entry, key};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};
use tantivy::query::AllQuery;
use tantivy::{IndexReader, IndexWriter, SegmentMeta, Term};

/// A commit of more documents than this is part of a burst.
const BURST: usize = 200;

/// The one writer of an index. Nothing is seen before `commit`; what was not committed when it is
/// dropped is forgotten.
pub struct Writer {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
    /// Documents since the last commit.
    put: usize,
    merging: Merging,
}

/// Which segments become one. Every term of a query is looked up in every segment, so few segments are worth frequent
/// merging: four small ones become one. In a burst that would cost more than indexing itself, so then only many do; the
/// first quiet commit tidies up.
#[derive(Clone, Debug)]
struct Merging {
    burst: Arc<AtomicBool>,
    usual: LogMergePolicy,
    patient: LogMergePolicy,
}

impl Merging {
    fn new() -> Merging {
        let policy = |segments| {
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(segments);
            // Below so many documents sizes do not matter.
            policy.set_min_layer_size(5_000);
            // A segment is rewritten when a third of it was replaced or removed.
            policy.set_del_docs_ratio_before_merge(0.33);
            policy
        };
        // Nobody knows how the one before left the index.
        Merging { burst: Arc::new(AtomicBool::new(true)), usual: policy(4), patient: policy(12) }
    }
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let policy = if self.burst.load(Relaxed) { &self.patient } else { &self.usual };
        policy.compute_merge_candidates(segments)
    }
}

impl Writer {
    pub(crate) fn new(writer: IndexWriter, reader: IndexReader, fields: Fields) -> Writer {
        let merging = Merging::new();
        writer.set_merge_policy(Box::new(merging.clone()));
        Writer { writer, reader, fields, put: 0, merging }
    }

    /// Adds the document, in the place of the one with the same kind and id.
    pub fn put(&mut self, document: &Document) -> Result<(), Error> {
        self.remove(document.kind, document.id);
        self.writer.add_document(entry(&self.fields, document))?;
        self.put += 1;
        Ok(())
    }

    /// Removes one document, if it is there.
    pub fn remove(&mut self, kind: Kind, id: i64) {
        self.writer.delete_term(Term::from_field_text(self.fields.key, &key(kind, id)));
    }

    /// Removes every document of a thread: its opening and all its posts. 0 removes nothing.
    pub fn remove_thread(&mut self, thread: i64) {
        if thread != 0 {
            self.writer.delete_term(Term::from_field_i64(self.fields.thread, thread));
        }
    }

    /// Removes everything.
    pub fn clear(&mut self) -> Result<(), Error> {
        self.writer.delete_query(Box::new(AllQuery))?;
        Ok(())
    }

    /// Whether the last commit was part of a burst, or somebody else's: there may be many small segments.
    pub fn is_untidy(&self) -> bool {
        self.merging.burst.load(Relaxed)
    }

    /// Makes all changes durable and visible at once, together with `cursor`.
    pub fn commit(&mut self, cursor: u64) -> Result<(), Error> {
        self.merging.burst.store(std::mem::take(&mut self.put) > BURST, Relaxed);
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&cursor.to_string());
        prepared.commit()?;
        self.reader.reload()?;
        Ok(())
    }
}
