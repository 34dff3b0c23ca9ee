//! The records of a database and of the files beside it: all rows as of one moment, then the files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use base::db::archive::{self, Table};
use base::{Db, Error, Result, Time, Tx, Value, work};
use indicatif::ProgressBar;

use super::record::{CHUNK, CHUNK_BYTES, Counted, FORMAT, Header, Record, Sender, TableOf, Totals, send};
use crate::migrations;

/// Bytes of a file that travel together.
const PIECE: usize = 256 << 10;
/// Columns that name files: a backup says so when one of them is missing.
const NAMES: [(&str, &[&str]); 1] = [("files", &["hash", "small_hash"])];

/// Sends everything: rows, and with `files` what people brought.
pub async fn stream(db: Db, files: Option<PathBuf>, now: Time, bar: ProgressBar, to: Sender) -> Result<()> {
    let (engine, rows_to) = (archive::engine(&db), to.clone());
    let read = move |tx| async move { rows(&tx, engine, now, &bar, &rows_to).await };
    let (mut totals, named) = db.read(read).await?;
    let Some(folder) = files else { return send(&to, Record::End(totals)) };
    work::blocking(move || {
        bring(&folder, named, &mut totals, &to)?;
        send(&to, Record::End(totals))
    })
    .await
}

async fn rows(tx: &Tx, engine: &str, now: Time, bar: &ProgressBar, to: &Sender) -> Result<(Totals, BTreeSet<String>)> {
    let tables = archive::tables(tx).await?;
    let header = Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        engine: engine.into(),
        at: now.rfc3339(),
        steps: steps(tx).await?,
        tables: tables.iter().map(TableOf::of).collect(),
    };
    send(to, Record::Begin(Box::new(header)))?;
    let (mut totals, mut named) = (Totals::default(), BTreeSet::new());
    let mut all = 0;
    for table in &tables {
        let counted = Counted { rows: archive::count(tx, table).await?, last_id: archive::last_id(tx, table).await? };
        all += counted.rows;
        totals.tables.insert(table.name.clone(), counted);
    }
    bar.set_length(all);
    for (index, table) in tables.iter().enumerate() {
        bar.set_message(table.name.clone());
        let names = names_files(table);
        let (mut chunk, mut weight) = (Vec::new(), 0);
        let each = |row: Vec<Value>| {
            for column in &names {
                if let Some(Value::Text(name)) = row.get(*column) {
                    named.insert(name.clone());
                }
            }
            weight += row.iter().map(weight_of).sum::<usize>();
            chunk.push(row);
            if chunk.len() < CHUNK && weight < CHUNK_BYTES {
                return Ok(());
            }
            weight = 0;
            bar.inc(chunk.len() as u64);
            send(to, Record::Rows(index, std::mem::take(&mut chunk)))
        };
        archive::rows(tx, table, each).await?;
        bar.inc(chunk.len() as u64);
        send(to, Record::Rows(index, chunk))?;
    }
    Ok((totals, named))
}

/// Bytes of a value, about.
fn weight_of(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 8,
    }
}

/// The steps of the schema; all of them are known to this program.
async fn steps(tx: &Tx) -> Result<std::collections::BTreeMap<i64, String>> {
    let steps = archive::steps(tx).await?;
    if steps.is_empty() {
        return Err(Error::Conflict("this database holds no Guildhall".into()));
    }
    let known = migrations();
    match steps.iter().find(|(number, _)| known.iter().all(|step| step.number != *number)) {
        Some((number, name)) => Err(Error::Conflict(format!(
            "this database was made by a newer guildhall (its schema has the step {number}, {name}); use that program"
        ))),
        None => Ok(steps.into_iter().collect()),
    }
}

fn names_files(table: &Table) -> Vec<usize> {
    let names = NAMES.iter().find(|(name, _)| *name == table.name).map_or(&[][..], |(_, columns)| columns);
    table.columns.iter().enumerate().filter(|(_, (name, _))| names.contains(&name.as_str())).map(|(index, _)| index).collect()
}

/// Sends the files that are there now. A file is on disk before a row names it, so all of those that the rows name are
/// among them, but for what was swept away meanwhile.
fn bring(folder: &Path, mut named: BTreeSet<String>, totals: &mut Totals, to: &Sender) -> Result<()> {
    for hash in hashes(folder)? {
        let (start, rest) = hash.split_at(2);
        let mut file = match File::open(folder.join(start).join(rest)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?,
        };
        let size = file.metadata()?.len();
        named.remove(&hash);
        totals.files += 1;
        totals.bytes += size;
        send(to, Record::File(hash, size))?;
        let mut left = size;
        while left > 0 {
            let mut piece = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
            file.read_exact(&mut piece)?;
            left -= piece.len() as u64;
            send(to, Record::Bytes(piece))?;
        }
    }
    totals.missing = named.into_iter().collect();
    Ok(())
}

/// The hashes of the files below a folder, in order: `ab/cdef…`, 64 hexadecimal digits together.
pub fn hashes(folder: &Path) -> Result<Vec<String>> {
    let mut hashes = Vec::new();
    for start in names(folder)? {
        if start.len() != 2 {
            continue;
        }
        hashes.extend(names(&folder.join(&start))?.into_iter().map(|rest| format!("{start}{rest}")));
    }
    hashes.retain(|hash| is_hash(hash));
    hashes.sort_unstable();
    Ok(hashes)
}

pub fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn names(folder: &Path) -> Result<Vec<String>> {
    match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(Vec::new()),
        entries => Ok(entries?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()),
    }
}
