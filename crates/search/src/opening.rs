//! Opening the index's files, and starting anew when they are of another version or damaged.

use crate::error::Error;
use crate::schema::{LINES, lines_analyzer, schema};
use std::path::{Path, PathBuf};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{Index as Tantivy, IndexReader, ReloadPolicy};

/// The files live in a folder of this name and number. Raise it whenever the analysis or the
/// schema changes: the next start then builds the index again from the log.
const FOLDER: &str = "index-v";
const VERSION: u32 = 2;

pub(crate) struct Opened {
    pub tantivy: Tantivy,
    pub reader: IndexReader,
    /// The file that every commit writes anew; none in memory.
    pub meta: Option<PathBuf>,
}

/// Opens or makes the index below `dir`. A damaged one is replaced by an empty one, unless another
/// process is writing to it.
pub(crate) fn open(dir: &Path) -> Result<Opened, Error> {
    std::fs::create_dir_all(dir)?;
    remove_other_versions(dir);
    let folder = dir.join(format!("{FOLDER}{VERSION}"));
    std::fs::create_dir_all(&folder)?;
    match open_folder(&folder) {
        Ok(opened) => Ok(opened),
        Err(_) => {
            // Only its owner may throw the index away; the lock is let go before the files are.
            let directory = MmapDirectory::open(&folder).map_err(tantivy::TantivyError::from)?;
            match directory.acquire_lock(&INDEX_WRITER_LOCK) {
                Ok(lock) => drop(lock),
                Err(_) => return Err(Error::InUse),
            }
            std::fs::remove_dir_all(&folder)?;
            std::fs::create_dir_all(&folder)?;
            open_folder(&folder)
        }
    }
}

pub(crate) fn in_memory() -> Result<Opened, Error> {
    finish(Tantivy::create_in_ram(schema().0), None)
}

fn open_folder(folder: &Path) -> Result<Opened, Error> {
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    // Fails when the stored schema is another one.
    finish(Tantivy::open_or_create(directory, schema().0)?, Some(folder.join("meta.json")))
}

fn finish(tantivy: Tantivy, meta: Option<PathBuf>) -> Result<Opened, Error> {
    tantivy.tokenizers().register(LINES, lines_analyzer());
    let reader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(Opened { tantivy, reader, meta })
}

/// Folders of other versions are of no use any more. One that cannot be removed is no reason to
/// refuse to start.
fn remove_other_versions(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(FOLDER)?.parse::<u32>().ok());
        if number.is_some_and(|number| number != VERSION) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
