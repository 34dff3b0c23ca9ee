//! The index as others see it.

use crate::error::Error;
use crate::opening::{self, Opened};
use crate::schema::{Fields, schema};
use crate::vocabulary::Vocabulary;
use crate::writer::Writer;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;
use tantivy::directory::error::LockError;
use tantivy::{Index as Tantivy, IndexReader, Searcher, TantivyError};

/// The heap of the writer; the least that the index library accepts.
const WRITER_HEAP_BYTES: usize = 15_000_000;

/// An open index. Share it behind an `Arc`; every method may be called from any thread.
pub struct Index {
    tantivy: Tantivy,
    reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) vocabulary: Vocabulary,
    meta: Option<PathBuf>,
    /// When the commit that the reader sees was written.
    seen: Mutex<Option<SystemTime>>,
}

impl Index {
    /// Opens the index in `dir`, which is made when missing. When the stored version differs or
    /// the files are damaged, it starts empty (cursor 0). Touches only its own folder in `dir`.
    ///
    /// Errors: the folder cannot be used, or a damaged index is in use by another process.
    pub fn open(dir: &Path) -> Result<Index, Error> {
        Ok(Index::from(opening::open(dir)?))
    }

    /// An empty index that lives as long as this value, for tests and tools.
    pub fn in_memory() -> Result<Index, Error> {
        Ok(Index::from(opening::in_memory()?))
    }

    /// The cursor of the last commit, of this or another process, read anew; 0 before the first.
    pub fn cursor(&self) -> Result<u64, Error> {
        let payload = self.tantivy.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()).unwrap_or(0))
    }

    /// The one writer, or None while another process or value holds it. Dropping it lets go of the
    /// lock and the memory.
    pub fn writer(&self) -> Result<Option<Writer>, Error> {
        match self.tantivy.writer_with_num_threads(1, WRITER_HEAP_BYTES) {
            Ok(writer) => Ok(Some(Writer::new(writer, self.reader.clone(), self.fields))),
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// How many documents can be found, in all audiences.
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Makes the commits of other processes visible now; every search does so by itself.
    pub fn refresh(&self) -> Result<(), Error> {
        Ok(self.reader.reload()?)
    }

    /// Prepares looking for parts of words (some hundred milliseconds per million words after the
    /// start or a large merge), which otherwise the first search that needs it does.
    pub fn warm(&self) -> Result<(), Error> {
        Ok(self.vocabulary.warm(&self.reader.searcher(), self.fields.words)?)
    }

    /// The newest commit, of whichever process: a look at the file's time costs next to nothing.
    pub(crate) fn searcher(&self) -> Searcher {
        let written = self.meta.as_ref().and_then(|path| path.metadata().and_then(|meta| meta.modified()).ok());
        if let Ok(mut seen) = self.seen.lock()
            && *seen != written
            && self.reader.reload().is_ok()
        {
            *seen = written;
        }
        self.reader.searcher()
    }
}

impl From<Opened> for Index {
    fn from(opened: Opened) -> Index {
        Index {
            tantivy: opened.tantivy,
            reader: opened.reader,
            fields: schema().1,
            vocabulary: Vocabulary::default(),
            meta: opened.meta,
            seen: Mutex::new(None),
        }
    }
}
