//! The rows of a database as values, inside of a [`crate::Db::read`]: one state of all tables.

use rusqlite::types::ValueRef;

use super::{Kind, Table, literal, quoted};
use crate::db::sqlite::failed;
use crate::db::{Db, Engine, Tx, TxEngine, Value};
use crate::{Error, Result};

/// Rows that PostgreSQL sends at once.
const FETCH: usize = 500;

/// The engine's name, for people.
pub fn engine(db: &Db) -> &'static str {
    match &*db.engine {
        Engine::Sqlite(_) => "SQLite",
        Engine::Postgres(_) => "PostgreSQL",
    }
}

/// The steps of the schema that were applied, in order of their numbers; none where there is no schema.
pub async fn steps(tx: &Tx) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT number, name FROM migrations ORDER BY number";
    match &tx.0 {
        TxEngine::Sqlite(connection) => connection.with(|c| {
            // Asked as a query: a connection that was open before others made the table looks again then.
            if !c.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'")?.exists([])? {
                return Ok(Vec::new());
            }
            c.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        }),
        TxEngine::Postgres(connection) => {
            if connection.rows("SELECT 1 WHERE to_regclass('migrations') IS NOT NULL").await?.is_empty() {
                return Ok(Vec::new());
            }
            Ok(connection.rows(sql).await?.iter().map(|row| (row.get(0), row.get(1))).collect())
        }
    }
}

/// All tables but the list of the schema's steps, by name.
pub async fn tables(tx: &Tx) -> Result<Vec<Table>> {
    match &tx.0 {
        TxEngine::Sqlite(connection) => gathered(connection.with(sqlite_columns)?),
        TxEngine::Postgres(connection) => {
            let rows = connection.rows(POSTGRES_COLUMNS).await?;
            gathered(rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect())
        }
    }
}

/// Table, column, type, whether the database gives its numbers out.
type Found = (String, String, String, bool);

pub(super) const POSTGRES_COLUMNS: &str =
    "SELECT CAST(c.relname AS TEXT), CAST(a.attname AS TEXT), format_type(a.atttypid, NULL), a.attidentity <> ''
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND c.relname <> 'migrations' AND NOT (c.relname = 'activity' AND a.attname = 'seq')
    ORDER BY c.relname COLLATE \"C\", a.attnum";

pub(super) fn sqlite_columns(c: &rusqlite::Connection) -> rusqlite::Result<Vec<Found>> {
    c.prepare(
        "SELECT m.name, c.name, c.type, c.pk = 1 AND c.type = 'INTEGER'
         FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name <> 'migrations' AND c.hidden = 0
         ORDER BY m.name, c.cid",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
    .collect()
}

pub(super) fn gathered(found: Vec<Found>) -> Result<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for (table, column, words, identity) in found {
        if tables.last().is_none_or(|last| last.name != table) {
            tables.push(Table { name: table, columns: Vec::new(), identity: None });
        }
        let Some(last) = tables.last_mut() else { continue };
        if identity {
            last.identity = Some(column.clone());
        }
        last.columns.push((column, Kind::of(&words)?));
    }
    Ok(tables)
}

/// The newest number that the database gave out, whether or not its row is still there.
pub async fn last_id(tx: &Tx, table: &Table) -> Result<Option<i64>> {
    let Some(identity) = &table.identity else { return Ok(None) };
    match &tx.0 {
        TxEngine::Sqlite(connection) => connection.with(|c| {
            let last = c.query_row("SELECT MAX(seq) FROM sqlite_sequence WHERE name = ?1", [&table.name], |row| row.get(0));
            last.map(|last: Option<i64>| Some(last.unwrap_or(0)))
        }),
        // Its numbers are given out anew; see the module.
        TxEngine::Postgres(_) if table.name == "activity" => Ok(None),
        TxEngine::Postgres(connection) => {
            let named = format!("SELECT pg_get_serial_sequence({}, {})", literal(&quoted(&table.name)), literal(identity));
            let rows = connection.rows(&named).await?;
            let Some(sequence) = rows.first().and_then(|row| row.get::<_, Option<String>>(0)) else { return Ok(None) };
            let last = format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}");
            Ok(connection.rows(&last).await?.first().map(|row| row.get(0)))
        }
    }
}

