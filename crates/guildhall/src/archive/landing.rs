//! The place where a snapshot lands. Everything stands in `DATA/arriving` first; the database is the last thing to get
//! its place, so that there is either all of it or nothing.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use base::db::archive::Filling;
use base::{Error, Location, Result};

use super::{location, tell};
use crate::house::index_folder;

const ARRIVING: &str = "arriving";
/// Servers hold it shared; who needs stillness holds it alone.
const OPEN: &str = "server.lock";
const LOCKS: [&str; 2] = [OPEN, "import.lock"];

/// Held by a server as long as it runs on a data directory.
pub fn keep_open(data: &Path) -> Result<File> {
    let lock = File::create(data.join(OPEN))?;
    match lock.try_lock_shared() {
        Ok(()) => Ok(lock),
        Err(_) => Err(Error::Unavailable(format!("a restore or a move is running on {}; start again after it", data.display()))),
    }
}

/// No server and no import runs on a data directory as long as these are held.
pub fn keep_still(data: &Path) -> Result<Vec<File>> {
    let held = LOCKS.iter().map(|name| {
        let lock = File::create(data.join(name))?;
        lock.try_lock()
            .map(|()| lock)
            .map_err(|_| Error::Conflict(format!("a server or an import is running on {}: stop it first", data.display())))
    });
    held.collect()
}

/// An empty place that is being filled.
pub struct Landing {
    data: PathBuf,
    database_url: Option<String>,
    /// The data directory was made for this.
    made: bool,
    _still: Vec<File>,
}

impl Landing {
    /// Makes the directory when it is missing.
    ///
    /// # Errors
    /// `Conflict`, with the reason, when there is something that would be lost. With `files_stay` there may be files of
    /// people: they stand where they belong already. `still` are locks that are held on the directory already.
    pub fn prepare(data: &Path, database_url: Option<&str>, files_stay: bool, still: Option<Vec<File>>) -> Result<Landing> {
        let made = !data.exists();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|error| Error::Unavailable(format!("cannot make the data directory {}: {error}", data.display())))?;
        let still = still.map_or_else(|| keep_still(data), Ok)?;
        let landing = Landing { data: data.to_path_buf(), database_url: database_url.map(str::to_owned), made, _still: still };
        if database_url.is_none() {
            for ending in ["", "-wal", "-shm", "-journal"] {
                landing.refuse(&format!("guildhall.sqlite{ending}"))?;
            }
        }
        let files = data.join("files");
        if !files_stay && fs::read_dir(&files).is_ok_and(|mut entries| entries.next().is_some()) {
            landing.refuse("files")?;
        }
        let arriving = landing.arriving();
        if arriving.exists() {
            tell(&format!("taking away {}, which an earlier attempt left unfinished", arriving.display()));
            fs::remove_dir_all(&arriving)?;
        }
        DirBuilder::new().mode(0o700).create(&arriving)?;
        Ok(landing)
    }

    fn refuse(&self, name: &str) -> Result<()> {
        let path = self.data.join(name);
        if fs::symlink_metadata(&path).is_err() {
            return Ok(());
        }
        let told = format!(
            "{} is there already, and nothing is overwritten: choose an empty directory, or move it away",
            path.display()
        );
        Err(Error::Conflict(told))
    }

    fn arriving(&self) -> PathBuf {
        self.data.join(ARRIVING)
    }

    /// Where the database is filled.
    pub fn location(&self) -> Location {
        location(&self.arriving(), self.database_url.as_deref())
    }

    /// Where files are put.
    pub fn files(&self) -> PathBuf {
        self.arriving().join("files")
    }

    /// Puts everything in its place.
    pub async fn land(&self, filling: Filling) -> Result<()> {
        let (from, to) = (self.files(), self.data.join("files"));
        let files = from.exists();
        if files {
            fs::rename(&from, &to)?;
        }
        let landed = self.land_database(filling).await;
        if landed.is_err() && files {
            fs::rename(&to, &from)?;
        }
        landed
    }

    async fn land_database(&self, filling: Filling) -> Result<()> {
        // An index of whatever stood here before would not fit; it is made from the rows at the next start.
        let index = self.data.join(index_folder(self.database_url.as_deref()));
        if index.exists() {
            fs::remove_dir_all(index)?;
        }
        filling.commit().await?;
        if let Location::File(path) = self.location() {
            fs::rename(path, self.data.join("guildhall.sqlite"))?;
        }
        Ok(File::open(&self.data)?.sync_all()?)
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.arriving());
        let there = |name: &str| self.data.join(name).exists();
        if self.made && !there("guildhall.sqlite") && !there("files") && self.database_url.is_none() {
            for name in LOCKS {
                let _ = fs::remove_file(self.data.join(name));
            }
            let _ = fs::remove_dir(&self.data);
        }
    }
}
