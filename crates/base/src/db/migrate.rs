//! Forward migrations: numbered SQL, one text for both engines.
//!
//! Tokens: `{id}` is an identity that is the primary key, `{text}` is text compared by bytes, `{blob}` is bytes, `{seq}`
//! is the place in the order of commits: with SQLite's one writer identities rise in that order already, PostgreSQL gets
//! it from `number_activity`.

use super::{Db, Engine};
use crate::{Clock, Error, Result};

/// One step of the schema. Numbers run over all features.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

pub(super) const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// Brings the schema up to date, each step in its own transaction, and returns how many steps there were.
///
/// # Errors
/// `Unavailable` when the database was made by a newer program: nothing is touched then.
pub async fn migrate(db: &Db, steps: &[Migration], clock: &Clock) -> Result<usize> {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|step| step.number);
    if let Some(pair) = steps.windows(2).find(|pair| pair[0].number == pair[1].number) {
        return Err(Error::internal(format!("migrations {} and {} have one number", pair[0].name, pair[1].name)));
    }
    let at = clock.now().0;
    let applied = db.engine.applied().await?;
    if let Some(unknown) = applied.iter().find(|number| !steps.iter().any(|step| step.number == **number)) {
        return Err(Error::Unavailable(format!(
            "this database was made by a newer guildhall (its schema has step {unknown}, which this program does not know). \
             Nothing was changed. Start the newer program, or restore a backup made before the upgrade."
        )));
    }
    let missing: Vec<Migration> = steps.into_iter().filter(|step| !applied.contains(&step.number)).collect();
    for step in &missing {
        db.engine.apply(step, at).await?;
    }
    Ok(missing.len())
}

impl Engine {
    async fn applied(&self) -> Result<Vec<i64>> {
        match self {
            Engine::Sqlite(sqlite) => {
                sqlite
                    .write(|tx| async move {
                        let super::TxEngine::Sqlite(connection) = &tx.0 else { return Ok(Vec::new()) };
                        connection.batch(TABLE)?;
                        connection.with(|c| {
                            let mut numbers = c.prepare("SELECT number FROM migrations")?;
                            numbers.query_map([], |row| row.get(0))?.collect()
                        })
                    })
                    .await
            }
            Engine::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                connection.batch(TABLE).await?;
                let rows = connection.rows("SELECT number FROM migrations").await?;
                Ok(rows.iter().map(|row| row.get(0)).collect())
            }
        }
    }

    async fn apply(&self, step: &Migration, at: i64) -> Result<()> {
        let note = note(step, at);
        let named = |error| Error::internal(format!("migration {} ({}): {error}", step.number, step.name));
        match self {
            Engine::Sqlite(sqlite) => {
                let sql = for_sqlite(step.sql);
                let run = move |tx: super::Tx| async move {
                    let super::TxEngine::Sqlite(connection) = &tx.0 else { return Ok(()) };
                    connection.batch(&sql)?;
                    connection.batch(&note)
                };
                sqlite.write(run).await.map_err(named)
            }
            Engine::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                // Two nodes that start at once: the second waits here and then finds the step done.
                let sql = format!("BEGIN; SELECT pg_advisory_xact_lock(7011);\n{}\n;{note}; COMMIT", for_postgres(step.sql));
                let done = connection.batch(&sql).await;
                if done.is_err() {
                    connection.batch("ROLLBACK").await?;
                    if self.is_applied(step.number).await? {
                        return Ok(());
                    }
                }
                done.map_err(named)
            }
        }
    }

    async fn is_applied(&self, number: i64) -> Result<bool> {
        let Engine::Postgres(postgres) = self else { return Ok(false) };
        let connection = postgres.connection().await?;
        let rows = connection.rows(&format!("SELECT 1 FROM migrations WHERE number = {number}")).await?;
        Ok(!rows.is_empty())
    }
}

/// Writes down that a step was done.
pub(super) fn note(step: &Migration, at: i64) -> String {
    format!("INSERT INTO migrations (number, name, applied_at) VALUES ({}, '{}', {at})", step.number, step.name)
}

pub(super) fn for_sqlite(sql: &str) -> String {
    sql.replace("{id}", "INTEGER PRIMARY KEY AUTOINCREMENT")
        .replace("{text}", "TEXT")
        .replace("{blob}", "BLOB")
        .replace("{seq}", "BIGINT AS (id)")
}

pub(super) fn for_postgres(sql: &str) -> String {
    sql.replace("{id}", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")
        .replace("{text}", "TEXT COLLATE \"C\"")
        .replace("{blob}", "BYTEA")
        .replace("{seq}", "BIGINT")
}
