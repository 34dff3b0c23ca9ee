//! One façade over SQLite and PostgreSQL. Statements are written once (`sql!`), with `$n` placeholders; engine names
//! appear below this folder only.
//!
//! A piece of work gets a [`Tx`] that owns its connection. On SQLite it runs to its end on one thread (waiting for
//! anything but the database is a bug and rolls back); many writes share one commit. On PostgreSQL it runs as a task.

pub mod archive;
mod migrate;
mod postgres;
mod row;
mod scratch;
mod seams;
mod sqlite;
mod statement;
mod told;
mod value;

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

pub use migrate::{Migration, migrate};
pub use row::{Column, FromRow, Row};
pub use scratch::Scratch;
pub use seams::{Catalogue, catalogue, number_activity, plan, prepare, steps, with_writer_held};
pub use statement::{Purpose, Query, STATEMENTS, Statement};
pub use told::Told;
pub use value::Value;

use crate::{Error, Result};

/// Where the rows stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file. Its folder must exist.
    File(PathBuf),
    /// A PostgreSQL address, `postgres://…`.
    Server(String),
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Arc<Engine>,
    changed: tokio::sync::watch::Sender<u64>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database; creates a missing SQLite file. Migrations are a step of their own ([`migrate`]).
    pub async fn open(location: &Location) -> Result<Db> {
        let changed = tokio::sync::watch::Sender::new(0);
        let engine = match location {
            Location::File(path) => Engine::Sqlite(sqlite::Sqlite::open(path, changed.clone())?),
            Location::Server(url) => Engine::Postgres(postgres::Postgres::open(url).await?),
        };
        Ok(Db { engine: Arc::new(engine), changed })
    }

    /// Runs `work` on one connection that sees one state of the database.
    pub async fn read<T, F, Fut>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(work).await,
            Engine::Postgres(postgres) => postgres.transaction(postgres::READ, work).await,
        }
    }

    /// Runs `work` in one transaction; returns after the commit that holds it is on disk. An error rolls back.
    pub async fn write<T, F, Fut>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.write(work).await,
            Engine::Postgres(postgres) => {
                let done = postgres.transaction(postgres::WRITE, work).await?;
                self.changed.send_modify(|count| *count += 1);
                Ok(done)
            }
        }
    }

    /// A number that stays the same as long as nobody commits anything, this process or another. Nothing where that
    /// cannot be told without asking the server.
    pub fn mark(&self) -> Option<i64> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.mark(),
            Engine::Postgres(_) => None,
        }
    }

    /// Wakes after commits of this process; commits of others are found by looking again from time to time.
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// One query on its own.
    pub async fn all<R: FromRow>(&self, query: Query) -> Result<Vec<R>> {
        self.read(move |tx| async move { tx.all(query).await }).await
    }

    /// One query on its own, of one row at most.
    pub async fn optional<R: FromRow>(&self, query: Query) -> Result<Option<R>> {
        self.read(move |tx| async move { tx.optional(query).await }).await
    }

    /// One query on its own, of one row; `NotFound` without it.
    pub async fn one<R: FromRow>(&self, query: Query) -> Result<R> {
        self.optional(query).await?.ok_or(Error::NotFound)
    }
}

/// A connection inside a piece of work. Clones are the same connection.
#[derive(Clone)]
pub struct Tx(TxEngine);

#[derive(Clone)]
enum TxEngine {
    Sqlite(Arc<sqlite::Connection>),
    Postgres(Arc<postgres::Connection>),
}

impl Tx {
    /// All rows of a query.
    pub async fn all<R: FromRow>(&self, query: Query) -> Result<Vec<R>> {
        match &self.0 {
            TxEngine::Sqlite(connection) => connection.all(&query),
            TxEngine::Postgres(connection) => connection.all(&query).await,
        }
    }

    /// The first row of a query.
    pub async fn optional<R: FromRow>(&self, query: Query) -> Result<Option<R>> {
        match &self.0 {
            TxEngine::Sqlite(connection) => connection.optional(&query),
            TxEngine::Postgres(connection) => Ok(connection.all(&query).await?.into_iter().next()),
        }
    }

    /// The first row of a query; `NotFound` without it.
    pub async fn one<R: FromRow>(&self, query: Query) -> Result<R> {
        self.optional(query).await?.ok_or(Error::NotFound)
    }

    /// Runs a statement; the number of rows that it touched.
    pub async fn run(&self, query: Query) -> Result<u64> {
        match &self.0 {
            TxEngine::Sqlite(connection) => connection.run(&query),
            TxEngine::Postgres(connection) => connection.run(&query).await,
        }
    }
}
