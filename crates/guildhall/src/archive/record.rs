//! What a snapshot is made of, in the order in which it streams.

use std::collections::BTreeMap;

use base::db::archive::{Kind, Table};
use base::{Error, Result, Value};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// One piece of a snapshot.
pub enum Record {
    Begin(Header),
    /// Rows of the table with this place in the header.
    Rows(usize, Vec<Vec<Value>>),
    /// A file of people begins: its name (a hash) and its size.
    File(String, u64),
    /// The next bytes of the file.
    Bytes(Vec<u8>),
    End(Totals),
}

/// What the snapshot is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The engine that it came from.
    pub engine: String,
    /// When, RFC 3339.
    pub at: String,
    /// The steps of the schema, by number.
    pub steps: BTreeMap<i64, String>,
    pub tables: Vec<TableOf>,
}

/// A table as the header names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableOf {
    pub name: String,
    /// Name and kind (`int`, `real`, `text`, `blob`) of each column.
    pub columns: Vec<(String, String)>,
    pub identity: Option<String>,
}

/// What there was, known at the end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    pub tables: BTreeMap<String, Counted>,
    pub files: u64,
    pub bytes: u64,
    /// Files that rows name and that were not there.
    pub missing: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    pub rows: u64,
    /// The newest number that was given out, where the database gives them.
    pub last_id: Option<i64>,
}

impl Totals {
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|counted| counted.rows).sum()
    }
}

const KINDS: [(Kind, &str); 4] = [(Kind::Int, "int"), (Kind::Real, "real"), (Kind::Text, "text"), (Kind::Blob, "blob")];

impl TableOf {
    pub fn of(table: &Table) -> TableOf {
        let word = |kind: Kind| KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word);
        TableOf {
            name: table.name.clone(),
            columns: table.columns.iter().map(|(name, kind)| (name.clone(), word(*kind).to_owned())).collect(),
            identity: table.identity.clone(),
        }
    }

    pub fn table(&self) -> Result<Table> {
        let columns = self.columns.iter().map(|(name, word)| {
            let kind = KINDS.iter().find(|(_, known)| known == word);
            kind.map(|(kind, _)| (name.clone(), *kind)).ok_or_else(|| Error::Conflict(format!("unknown kind of column {word}")))
        });
        Ok(Table { name: self.name.clone(), columns: columns.collect::<Result<_>>()?, identity: self.identity.clone() })
    }
}

/// Where records go.
pub type Sender = mpsc::Sender<Record>;
/// Where they come from.
pub type Receiver = mpsc::Receiver<Record>;

const STOPPED: &str = "the other end has stopped";

/// Sends a record from a thread or task that may wait.
pub fn send(to: &Sender, record: Record) -> Result<()> {
    let stopped = |_| Error::Unavailable(STOPPED.into());
    tokio::task::block_in_place(|| to.blocking_send(record).map_err(stopped))
}

/// Runs both ends of a stream; when one fails, its own error is told and not that of the end that it left alone.
pub async fn flow<T>(
    make: impl FnOnce(Sender) -> std::pin::Pin<Box<dyn Future<Output = Result<()>> + Send>>,
    take: impl AsyncFnOnce(Receiver) -> Result<T>,
) -> Result<T> {
    let (to, from) = mpsc::channel(16);
    match tokio::join!(make(to), take(from)) {
        (Ok(()), taken) => taken,
        (Err(Error::Unavailable(told)), Err(error)) if told == STOPPED => Err(error),
        (Err(error), _) => Err(error),
    }
}

/// What a taker says when the records end before their end; the maker knows why.
pub fn cut_off() -> Error {
    Error::Unavailable(STOPPED.into())
}
