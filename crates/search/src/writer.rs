//! Feeding the index.

use crate::document::{Document, Kind};
use crate::error::Error;
use crate::schema::{Fields, entry, key};
use tantivy::indexer::LogMergePolicy;
use tantivy::query::AllQuery;
use tantivy::{IndexReader, IndexWriter, Term};

/// The one writer of an index. Nothing is seen before `commit`; what was not committed when it is
/// dropped is forgotten.
pub struct Writer {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
}

impl Writer {
    pub(crate) fn new(writer: IndexWriter, reader: IndexReader, fields: Fields) -> Writer {
        // Commits are small and many: four of them become one segment, and below 5000 documents
        // sizes do not matter. Every term of a query is looked up in every segment, so few segments
        // are worth the more frequent merging. A segment is rewritten when a third of it was replaced or removed.
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(4);
        policy.set_min_layer_size(5_000);
        policy.set_del_docs_ratio_before_merge(0.33);
        writer.set_merge_policy(Box::new(policy));
        Writer { writer, reader, fields }
    }

    /// Adds the document, in the place of the one with the same kind and id.
    pub fn put(&mut self, document: &Document) -> Result<(), Error> {
        self.remove(document.kind, document.id);
        self.writer.add_document(entry(&self.fields, document))?;
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

    /// Makes all changes durable and visible at once, together with `cursor`.
    pub fn commit(&mut self, cursor: u64) -> Result<(), Error> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&cursor.to_string());
        prepared.commit()?;
        self.reader.reload()?;
        Ok(())
    }
}
