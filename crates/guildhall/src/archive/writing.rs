//! A snapshot as a file: `tar` packed with zstd, so that other tools can look into it.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use base::{Error, Result, Value};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::record::{Receiver, Record, Totals, cut_off};
use super::rows;

/// Lines that stand in one entry of the tar, in bytes, about.
const ENTRY: usize = 4 << 20;
/// zstd's own default: fast, and four times smaller for text.
const LEVEL: i32 = 3;

pub const HEADER: &str = "guildhall.json";
pub const MANIFEST: &str = "manifest.json";

/// The last entry: what there is, and its SHA-256.
#[derive(Default, Serialize, Deserialize)]
pub struct Manifest {
    pub totals: Totals,
    pub header: String,
    /// By table: of all its lines, in order.
    pub rows: BTreeMap<String, String>,
    /// Of the hashes of all files' bytes, in order.
    pub files: String,
}

/// Writes what comes to `out`; what was written, when all of it was.
pub fn write(mut from: Receiver, out: impl Write) -> Result<Totals> {
    let mut packed = zstd::Encoder::new(out, LEVEL)?;
    packed.include_checksum(true)?;
    let mut tar = tar::Builder::new(packed);
    let Some(Record::Begin(header)) = from.blocking_recv() else { return Err(cut_off()) };
    let told = serde_json::to_vec_pretty(&header).map_err(Error::internal)?;
    entry(&mut tar, HEADER, &told)?;
    let mut manifest = Manifest { header: hex(Sha256::digest(&told)), ..Manifest::default() };
    let mut lines = Lines::default();
    let mut files = Sha256::new();
    loop {
        match from.blocking_recv().ok_or_else(cut_off)? {
            Record::Rows(table, chunk) => {
                let name = header.tables.get(table).map_or("", |table| &table.name);
                lines.add(&mut tar, &mut manifest, name, chunk)?;
            }
            Record::File(hash, size) => {
                lines.end(&mut tar, &mut manifest)?;
                let (start, rest) = hash.split_at(2);
                let mut bytes = Pieces { from: &mut from, piece: io::Cursor::default(), left: size, hash: Sha256::new() };
                let mut head = head(size);
                tar.append_data(&mut head, format!("files/{start}/{rest}"), &mut bytes)?;
                if bytes.left > 0 {
                    return Err(cut_off());
                }
                files.update(bytes.hash.finalize());
            }
            Record::End(totals) => {
                lines.end(&mut tar, &mut manifest)?;
                manifest.files = hex(files.finalize());
                manifest.totals = totals;
                break;
            }
            Record::Begin(_) | Record::Bytes(_) => return Err(Error::internal("records out of order")),
        }
    }
    entry(&mut tar, MANIFEST, &serde_json::to_vec_pretty(&manifest).map_err(Error::internal)?)?;
    tar.into_inner()?.finish()?.flush()?;
    Ok(manifest.totals)
}

/// Lines of one table that wait for their entry.
#[derive(Default)]
struct Lines {
    table: String,
    number: u32,
    waiting: Vec<u8>,
    hash: Sha256,
}

impl Lines {
    fn add(
        &mut self,
        tar: &mut tar::Builder<impl Write>,
        manifest: &mut Manifest,
        table: &str,
        chunk: Vec<Vec<Value>>,
    ) -> Result<()> {
        if self.table != table {
            self.end(tar, manifest)?;
            table.clone_into(&mut self.table);
        }
        for row in chunk {
            let before = self.waiting.len();
            rows::write(row, &mut self.waiting)?;
            self.hash.update(&self.waiting[before..]);
            if self.waiting.len() >= ENTRY {
                self.put(tar)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, tar: &mut tar::Builder<impl Write>) -> Result<()> {
        self.number += 1;
        entry(tar, &format!("tables/{}/{:06}.jsonl", self.table, self.number), &self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    fn end(&mut self, tar: &mut tar::Builder<impl Write>, manifest: &mut Manifest) -> Result<()> {
        if !self.waiting.is_empty() {
            self.put(tar)?;
        }
        if !self.table.is_empty() {
            manifest.rows.insert(std::mem::take(&mut self.table), hex(std::mem::take(&mut self.hash).finalize()));
            self.number = 0;
        }
        Ok(())
    }
}

/// The bytes of a file as they come.
struct Pieces<'a> {
    from: &'a mut Receiver,
    piece: io::Cursor<Vec<u8>>,
    left: u64,
    hash: Sha256,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(buffer)?;
            if read > 0 || self.left == 0 {
                self.left -= read as u64;
                self.hash.update(&buffer[..read]);
                return Ok(read);
            }
            match self.from.blocking_recv() {
                Some(Record::Bytes(piece)) => self.piece = io::Cursor::new(piece),
                _ => return Ok(0),
            }
        }
    }
}

fn head(size: u64) -> tar::Header {
    let mut head = tar::Header::new_gnu();
    head.set_size(size);
    head.set_mode(0o600);
    head
}

fn entry(tar: &mut tar::Builder<impl Write>, path: &str, bytes: &[u8]) -> Result<()> {
    Ok(tar.append_data(&mut head(bytes.len() as u64), path, bytes)?)
}

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
