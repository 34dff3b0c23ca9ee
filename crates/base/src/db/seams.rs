//! The named places where the two engines differ on purpose, for the program and for the tests of the rules.

use super::statement::Style;
use super::{Db, Engine, Query, Statement, TxEngine, Value};
use crate::{Error, Result};

/// Gives committed log entries their place in the order (PostgreSQL; SQLite's writer does it on inserting).
///
/// Identities commit out of order, so the holder of one advisory lock numbers what is committed. Its own commit ends
/// the lock: numbers become visible in order, and nothing that commits later gets a lower one.
pub async fn number_activity(db: &Db) -> Result<()> {
    let Engine::Postgres(postgres) = &*db.engine else { return Ok(()) };
    let connection = postgres.connection().await?;
    connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
    let numbered = connection
        .batch(
            "SELECT pg_advisory_xact_lock(7012);
             UPDATE activity SET seq = numbered.seq FROM (
               SELECT id, (SELECT COALESCE(MAX(seq), 0) FROM activity) + ROW_NUMBER() OVER (ORDER BY id) AS seq
               FROM activity WHERE seq IS NULL) numbered
             WHERE activity.id = numbered.id",
        )
        .await;
    connection.end(numbered.is_ok()).await?;
    numbered
}

/// One line per column and index: `table.column type null?`, `table index(columns) unique?`, engine's words folded.
pub type Catalogue = Vec<String>;

/// What tables, columns and indexes the database has, in words that can be compared between engines.
pub async fn catalogue(db: &Db) -> Result<Catalogue> {
    let mut lines = match &*db.engine {
        Engine::Sqlite(_) => sqlite_catalogue(db).await?,
        Engine::Postgres(postgres) => {
            let connection = postgres.connection().await?;
            let mut lines = Vec::new();
            for sql in [POSTGRES_COLUMNS, POSTGRES_INDEXES] {
                lines.extend(connection.rows(sql).await?.iter().map(|row| row.get::<_, String>(0)));
            }
            lines
        }
    };
    lines.sort();
    Ok(lines)
}

const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name || ' ' ||
    CASE data_type WHEN 'bigint' THEN 'BIGINT' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB'
      WHEN 'double precision' THEN 'DOUBLE PRECISION' ELSE data_type END ||
    CASE is_nullable WHEN 'YES' THEN ' NULL' ELSE '' END
    FROM information_schema.columns WHERE table_schema = current_schema()";

const POSTGRES_INDEXES: &str = "SELECT t.relname || ' (' || string_agg(a.attname, ',' ORDER BY k.n) || ')' ||
    CASE WHEN bool_and(i.indisunique) THEN ' UNIQUE' ELSE '' END
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, n)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
    WHERE t.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND NOT (i.indisprimary AND i.indnatts = 1)
    GROUP BY t.relname, x.relname";

async fn sqlite_catalogue(db: &Db) -> Result<Catalogue> {
    db.read(|tx| async move {
        let TxEngine::Sqlite(connection) = &tx.0 else { return Ok(Vec::new()) };
        connection.with(|c| {
            let mut lines = c
                .prepare(
                    "SELECT m.name || '.' || c.name || ' ' ||
                       CASE c.type WHEN 'INTEGER' THEN 'BIGINT' ELSE REPLACE(c.type, ' GENERATED ALWAYS', '') END ||
                       CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN '' ELSE ' NULL' END
                     FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
                )?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()?;
            let indexes = c
                .prepare(
                    "SELECT m.name || ' (' ||
                       (SELECT group_concat(name, ',') FROM (SELECT x.name FROM pragma_index_info(i.name) x ORDER BY x.seqno)) || ')' ||
                       CASE WHEN i.\"unique\" = 1 THEN ' UNIQUE' ELSE '' END
                     FROM sqlite_master m JOIN pragma_index_list(m.name) i
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
                       AND NOT (i.origin = 'pk' AND (SELECT COUNT(*) FROM pragma_index_info(i.name)) = 1)",
                )?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()?;
            lines.extend(indexes);
            Ok(lines)
        })
    })
    .await
}

