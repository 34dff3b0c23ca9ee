//! `guildhall backup`, `restore` and `move`: one snapshot, the same for both engines, as a stream of records.
//!
//! ```text
//! database (source.rs) ─┐            ┌─► file (writing.rs)
//!                       ├─ records ──┤
//! file (reading.rs) ────┘            └─► new place (loading.rs)
//! ```
//!
//! The file is a tar packed with zstd: `guildhall.json` (what it is, its tables), `tables/NAME/N.jsonl` (rows as JSON
//! arrays), `files/ab/cdef…` (what people brought), `manifest.json` (counts and checksums). The search index is not in
//! it: it is made again from the log.

mod backup;
mod landing;
mod loading;
mod moving;
mod reading;
mod record;
mod restore;
mod rows;
mod source;
mod writing;

pub use backup::Backup;
pub use landing::keep_open;
pub use moving::Move;
pub use restore::Restore;

use std::path::Path;

use base::{Error, Location, Result};
use indicatif::{ProgressBar, ProgressStyle};

/// The database of a data directory.
fn location(data: &Path, database_url: Option<&str>) -> Location {
    database_url.map_or_else(|| Location::File(data.join("guildhall.sqlite")), |url| Location::Server(url.to_owned()))
}

/// Progress in rows, on standard error.
fn progress() -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{msg:10} {bar:32} {percent:>3} % {per_sec} {eta} left").map_err(Error::internal)?;
    Ok(ProgressBar::new(0).with_style(style))
}

/// What people read on standard error.
#[expect(clippy::print_stderr, reason = "standard output holds the answer for scripts alone")]
fn tell(text: &str) {
    eprintln!("guildhall: {text}");
}
