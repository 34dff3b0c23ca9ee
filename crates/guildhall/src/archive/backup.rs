//! `guildhall backup FILE`: everything as of one moment, while a server goes on serving.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Instant;

use base::{Clock, Db, Error, Location, Result, work};
use clap::Args;
use serde_json::json;

use super::record::{Totals, flow};
use super::{location, progress, source, tell, writing};
use crate::cli::Place;
use crate::say;

#[derive(Args)]
pub struct Backup {
    /// The file to write; `-` is standard output.
    file: PathBuf,
    /// Put it in the place of a file that is there.
    #[arg(long)]
    force: bool,
    /// Say what was done as one line of JSON.
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub async fn run(self, place: &Place) -> Result<()> {
        let started = Instant::now();
        let out = Out::open(&self.file, self.force)?;
        let db = existing(place).await?;
        let (files, now, bar) = (place.data.join("files"), Clock::system().now(), progress()?);
        let drawn = bar.clone();
        let (totals, bytes) = flow(
            |to| Box::pin(source::stream(db, Some(files), now, drawn, to)),
            |from| async { work::blocking(move || out.take(from)).await },
        )
        .await?;
        bar.finish_and_clear();
        for hash in &totals.missing {
            tell(&format!("a file that is named was not there: {hash}"));
        }
        let took = started.elapsed().as_millis();
        if self.json {
            let told = json!({ "file": self.file, "bytes": bytes, "rows": totals.rows(), "files": totals.files, "missing_files": totals.missing, "took_ms": took });
            if self.file == Path::new("-") { tell(&told.to_string()) } else { say::json(&told) }
        } else {
            tell(&format!("{} rows and {} files are in {} ({bytes} bytes)", totals.rows(), totals.files, self.file.display()));
        }
        Ok(())
    }
}

/// The database of a place, as it is: a backup before an upgrade must not upgrade.
pub(super) async fn existing(place: &Place) -> Result<Db> {
    let location = location(&place.data, place.database_url.as_deref());
    if let Location::File(path) = &location
        && !path.exists()
    {
        return Err(Error::Conflict(format!("there is no database at {}", path.display())));
    }
    Db::open(&location).await
}

/// Where the bytes go.
enum Out {
    Standard,
    /// A file that gets its name when it is whole, and goes away before.
    File {
        path: PathBuf,
        folder: PathBuf,
        file: tempfile::NamedTempFile,
        force: bool,
    },
}

impl Out {
    fn open(path: &Path, force: bool) -> Result<Out> {
        if path == Path::new("-") {
            return Ok(Out::Standard);
        }
        if path.exists() && !force {
            return Err(taken(path));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf();
        // For its owner only, as everything that this makes.
        let file = tempfile::Builder::new().prefix(".guildhall-").suffix(".partial").tempfile_in(&folder);
        let file = file.map_err(|error| cannot(path, error))?;
        Ok(Out::File { path: path.to_path_buf(), folder, file, force })
    }

    /// Writes what comes; the totals and the size.
    fn take(self, from: super::record::Receiver) -> Result<(Totals, u64)> {
        let Out::File { path, folder, file, force } = self else {
            let mut out = Counting(io::stdout().lock(), 0);
            let totals = writing::write(from, BufWriter::new(&mut out))?;
            return Ok((totals, out.1));
        };
        let totals = writing::write(from, BufWriter::new(file.as_file())).map_err(|error| match error {
            Error::Internal(cause) => cannot(&path, cause),
            other => other,
        })?;
        let bytes = file.as_file().metadata()?.len();
        file.as_file().sync_all().map_err(|error| cannot(&path, error))?;
        let named = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
        named.map_err(
            |error| if error.error.kind() == io::ErrorKind::AlreadyExists { taken(&path) } else { cannot(&path, error) },
        )?;
        File::open(folder)?.sync_all()?;
        Ok((totals, bytes))
    }
}

fn taken(path: &Path) -> Error {
    Error::Conflict(format!("{} is there already; --force puts the backup in its place", path.display()))
}

fn cannot(path: &Path, cause: impl std::fmt::Display) -> Error {
    Error::Unavailable(format!("cannot write {}: {cause}", path.display()))
}

struct Counting<W>(W, u64);

impl<W: io::Write> io::Write for &mut Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1 += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
