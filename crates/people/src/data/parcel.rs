//! The zip of a copy while it is written: entries go to disk one after the other, nothing of it stays in memory. What stands
//! here blocks.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use base::db::Told;
use base::{Blobs, Error, Result, Time};
use serde_json::{Map, Value as Json};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(super) struct Parcel {
    file: NamedTempFile,
    zip: ZipWriter<BufWriter<File>>,
    /// Whether the list that is being written has a row.
    begun: bool,
}

impl Parcel {
    pub fn new(blobs: &Blobs) -> Result<Parcel> {
        let file = blobs.incoming()?;
        let zip = ZipWriter::new(BufWriter::new(file.reopen()?));
        Ok(Parcel { file, zip, begun: false })
    }

    /// A text, whole.
    pub fn text(&mut self, name: &str, text: &str) -> Result<()> {
        self.zip.start_file(name, options(CompressionMethod::Deflated)).map_err(Error::internal)?;
        Ok(self.zip.write_all(text.as_bytes())?)
    }

    /// Begins a list of rows.
    pub fn list(&mut self, name: &str) -> Result<()> {
        self.begun = false;
        self.text(name, "[")
    }

    pub fn rows(&mut self, rows: Vec<Told>) -> Result<()> {
        for Told(row) in rows {
            self.zip.write_all(if self.begun { b",\n" } else { b"\n" })?;
            self.begun = true;
            serde_json::to_writer(&mut self.zip, &readable(row)).map_err(Error::internal)?;
        }
        Ok(())
    }

    pub fn end_list(&mut self) -> Result<()> {
        Ok(self.zip.write_all(b"\n]\n")?)
    }

    /// A file as it stands on disk; `false` when it is gone.
    pub fn copy(&mut self, name: &str, from: &Path) -> Result<bool> {
        let mut from = match File::open(from) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
            opened => opened?,
        };
        self.zip.start_file(name, options(CompressionMethod::Stored)).map_err(Error::internal)?;
        std::io::copy(&mut from, &mut self.zip)?;
        Ok(true)
    }

    /// Closes it and keeps it among the files: its hash and its size.
    pub fn keep(self, blobs: &Blobs, now: Time) -> Result<(String, i64)> {
        let written = self.zip.finish().map_err(Error::internal)?;
        written.into_inner().map_err(|failed| Error::from(failed.into_error()))?.sync_all()?;
        let bytes = self.file.as_file().metadata()?.len();
        Ok((blobs.keep(self.file, now)?, i64::try_from(bytes).unwrap_or(i64::MAX)))
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    // Nobody knows beforehand how long a list gets.
    SimpleFileOptions::default().compression_method(method).large_file(true)
}

/// A row as people read it: without the key that pages it, with moments in words of a calendar.
fn readable(row: Map<String, Json>) -> Map<String, Json> {
    let fields = row.into_iter().filter(|(name, _)| name != "key").map(|(name, value)| {
        let moment = (name == "at" || name.ends_with("_at")).then(|| value.as_i64()).flatten();
        let value = match moment {
            Some(0) => Json::Null,
            Some(millis) => Time(millis).rfc3339().into(),
            None => value,
        };
        (name, value)
    });
    fields.collect()
}

/// A name that any system can unpack, and that stays in its folder.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' });
    kept.take(100).collect::<String>().trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        for (name, plainly) in
            [("../../etc/passwd", "_.._etc_passwd"), ("a b.png", "a b.png"), ("c:\\x", "c__x"), ("été.pdf", "été.pdf")]
        {
            assert_eq!(plain(name), plainly);
        }
    }

    #[test]
    fn moments_are_read() {
        let row = serde_json::json!({ "key": 7, "at": 1_760_000_000_000_i64, "used_at": null, "ended_at": 0, "great": 5 });
        let Json::Object(row) = row else { unreachable!() };
        let told = serde_json::json!({ "at": "2025-10-09T08:53:20Z", "used_at": null, "ended_at": null, "great": 5 });
        assert_eq!(Json::Object(readable(row)), told);
    }
}
