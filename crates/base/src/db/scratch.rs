//! A scratch file for work larger than memory: bytes under `(shelf, key)`, kept in order of arrival. It is thrown away
//! with the value, so it neither syncs nor journals.

use std::path::{Path, PathBuf};

use parking_lot::Mutex;

use crate::{Error, Result};

/// A temporary multimap on disk.
pub struct Scratch {
    file: Mutex<rusqlite::Connection>,
    path: PathBuf,
}

impl Scratch {
    /// Makes a new file in `folder`.
    pub fn create(folder: &Path, name: &str) -> Result<Scratch> {
        let path = folder.join(name);
        let _ = std::fs::remove_file(&path);
        let file = rusqlite::Connection::open(&path).map_err(Error::internal)?;
        file.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; PRAGMA locking_mode = EXCLUSIVE;
             CREATE TABLE rows (shelf INTEGER, key INTEGER, n INTEGER, data BLOB, PRIMARY KEY (shelf, key, n)) WITHOUT ROWID;
             BEGIN",
        )
        .map_err(Error::internal)?;
        file.set_prepared_statement_cache_capacity(32);
        Ok(Scratch { file: Mutex::new(file), path })
    }

    /// Adds `data` to what stands under `(shelf, key)`, ordered by `n`; false, and nothing, when something has this `n`.
    pub fn put(&self, shelf: i64, key: i64, n: i64, data: &[u8]) -> Result<bool> {
        let file = self.file.lock();
        let mut insert = file
            .prepare_cached("INSERT OR IGNORE INTO rows (shelf, key, n, data) VALUES (?1, ?2, ?3, ?4)")
            .map_err(Error::internal)?;
        Ok(insert.execute((shelf, key, n, data)).map_err(Error::internal)? == 1)
    }

    /// Adds to a number that is kept under `(shelf, key, n)`.
    pub fn add(&self, shelf: i64, key: i64, n: i64, more: i64) -> Result<()> {
        let file = self.file.lock();
        let mut upsert = file
            .prepare_cached(
                "INSERT INTO rows (shelf, key, n, data) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET data = data + excluded.data",
            )
            .map_err(Error::internal)?;
        upsert.execute((shelf, key, n, more)).map_err(Error::internal)?;
        Ok(())
    }

    /// Everything under `(shelf, key)` in order of `n`.
    pub fn all(&self, shelf: i64, key: i64) -> Result<Vec<(i64, Vec<u8>)>> {
        self.query("SELECT n, data FROM rows WHERE shelf = ?1 AND key = ?2 ORDER BY n", (shelf, key))
    }

    /// The numbers that were added up under `(shelf, key)`.
    pub fn sums(&self, shelf: i64, key: i64) -> Result<Vec<(i64, i64)>> {
        self.query("SELECT n, data FROM rows WHERE shelf = ?1 AND key = ?2 ORDER BY n", (shelf, key))
    }

    /// Whether anything stands under `(shelf, key)`.
    pub fn has(&self, shelf: i64, key: i64) -> Result<bool> {
        let found: Vec<(i64, i64)> = self.query("SELECT 1, 1 FROM rows WHERE shelf = ?1 AND key = ?2 LIMIT 1", (shelf, key))?;
        Ok(!found.is_empty())
    }

    /// The number of rows of a shelf.
    pub fn count(&self, shelf: i64) -> Result<u64> {
        let rows: Vec<(i64, i64)> = self.query("SELECT COUNT(*), 0 FROM rows WHERE shelf = ?1", (shelf,))?;
        Ok(rows.first().map_or(0, |(count, _)| count.unsigned_abs()))
    }

    /// The next `most` keys of a shelf behind `after`, in order.
    pub fn keys(&self, shelf: i64, after: i64, most: i64) -> Result<Vec<i64>> {
        let keys: Vec<(i64, i64)> = self.query(
            "SELECT DISTINCT key, key FROM rows WHERE shelf = ?1 AND key > ?2 ORDER BY key LIMIT ?3",
            (shelf, after, most),
        )?;
        Ok(keys.into_iter().map(|(key, _)| key).collect())
    }

    fn query<T: rusqlite::types::FromSql>(&self, sql: &str, args: impl rusqlite::Params) -> Result<Vec<(i64, T)>> {
        let file = self.file.lock();
        let mut select = file.prepare_cached(sql).map_err(Error::internal)?;
        let rows = select.query_map(args, |row| Ok((row.get(0)?, row.get(1)?))).map_err(Error::internal)?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(Error::internal)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
