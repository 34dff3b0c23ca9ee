//! What can go wrong with the index.

/// A failure of the index or of the disk below it. A query is never the cause: any text is a query.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index library failed (reading, writing or merging its files).
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// The folder or a file of the index could not be read, made or removed.
    #[error("search index files: {0}")]
    Io(#[from] std::io::Error),
    /// The index is damaged or of another version, and another process is writing to it, so it
    /// cannot be started anew.
    #[error("the search index is unreadable and in use by another process")]
    InUse,
}
