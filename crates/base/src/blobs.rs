//! Files of people on disk, known by what is in them (SHA-256): `ab/cdef…` below one folder. A file comes in under a
//! temporary name, is made durable, and only then gets its own name; rows that name it are written after that.

use std::fs::{self, File, FileTimes};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

use crate::{Error, Result, Time};

/// The folder with the files. Cheap to clone. What it does on disk blocks, unless it is `async`.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: PathBuf,
    busy: Arc<RwLock<()>>,
}

/// Where files stand that are still coming in.
const INCOMING: &str = "incoming";

impl Blobs {
    /// The files below `root`, which is made when the first one comes.
    pub fn at(root: &Path) -> Blobs {
        Blobs { root: root.to_path_buf(), busy: Arc::default() }
    }

    /// An empty file to write into; it goes away unless it is kept.
    pub fn incoming(&self) -> Result<NamedTempFile> {
        let folder = self.root.join(INCOMING);
        fs::create_dir_all(&folder)?;
        Ok(NamedTempFile::new_in(folder)?)
    }

    /// Gives a file that came in its place; on disk for good when this returns. Its hash.
    ///
    /// The same bytes again replace the file that is there, so that it is as young as whoever brought it last.
    pub fn keep(&self, mut file: NamedTempFile, now: Time) -> Result<String> {
        let hash = hash_of(file.reopen()?)?;
        file.flush()?;
        // The time that a sweep goes by is the program's, not the machine's.
        file.as_file().set_times(FileTimes::new().set_modified(moment(now)))?;
        file.as_file().sync_all()?;
        let path = self.path(&hash);
        let folder = path.parent().unwrap_or(&self.root);
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            File::open(&self.root)?.sync_all()?;
        }
        file.persist(&path).map_err(|failed| Error::from(failed.error))?;
        File::open(folder)?.sync_all()?;
        Ok(hash)
    }

    /// As [`Blobs::keep`], for bytes at hand.
    pub fn keep_bytes(&self, bytes: &[u8], now: Time) -> Result<String> {
        let mut file = self.incoming()?;
        file.write_all(bytes)?;
        self.keep(file, now)
    }

    /// Where the file of a hash stands.
    pub fn path(&self, hash: &str) -> PathBuf {
        let (folder, name) = hash.split_at_checked(2).unwrap_or(("", hash));
        self.root.join(folder).join(name)
    }

    /// Held from before a file is kept until the rows that name it are committed: no sweep takes it away between.
    pub async fn hold(&self) -> OwnedRwLockReadGuard<()> {
        Arc::clone(&self.busy).read_owned().await
    }

    /// Held while it is found out which files nobody names, and until they are gone.
    pub async fn sweep(&self) -> OwnedRwLockWriteGuard<()> {
        Arc::clone(&self.busy).write_owned().await
    }

    /// The folders that files stand in: `00` to `ff`, as far as there are any.
    pub fn folders(&self) -> Result<Vec<String>> {
        let mut names = names(&self.root)?;
        names.retain(|name| name != INCOMING);
        Ok(names)
    }

    /// Hashes of the files of a folder that were kept before `before`.
    pub fn older(&self, folder: &str, before: Time) -> Result<Vec<String>> {
        let mut hashes: Vec<String> = names(&self.root.join(folder))?.iter().map(|name| format!("{folder}{name}")).collect();
        hashes.retain(|hash| is_older(&self.path(hash), before));
        Ok(hashes)
    }

    /// Takes a file away, if it was kept before `before`.
    pub fn remove(&self, hash: &str, before: Time) -> Result<()> {
        let path = self.path(hash);
        if is_older(&path, before) {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// Takes away what came in before `before` and was never kept: left by a program that was ended.
    pub fn clear_incoming(&self, before: Time) -> Result<()> {
        let folder = self.root.join(INCOMING);
        for name in names(&folder)? {
            let path = folder.join(name);
            if is_older(&path, before) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}

fn hash_of(mut file: File) -> Result<String> {
    let (mut hasher, mut buffer) = (Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => hasher.update(&buffer[..read]),
        }
    }
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}

fn is_older(path: &Path, before: Time) -> bool {
    let modified = fs::metadata(path).and_then(|found| found.modified());
    modified.is_ok_and(|modified| modified < moment(before))
}

fn moment(time: Time) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(time.0.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::at(&folder.path().join("files"));
        assert!(blobs.folders().unwrap().is_empty());
        let (one, two) = (blobs.keep_bytes(b"abc", Time(1000)).unwrap(), blobs.keep_bytes(b"abc", Time(9000)).unwrap());
        // FIPS 180-2, appendix B.1
        assert_eq!(one, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((one.as_str(), fs::read(blobs.path(&one)).unwrap()), (two.as_str(), b"abc".to_vec()));
        assert_eq!(blobs.folders().unwrap(), ["ba"]);
        assert!(blobs.older("ba", Time(9000)).unwrap().is_empty(), "as young as it came last");
        assert_eq!(blobs.older("ba", Time(9001)).unwrap(), std::slice::from_ref(&one));
        blobs.remove(&one, Time(9000)).unwrap();
        assert!(blobs.path(&one).exists());
        blobs.remove(&one, Time(9001)).unwrap();
        assert!(!blobs.path(&one).exists());
    }

    #[test]
    fn what_is_not_kept_goes_away() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::at(folder.path());
        let path = blobs.incoming().unwrap().path().to_path_buf();
        assert!(!path.exists());
        let (_, left) = blobs.incoming().unwrap().keep().unwrap();
        blobs.clear_incoming(Time(0)).unwrap();
        assert!(left.exists());
        blobs.clear_incoming(Time(i64::MAX / 2)).unwrap();
        assert!(!left.exists());
    }
}
