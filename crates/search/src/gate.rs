//! The gate: what a document must be to be returned, checked on each one that a query matches.

use crate::document::Kind;
use crate::scope::Scope;
use std::sync::Arc;
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, SegmentReader};

/// The checked part of a scope.
pub(crate) struct Gate {
    /// Sorted.
    audiences: Vec<i64>,
    community: Option<i64>,
    kinds: Vec<u64>,
    after: i64,
    before: i64,
    dated: bool,
    /// A thread that must not be returned; 0 for none.
    except: i64,
}

impl Gate {
    pub(crate) fn new(scope: &Scope, except: i64) -> Gate {
        let mut audiences = scope.audiences.clone();
        audiences.sort_unstable();
        Gate {
            audiences,
            community: scope.community,
            kinds: scope.kinds.iter().map(|kind| kind.code()).collect(),
            after: scope.after.unwrap_or(i64::MIN),
            before: scope.before.unwrap_or(i64::MAX),
            dated: scope.after.is_some() || scope.before.is_some(),
            except,
        }
    }
}

/// The numbers of the documents of one segment.
pub(crate) struct Columns {
    audience: Arc<dyn ColumnValues<i64>>,
    community: Arc<dyn ColumnValues<i64>>,
    kind: Arc<dyn ColumnValues<u64>>,
    id: Arc<dyn ColumnValues<i64>>,
    thread: Arc<dyn ColumnValues<i64>>,
    created_at: Arc<dyn ColumnValues<i64>>,
}

impl Columns {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let fast = reader.fast_fields();
        Ok(Columns {
            // A document without an audience would be one that nobody may read.
            audience: fast.i64("audience")?.first_or_default_col(i64::MIN),
            community: fast.i64("community")?.first_or_default_col(0),
            kind: fast.u64("kind")?.first_or_default_col(0),
            id: fast.i64("id")?.first_or_default_col(0),
            thread: fast.i64("thread")?.first_or_default_col(0),
            created_at: fast.i64("created_at")?.first_or_default_col(0),
        })
    }

    /// Whether the document may be returned.
    pub(crate) fn admits(&self, gate: &Gate, doc: DocId) -> bool {
        gate.audiences.binary_search(&self.audience.get_val(doc)).is_ok()
            && gate.community.is_none_or(|community| self.community.get_val(doc) == community)
            && (gate.kinds.is_empty() || gate.kinds.contains(&self.kind.get_val(doc)))
            && (gate.except == 0 || self.thread.get_val(doc) != gate.except)
            && (!gate.dated || (gate.after..gate.before).contains(&self.created_at.get_val(doc)))
    }

    pub(crate) fn kind(&self, doc: DocId) -> Kind {
        Kind::from_code(self.kind.get_val(doc))
    }

    pub(crate) fn id(&self, doc: DocId) -> i64 {
        self.id.get_val(doc)
    }

    pub(crate) fn thread(&self, doc: DocId) -> i64 {
        self.thread.get_val(doc)
    }

    pub(crate) fn created_at(&self, doc: DocId) -> i64 {
        self.created_at.get_val(doc)
    }
}
