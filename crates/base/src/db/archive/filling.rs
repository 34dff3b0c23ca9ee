//! A new database, filled in one transaction: all of it is there after [`Filling::commit`], nothing before.

use std::fs::File;
use std::path::PathBuf;
use std::pin::pin;

use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

use super::reading::{POSTGRES_COLUMNS, gathered, sqlite_columns};
use super::{Kind, Table, literal, quoted};
use crate::db::migrate::{TABLE, for_postgres, for_sqlite, note};
use crate::db::postgres::{Connection, Postgres, WRITE};
use crate::db::{Location, Migration, Value, postgres, sqlite};
use crate::{Error, Result};

/// A database that is being filled.
pub struct Filling(Engine);

enum Engine {
    Sqlite {
        connection: rusqlite::Connection,
        path: PathBuf,
    },
    Postgres {
        /// Closed, and so rolled back, when it is dropped before the commit.
        connection: Connection,
        /// Statements that put the references between tables back.
        references: Vec<String>,
    },
}

impl Filling {
    /// Opens a place without tables; a file must not exist yet.
    ///
    /// # Errors
    /// `Conflict` when there is something already.
    pub async fn begin(location: &Location) -> Result<Filling> {
        let engine = match location {
            Location::File(path) => {
                File::create_new(path)?;
                let connection = rusqlite::Connection::open(path).map_err(sqlite::failed)?;
                // Nobody else has the file, and one that is not finished is thrown away: no journal is needed.
                let begin = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                             PRAGMA cache_size = -64000; PRAGMA foreign_keys = OFF; BEGIN;";
                connection.execute_batch(begin).map_err(sqlite::failed)?;
                Engine::Sqlite { connection, path: path.clone() }
            }
            Location::Server(url) => {
                let connection = Postgres::open(url).await?.connection().await?;
                connection.begin(WRITE).await?;
                // As migrations do: a server that starts meanwhile waits.
                connection.batch("SELECT pg_advisory_xact_lock(7011)").await?;
                let any = "SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p')
                           AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) LIMIT 1";
                if !connection.rows(any).await?.is_empty() {
                    return Err(Error::Conflict("the database has tables already; make a new, empty one".into()));
                }
                Engine::Postgres { connection, references: Vec::new() }
            }
        };
        let filling = Filling(engine);
        filling.batch(TABLE).await?;
        Ok(filling)
    }

    async fn batch(&self, sql: &str) -> Result<()> {
        match &self.0 {
            Engine::Sqlite { connection, .. } => connection.execute_batch(sql).map_err(sqlite::failed),
            Engine::Postgres { connection, .. } => connection.batch(sql).await,
        }
    }

    /// Does one step of the schema.
    pub async fn step(&self, step: &Migration, at: i64) -> Result<()> {
        let sql = match &self.0 {
            Engine::Sqlite { .. } => for_sqlite(step.sql),
            Engine::Postgres { .. } => for_postgres(step.sql),
        };
        let named = |error| Error::internal(format!("migration {} ({}): {error}", step.number, step.name));
        self.batch(&sql).await.map_err(named)?;
        self.batch(&note(step, at)).await.map_err(named)
    }

    /// The tables, emptied of what steps of the schema have put in; references are not checked until [`Filling::close`].
    pub async fn open(&mut self) -> Result<Vec<Table>> {
        let tables = match &mut self.0 {
            Engine::Sqlite { connection, .. } => gathered(sqlite_columns(connection).map_err(sqlite::failed)?)?,
            Engine::Postgres { connection, references } => {
                let sql = "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
                             format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
                           FROM pg_constraint WHERE contype = 'f'
                             AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
                for row in connection.rows(sql).await? {
                    references.push(row.get(0));
                    connection.batch(row.get(1)).await?;
                }
                let rows = connection.rows(POSTGRES_COLUMNS).await?;
                gathered(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect())?
            }
        };
        for table in &tables {
            self.batch(&format!("DELETE FROM {}", quoted(&table.name))).await?;
        }
        Ok(tables)
    }

    /// Adds rows; their values stand in the order of the table's columns as given.
    pub async fn put(&self, table: &Table, rows: &[Vec<Value>]) -> Result<()> {
        table.check(rows)?;
        match &self.0 {
            Engine::Sqlite { connection, .. } => put_sqlite(connection, table, rows).map_err(sqlite::failed),
            Engine::Postgres { connection, .. } => put_postgres(connection, table, rows).await,
        }
    }

    /// The number of rows of a table.
    pub async fn count(&self, table: &Table) -> Result<u64> {
        let count = self.number(&format!("SELECT COUNT(*) FROM {}", quoted(&table.name))).await?;
        Ok(count.unsigned_abs())
    }

    async fn number(&self, sql: &str) -> Result<i64> {
        match &self.0 {
            Engine::Sqlite { connection, .. } => connection.query_row(sql, [], |row| row.get(0)).map_err(sqlite::failed),
            Engine::Postgres { connection, .. } => Ok(connection.rows(sql).await?.first().map_or(0, |row| row.get(0))),
        }
    }

    /// The numbers that the database gives out go on behind `last` and behind every row.
    pub async fn go_on_behind(&self, table: &Table, last: i64) -> Result<()> {
        let Some(identity) = &table.identity else { return Ok(()) };
        let newest = self.number(&format!("SELECT COALESCE(MAX({}), 0) FROM {}", quoted(identity), quoted(&table.name))).await?;
        let (last, name) = (last.max(newest), literal(&table.name));
        match &self.0 {
            Engine::Sqlite { .. } => {
                let set = format!(
                    "DELETE FROM sqlite_sequence WHERE name = {name}; INSERT INTO sqlite_sequence (name, seq) VALUES ({name}, {last})"
                );
                self.batch(&set).await
            }
            Engine::Postgres { .. } => {
                let sequence = format!("pg_get_serial_sequence({}, {})", literal(&quoted(&table.name)), literal(identity));
                self.batch(&format!("SELECT setval({sequence}, {}, {})", last.max(1), last > 0)).await
            }
        }
    }

    /// Checks every reference between rows.
    ///
    /// # Errors
    /// `Conflict` when a row names one that is not there.
    pub async fn close(&mut self) -> Result<()> {
        let missing = |told: String| Error::Conflict(format!("a row names another one that is not there: {told}"));
        match &mut self.0 {
            Engine::Sqlite { connection, .. } => {
                let mut check = connection.prepare("PRAGMA foreign_key_check").map_err(sqlite::failed)?;
                let mut wrong = check.query([]).map_err(sqlite::failed)?;
                match wrong.next().map_err(sqlite::failed)? {
                    None => Ok(()),
                    Some(row) => {
                        let (table, other): (String, String) =
                            (row.get(0).map_err(sqlite::failed)?, row.get(2).map_err(sqlite::failed)?);
                        Err(missing(format!("a row of {table} one of {other}")))
                    }
                }
            }
            Engine::Postgres { connection, references } => {
                for reference in references.drain(..) {
                    connection.batch(&reference).await.map_err(|error| missing(error.to_string()))?;
                }
                Ok(())
            }
        }
    }

    /// Makes it all last.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Engine::Sqlite { connection, path } => {
                connection.execute_batch("COMMIT; PRAGMA journal_mode = WAL;").map_err(sqlite::failed)?;
                connection.close().map_err(|(_, error)| sqlite::failed(error))?;
                Ok(File::open(path)?.sync_all()?)
            }
            Engine::Postgres { connection, .. } => connection.end(true).await,
        }
    }
}

