//! The records of a snapshot file, checked as they come: counts and checksums stand at its end.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _};
use std::path::Path;

use base::{Error, Result};
use sha2::{Digest as _, Sha256};

use super::record::{CHUNK, CHUNK_BYTES, Counted, FORMAT, Header, Record, Sender, Totals, send};
use super::rows;
use super::source::is_hash;
use super::writing::{HEADER, MANIFEST, Manifest, hex};
use crate::migrations;

/// How a file packed with zstd begins (RFC 8878, section 3.1.1).
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const PIECE: usize = 256 << 10;
/// Header and manifest are no longer than this.
const LONGEST: u64 = 64 << 20;

/// Reads the whole file and sends what is in it; nothing is sent when `to` is None, but everything is checked.
pub fn stream(path: &Path, to: Option<&Sender>) -> Result<Header> {
    let mut file = File::open(path).map_err(|error| Error::Conflict(format!("cannot read {}: {error}", path.display())))?;
    let wrong = |what: &str| Error::Conflict(format!("{} is damaged or cut off: {what}", path.display()));
    let foreign = || Error::Conflict(format!("{} is not a snapshot of Guildhall", path.display()));
    let damaged = |error: io::Error| wrong(&error.to_string());
    let mut magic = [0; MAGIC.len()];
    if file.read_exact(&mut magic).is_err() || magic != MAGIC {
        return Err(foreign());
    }
    file.rewind()?;
    let mut archive = tar::Archive::new(zstd::Decoder::new(file).map_err(damaged)?);
    let mut seen = Seen { to, ..Seen::default() };
    let mut manifest: Option<Manifest> = None;
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = entry.path().map_err(damaged)?.display().to_string();
        let parts: Vec<&str> = name.split('/').collect();
        let taken = match (seen.header.is_some(), &parts[..]) {
            (false, [HEADER]) => seen.begin(&mut entry),
            (false, _) => return Err(foreign()),
            (true, ["tables", table, _]) => seen.rows(table, &mut entry),
            (true, ["files", start, rest]) => {
                let (hash, size) = (format!("{start}{rest}"), entry.size());
                seen.file(hash, size, &mut entry)
            }
            (true, [MANIFEST]) => {
                let mut text = Vec::new();
                entry.take(LONGEST).read_to_end(&mut text).map_err(damaged)?;
                manifest = serde_json::from_slice(&text).ok();
                Ok(())
            }
            _ => Err(Wrong::Damaged("it holds something that does not belong there".into())),
        };
        taken.map_err(|error| match error {
            Wrong::Damaged(what) => wrong(&what),
            Wrong::Told(error) => error,
        })?;
    }
    // To the very end: the packing has a checksum of its own there.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(damaged)?;
    let manifest = manifest.ok_or_else(|| wrong("its end is missing"))?;
    let totals = seen.check(&manifest).map_err(|what| wrong(&what))?;
    if let Some(to) = to {
        send(to, Record::End(totals))?;
    }
    seen.header.ok_or_else(foreign)
}

/// What was read so far.
#[derive(Default)]
struct Seen<'a> {
    to: Option<&'a Sender>,
    header: Option<Header>,
    header_hash: String,
    rows: BTreeMap<String, (u64, Sha256)>,
    files: (u64, u64, Sha256),
}

enum Wrong {
    Damaged(String),
    Told(Error),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Wrong {
        Wrong::Damaged(error.to_string())
    }
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Wrong {
        Wrong::Told(error)
    }
}