/// How many steps SQLite's virtual machine made in queries since the database was opened: the work of reading, in a measure
/// that is the same at every run.
pub fn steps(db: &Db) -> Option<u64> {
    match &*db.engine {
        Engine::Sqlite(sqlite) => Some(sqlite.steps()),
        Engine::Postgres(_) => None,
    }
}

/// Prepares a statement with the fragments in `on` (a bit for each); an error names the statement.
pub async fn prepare(db: &Db, statement: &'static Statement, on: u32) -> Result<()> {
    ask(db, statement, on, "").await.map(|_| ())
}

/// The engine's plan of a statement with the fragments in `on`, one line per step. PostgreSQL is told to avoid
/// whole-table scans and sorts, as it would with full tables.
pub async fn plan(db: &Db, statement: &'static Statement, on: u32) -> Result<Vec<String>> {
    ask(db, statement, on, "EXPLAIN ").await
}

async fn ask(db: &Db, statement: &'static Statement, on: u32, explain: &'static str) -> Result<Vec<String>> {
    let named = |error: Error| Error::internal(format!("{}:{}: {error}", statement.place, statement.line));
    let lists = vec![1; statement.arguments()];
    match &*db.engine {
        Engine::Sqlite(_) => {
            let text = statement.rendered(Style::Numbered, on, &lists).text.clone();
            let asked = db.read(move |tx| async move {
                let TxEngine::Sqlite(connection) = &tx.0 else { return Ok(Vec::new()) };
                connection.with(|c| {
                    if explain.is_empty() {
                        return c.prepare(&text).map(|_| Vec::new());
                    }
                    let mut plan = c.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
                    let mut rows = plan.raw_query();
                    let mut lines = Vec::new();
                    while let Some(row) = rows.next()? {
                        lines.push(row.get::<_, String>(3)?);
                    }
                    Ok(lines)
                })
            });
            asked.await.map_err(named)
        }
        Engine::Postgres(postgres) => {
            let text = statement.rendered(Style::Dollar, on, &lists).text.clone();
            let connection = postgres.connection().await.map_err(named)?;
            let prepared = format!(
                "DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off; PREPARE asked AS {text}"
            );
            connection.batch(&prepared).await.map_err(named)?;
            if explain.is_empty() {
                // We bind 64-bit numbers; a parameter beside a literal is taken for a 32-bit one unless it is cast.
                let asked = "SELECT parameter_types::text FROM pg_prepared_statements WHERE name = 'asked'";
                let types: String =
                    connection.rows(asked).await.map_err(named)?.iter().map(|row| row.get::<_, String>(0)).collect();
                if types.trim_matches(['{', '}']).split(',').any(|name| name == "integer") {
                    return Err(named(Error::internal(format!("a parameter needs CAST(… AS BIGINT): {types}"))));
                }
                return Ok(Vec::new());
            }
            let count = statement.rendered(Style::Dollar, on, &lists).binds.len();
            let nulls = if count == 0 { String::new() } else { format!("({})", vec!["NULL"; count].join(",")) };
            let rows = connection.rows(&format!("EXPLAIN EXECUTE asked{nulls}")).await.map_err(named)?;
            Ok(rows.iter().map(|row| row.get(0)).collect())
        }
    }
}

/// For tests: runs `meanwhile` while a transaction that has done `first` is still open, then commits it.
/// On SQLite there is one writer, so `meanwhile` simply comes after.
pub async fn with_writer_held<T>(db: &Db, first: Query, meanwhile: impl Future<Output = Result<T>>) -> Result<T> {
    match &*db.engine {
        Engine::Sqlite(_) => {
            db.write(move |tx| async move { tx.run(first).await }).await?;
            meanwhile.await
        }
        Engine::Postgres(postgres) => {
            let connection = postgres.connection().await?;
            connection.begin(super::postgres::WRITE).await?;
            connection.run(&first).await?;
            let done = meanwhile.await;
            connection.end(true).await?;
            done
        }
    }
}

impl Value {
    /// Whether the value is missing.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}