/// How many rows a table has.
pub async fn count(tx: &Tx, table: &Table) -> Result<u64> {
    let sql = format!("SELECT COUNT(*) FROM {}", quoted(&table.name));
    let count: i64 = match &tx.0 {
        TxEngine::Sqlite(connection) => connection.with(|c| c.query_row(&sql, [], |row| row.get(0)))?,
        TxEngine::Postgres(connection) => connection.rows(&sql).await?.first().map_or(0, |row| row.get(0)),
    };
    Ok(count.unsigned_abs())
}

/// Gives every row of a table to `each`, one after the other.
pub async fn rows(tx: &Tx, table: &Table, mut each: impl FnMut(Vec<Value>) -> Result<()> + Send) -> Result<()> {
    match &tx.0 {
        TxEngine::Sqlite(connection) => {
            let mut stopped = Ok(());
            connection.with(|c| {
                let mut select = c.prepare(&format!("SELECT {} FROM {}", table.names(), quoted(&table.name)))?;
                let mut rows = select.query([])?;
                while let Some(row) = rows.next()? {
                    stopped = (0..table.columns.len())
                        .map(|column| from_sqlite(row, column))
                        .collect::<Result<_>>()
                        .and_then(&mut each);
                    if stopped.is_err() {
                        break;
                    }
                }
                Ok(())
            })?;
            stopped
        }
        TxEngine::Postgres(connection) => {
            connection.batch(&format!("DECLARE snapshot NO SCROLL CURSOR FOR {}", postgres_select(table))).await?;
            let fetch = format!("FETCH FORWARD {FETCH} FROM snapshot");
            loop {
                let rows = connection.rows(&fetch).await?;
                for row in &rows {
                    each(from_postgres(row, table)?)?;
                }
                if rows.len() < FETCH {
                    break;
                }
            }
            connection.batch("CLOSE snapshot").await
        }
    }
}

/// The log's entries get their place in the order as their `id`; what was committed but not numbered yet comes last.
fn postgres_select(table: &Table) -> String {
    if table.name != "activity" {
        return format!("SELECT {} FROM {}", table.names(), quoted(&table.name));
    }
    let columns = |id: &str| {
        let names = table.columns.iter().map(|(name, _)| if name == "id" { id.to_owned() } else { quoted(name) });
        names.collect::<Vec<_>>().join(", ")
    };
    let late = "CAST((SELECT COALESCE(MAX(seq), 0) FROM activity) + ROW_NUMBER() OVER (ORDER BY id) AS BIGINT)";
    format!(
        "SELECT {} FROM activity WHERE seq IS NOT NULL UNION ALL SELECT {} FROM activity WHERE seq IS NULL",
        columns("seq"),
        columns(late)
    )
}

fn from_sqlite(row: &rusqlite::Row<'_>, column: usize) -> Result<Value> {
    Ok(match row.get_ref(column).map_err(failed)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8(bytes.to_vec()).map_err(Error::internal)?),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    })
}

fn from_postgres(row: &tokio_postgres::Row, table: &Table) -> Result<Vec<Value>> {
    let value = |(column, (_, kind)): (usize, &(String, Kind))| {
        let value = match kind {
            Kind::Int => row.try_get::<_, Option<i64>>(column).map(|value| value.map(Value::Int)),
            Kind::Real => row.try_get::<_, Option<f64>>(column).map(|value| value.map(Value::Real)),
            Kind::Text => row.try_get::<_, Option<String>>(column).map(|value| value.map(Value::Text)),
            Kind::Blob => row.try_get::<_, Option<Vec<u8>>>(column).map(|value| value.map(Value::Blob)),
        };
        Ok(value.map_err(Error::internal)?.unwrap_or(Value::Null))
    };
    table.columns.iter().enumerate().map(value).collect()
}

/// How many programs other than this one are connected to the database, as far as it knows: a file does not.
pub async fn others_connected(db: &Db) -> Result<u64> {
    let Engine::Postgres(postgres) = &*db.engine else { return Ok(0) };
    let connection = postgres.connection().await?;
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND backend_type = 'client backend'";
    let count: i64 = connection.rows(sql).await?.first().map_or(0, |row| row.get(0));
    Ok(count.unsigned_abs())
}