fn put_sqlite(connection: &rusqlite::Connection, table: &Table, rows: &[Vec<Value>]) -> rusqlite::Result<()> {
    let places: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", quoted(&table.name), table.names(), places.join(", "));
    let mut insert = connection.prepare_cached(&sql)?;
    for row in rows {
        for (index, value) in row.iter().enumerate() {
            match value {
                Value::Null | Value::Ints(_) => insert.raw_bind_parameter(index + 1, rusqlite::types::Null)?,
                Value::Int(value) => insert.raw_bind_parameter(index + 1, value)?,
                Value::Real(value) => insert.raw_bind_parameter(index + 1, value)?,
                Value::Text(value) => insert.raw_bind_parameter(index + 1, value)?,
                Value::Blob(value) => insert.raw_bind_parameter(index + 1, value)?,
            }
        }
        insert.raw_execute()?;
    }
    Ok(())
}

async fn put_postgres(connection: &Connection, table: &Table, rows: &[Vec<Value>]) -> Result<()> {
    // An entry of the log has its place in the order from its id; see the module.
    let id = table.columns.iter().position(|(name, _)| table.name == "activity" && name == "id");
    let seq = if id.is_some() { ", seq" } else { "" };
    let sql = format!("COPY {} ({}{seq}) FROM STDIN BINARY", quoted(&table.name), table.names());
    let types: Vec<Type> = table.columns.iter().map(|(_, kind)| kind.postgres()).chain(id.map(|_| Type::INT8)).collect();
    let sink = connection.client()?.copy_in(&sql).await.map_err(postgres::failed)?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows {
        let values: Vec<&(dyn ToSql + Sync)> =
            row.iter().chain(id.and_then(|id| row.get(id))).map(|value| value as &(dyn ToSql + Sync)).collect();
        writer.as_mut().write(&values).await.map_err(postgres::failed)?;
    }
    writer.finish().await.map_err(postgres::failed)?;
    Ok(())
}

impl Kind {
    fn postgres(self) -> Type {
        match self {
            Kind::Int => Type::INT8,
            Kind::Real => Type::FLOAT8,
            Kind::Text => Type::TEXT,
            Kind::Blob => Type::BYTEA,
        }
    }
}
