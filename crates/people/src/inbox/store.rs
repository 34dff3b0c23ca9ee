//! SQL of the inbox.

use base::{Id, Result, Time, Tx, record, sql};

/// Puts a thing before somebody; it is there once, and waits again when it is put again.
pub async fn put(tx: &Tx, account: Id, kind: &'static str, object: Id, at: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO inbox (account, kind, object, at) VALUES ($1, $2, $3, $4) ON CONFLICT (account, kind, object)
         DO UPDATE SET at = excluded.at, waiting = 1",
        account,
        kind,
        object,
        at
    ))
    .await
    .map(|_| ())
}

/// How many things wait for somebody.
pub async fn waiting(tx: &Tx, account: Id) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM inbox WHERE account = $1 AND waiting = 1", account)).await?;
    Ok(count)
}

/// A thing no longer waits.
pub async fn done(tx: &Tx, account: Id, kind: &'static str, object: Id) -> Result<()> {
    tx.run(sql!("UPDATE inbox SET waiting = 0 WHERE account = $1 AND kind = $2 AND object = $3", account, kind, object))
        .await
        .map(|_| ())
}

/// A thing no longer waits for anybody: it is gone, or is not what it was.
pub async fn settle(tx: &Tx, kind: &'static str, object: Id) -> Result<()> {
    tx.run(sql!("UPDATE inbox SET waiting = 0 WHERE kind = $1 AND object = $2 AND waiting = 1", kind, object)).await.map(|_| ())
}

record! {
    /// A row of somebody's inbox.
    #[derive(Clone, Debug)]
    pub struct Entry {
        pub id: Id,
        pub kind: String,
        pub object: Id,
        pub at: Time,
        pub waiting: bool,
    }
}

/// Somebody's inbox, newest first, behind (time, id).
pub async fn page(tx: &Tx, account: Id, after: (i64, i64), limit: i64) -> Result<Vec<Entry>> {
    tx.all(sql!(
        list "SELECT id, kind, object, at, waiting FROM inbox WHERE account = $1 AND (at, id) < ($2, $3)
              ORDER BY at DESC, id DESC LIMIT $4",
        account, after.0, after.1, limit
    ))
    .await
}

/// How far a listener has read the log; 0 before the first time.
pub async fn cursor(tx: &Tx, name: &str) -> Result<i64> {
    let row: Option<(i64,)> = tx.optional(sql!("SELECT seq FROM inbox_listeners WHERE name = $1", name)).await?;
    Ok(row.map_or(0, |(seq,)| seq))
}

/// Moves a listener's cursor when it still stands at `before`; whether it did.
pub async fn move_cursor(tx: &Tx, name: &str, before: i64, seq: i64) -> Result<bool> {
    tx.run(sql!("INSERT INTO inbox_listeners (name, seq) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING", name)).await?;
    Ok(tx.run(sql!("UPDATE inbox_listeners SET seq = $3 WHERE name = $1 AND seq = $2", name, before, seq)).await? > 0)
}

/// Somebody has seen a row of theirs.
pub async fn seen(tx: &Tx, account: Id, id: Id) -> Result<()> {
    tx.run(sql!("UPDATE inbox SET waiting = 0 WHERE id = $1 AND account = $2", id, account)).await.map(|_| ())
}
