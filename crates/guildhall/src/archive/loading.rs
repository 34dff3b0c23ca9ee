//! Records into a new place: the schema as it was, the rows, checks, and then the newer steps of the schema.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use base::db::Migration;
use base::db::archive::{Filling, Table};
use base::{Clock, Error, Result};
use indicatif::ProgressBar;

use super::landing::Landing;
use super::record::{Header, Receiver, Record, Totals, cut_off};
use crate::migrations;

/// Fills the landing and puts everything in its place.
pub async fn load(
    mut from: Receiver,
    mut filling: Filling,
    landing: &Landing,
    clock: &Clock,
    bar: &ProgressBar,
) -> Result<Totals> {
    let Some(Record::Begin(header)) = from.recv().await else { return Err(cut_off()) };
    let now = clock.now().0;
    let (then, since): (Vec<Migration>, Vec<Migration>) =
        sorted().into_iter().partition(|step| header.steps.contains_key(&step.number));
    for step in &then {
        filling.step(step, now).await?;
    }
    let there = filling.open().await?;
    let tables = agreed(&header, &there)?;
    let mut files = Files { folder: landing.files(), open: None, folders: BTreeSet::new() };
    let totals = loop {
        match from.recv().await.ok_or_else(cut_off)? {
            Record::Rows(index, rows) => {
                let table = tables.get(index).ok_or_else(|| Error::internal("rows of no table"))?;
                filling.put(table, &rows).await?;
                bar.inc(rows.len() as u64);
            }
            Record::File(hash, _) => files.begin(&hash)?,
            Record::Bytes(bytes) => files.add(&bytes)?,
            Record::End(totals) => break totals,
            Record::Begin(_) => return Err(Error::internal("records out of order")),
        }
    };
    files.end()?;
    bar.set_message("checking");
    for table in &tables {
        let counted = totals.tables.get(&table.name).cloned().unwrap_or_default();
        let count = filling.count(table).await?;
        if count != counted.rows {
            return Err(Error::Conflict(format!("{} rows of {} arrived, not {}", count, table.name, counted.rows)));
        }
        filling.go_on_behind(table, counted.last_id.unwrap_or(0)).await?;
    }
    filling.close().await?;
    for step in &since {
        filling.step(step, now).await?;
    }
    landing.land(filling).await?;
    Ok(totals)
}

fn sorted() -> Vec<Migration> {
    let mut steps = migrations();
    steps.sort_by_key(|step| step.number);
    steps
}

/// The tables in the order of the header, if they are those that are there.
fn agreed(header: &Header, there: &[Table]) -> Result<Vec<Table>> {
    let columns = |table: &Table| table.columns.iter().map(|(name, kind)| format!("{name} {kind:?}")).collect::<BTreeSet<_>>();
    let mut tables = Vec::new();
    for told in &header.tables {
        let mut table = told.table()?;
        let own = there.iter().find(|own| own.name == table.name);
        let Some(own) = own.filter(|own| columns(own) == columns(&table)) else {
            return Err(Error::Conflict(format!("the table {} is not as this program knows it", table.name)));
        };
        table.identity.clone_from(&own.identity);
        tables.push(table);
    }
    match there.iter().find(|own| header.tables.iter().all(|told| told.name != own.name)) {
        Some(lacking) => Err(Error::Conflict(format!("the table {} is not in the snapshot", lacking.name))),
        None => Ok(tables),
    }
}

/// Files as they come.
struct Files {
    folder: PathBuf,
    open: Option<File>,
    folders: BTreeSet<PathBuf>,
}

impl Files {
    fn begin(&mut self, hash: &str) -> Result<()> {
        self.finish()?;
        let (start, rest) = hash.split_at(2);
        let folder = self.folder.join(start);
        if self.folders.insert(folder.clone()) {
            fs::create_dir_all(&folder)?;
        }
        self.open = Some(OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(rest))?);
        Ok(())
    }

    fn add(&mut self, bytes: &[u8]) -> Result<()> {
        let file = self.open.as_mut().ok_or_else(|| Error::internal("bytes of no file"))?;
        Ok(file.write_all(bytes)?)
    }

    fn finish(&mut self) -> Result<()> {
        self.open.take().map_or(Ok(()), |file| Ok(file.sync_all()?))
    }

    fn end(mut self) -> Result<()> {
        self.finish()?;
        let sync = |folder: &Path| -> Result<()> { Ok(File::open(folder)?.sync_all()?) };
        self.folders.iter().try_for_each(|folder| sync(folder))?;
        if self.folders.is_empty() { Ok(()) } else { sync(&self.folder) }
    }
}
