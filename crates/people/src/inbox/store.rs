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