impl Seen<'_> {
    fn send(&self, record: Record) -> Result<()> {
        self.to.map_or(Ok(()), |to| send(to, record))
    }

    fn begin(&mut self, entry: &mut impl Read) -> Result<(), Wrong> {
        let mut text = Vec::new();
        entry.take(LONGEST).read_to_end(&mut text)?;
        self.header_hash = hex(Sha256::digest(&text));
        let told: serde_json::Value = serde_json::from_slice(&text).map_err(|error| Wrong::Damaged(error.to_string()))?;
        let (format, program) = (told["format"].as_u64(), told["program"].as_str().unwrap_or("?"));
        if format.is_none_or(|format| format > u64::from(FORMAT)) {
            return Err(newer(program, "its format is not known here").into());
        }
        let header: Header = serde_json::from_value(told.clone()).map_err(|error| Wrong::Damaged(error.to_string()))?;
        let known = migrations();
        if let Some((number, name)) = header.steps.iter().find(|(number, _)| known.iter().all(|step| step.number != **number)) {
            return Err(newer(program, &format!("its schema has the step {number}, {name}")).into());
        }
        self.rows = header.tables.iter().map(|table| (table.name.clone(), (0, Sha256::new()))).collect();
        self.send(Record::Begin(Box::new(header.clone())))?;
        self.header = Some(header);
        Ok(())
    }

    fn rows(&mut self, table: &str, entry: &mut impl Read) -> Result<(), Wrong> {
        let tables = self.header.iter().flat_map(|header| &header.tables);
        let place = tables.enumerate().find(|(_, known)| known.name == table);
        let unknown = || Wrong::Damaged(format!("rows of an unknown table {table}"));
        let ((index, known), counted) = place.zip(self.rows.get_mut(table)).ok_or_else(unknown)?;
        let (mut lines, mut line, mut chunk, mut weight) = (BufReader::new(entry), Vec::new(), Vec::new(), 0);
        while lines.read_until(b'\n', &mut line)? > 0 {
            counted.0 += 1;
            counted.1.update(&line);
            let row = rows::read(&line).filter(|row| row.len() == known.columns.len());
            chunk.push(row.ok_or_else(|| Wrong::Damaged(format!("row {} of {table} cannot be read", counted.0)))?);
            weight += line.len();
            line.clear();
            if chunk.len() == CHUNK || weight >= CHUNK_BYTES {
                weight = 0;
                self.to.map_or(Ok(()), |to| send(to, Record::Rows(index, std::mem::take(&mut chunk))))?;
                chunk.clear();
            }
        }
        self.to.map_or(Ok(()), |to| send(to, Record::Rows(index, chunk)))?;
        Ok(())
    }

    fn file(&mut self, hash: String, size: u64, entry: &mut impl Read) -> Result<(), Wrong> {
        if !is_hash(&hash) {
            return Err(Wrong::Damaged("a file has a name that none can have".into()));
        }
        self.send(Record::File(hash, size))?;
        let mut bytes = Sha256::new();
        let mut left = size;
        while left > 0 {
            let mut piece = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
            entry.read_exact(&mut piece)?;
            bytes.update(&piece);
            left -= piece.len() as u64;
            self.send(Record::Bytes(piece))?;
        }
        self.files.0 += 1;
        self.files.1 += size;
        self.files.2.update(bytes.finalize());
        Ok(())
    }

    /// Compares with what the manifest says.
    fn check(&self, manifest: &Manifest) -> Result<Totals, String> {
        let totals = manifest.totals.clone();
        if self.header_hash != manifest.header {
            return Err("its beginning does not belong to its end".into());
        }
        for (table, (rows, hash)) in &self.rows {
            let Counted { rows: wanted, .. } = totals.tables.get(table).cloned().unwrap_or_default();
            if *rows != wanted {
                return Err(format!("{table} has {rows} rows and should have {wanted}"));
            }
            if manifest.rows.get(table).is_none_or(|wanted| *wanted != hex(hash.clone().finalize())) {
                return Err(format!("the checksum of {table} is wrong"));
            }
        }
        if (self.files.0, self.files.1) != (totals.files, totals.bytes) || hex(self.files.2.clone().finalize()) != manifest.files
        {
            return Err("its files are not those that were put in".into());
        }
        Ok(totals)
    }
}

fn newer(program: &str, why: &str) -> Error {
    Error::Conflict(format!(
        "the snapshot was made by a newer guildhall ({program}; this is {}): {why}. Restore it with that program.",
        env!("CARGO_PKG_VERSION")
    ))
}
