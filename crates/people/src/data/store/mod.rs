//! SQL of copies and deletions.

pub mod departures;
pub mod farewells;
pub mod parts;

use base::{Id, Result, Time, Tx, codes, record, sql};

codes! {
    /// How far somebody's copy is.
    pub enum State {
        Waiting = "waiting", Ready = "ready", Stopped = "stopped", Failed = "failed",
        /// It was there for seven days.
        Gone = "gone",
    }
}

record! {
    /// A copy as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct Copy {
        pub id: Id,
        pub state: State,
        pub asked_at: Time,
        pub done: i64,
        pub total: i64,
        pub hash: String,
        pub bytes: i64,
        pub ready_at: Option<Time>,
    }
}

/// The newest copy of somebody.
pub async fn newest(tx: &Tx, account: Id) -> Result<Option<Copy>> {
    tx.optional(sql!(
        list "SELECT id, state, asked_at, done, total, hash, bytes, ready_at FROM data_copies WHERE account = $1
              ORDER BY asked_at DESC, id DESC LIMIT 1",
        account
    ))
    .await
}

/// The newest copy of somebody that can be fetched.
pub async fn newest_ready(tx: &Tx, account: Id) -> Result<Option<Copy>> {
    tx.optional(sql!(
        list "SELECT id, state, asked_at, done, total, hash, bytes, ready_at FROM data_copies
              WHERE account = $1 AND state = 'ready' AND hash <> '' ORDER BY asked_at DESC, id DESC LIMIT 1",
        account
    ))
    .await
}

/// Asks for a copy. The account's row is held until the commit: two clicks are one copy.
pub async fn ask(tx: &Tx, account: Id, language: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO data_copies (account, state, language, asked_at) VALUES ($1, $2, $3, $4)",
        account,
        State::Waiting,
        language,
        now
    ))
    .await
    .map(|_| ())
}

/// Holds an account's row until the commit.
pub async fn hold(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("UPDATE accounts SET rev = rev WHERE id = $1", account)).await.map(|_| ())
}

pub async fn stop(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("UPDATE data_copies SET state = 'stopped' WHERE account = $1 AND state = 'waiting'", account)).await.map(|_| ())
}

record! {
    /// A copy that this node may make. `attempts` is the token: who took it later has a higher one.
    #[derive(Clone, Debug)]
    pub struct Claimed {
        pub id: Id,
        pub account: Id,
        pub language: String,
        pub attempts: i64,
    }
}

/// A copy that waits and that nobody makes.
pub async fn due(tx: &Tx, now: Time) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            list "SELECT id FROM data_copies WHERE state = 'waiting' AND held_until <= $1 ORDER BY held_until, id LIMIT 1",
            now
        ))
        .await?;
    Ok(found.map(|(id,)| id))
}

/// Takes a copy; nothing when another node was quicker.
pub async fn claim(tx: &Tx, id: Id, now: Time, until: Time) -> Result<Option<Claimed>> {
    tx.optional(sql!(
        "UPDATE data_copies SET attempts = attempts + 1, held_until = $3, done = 0, total = 0
         WHERE id = $1 AND state = 'waiting' AND held_until <= $2 RETURNING id, account, language, attempts",
        id,
        now,
        until
    ))
    .await
}

/// Notes how far it is; `false` when it was stopped or taken over.
pub async fn progress(tx: &Tx, copy: &Claimed, done: i64, total: i64, until: Time) -> Result<bool> {
    let touched = tx
        .run(sql!(
            "UPDATE data_copies SET done = $3, total = $4, held_until = $5 WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
            copy.id,
            copy.attempts,
            done,
            total,
            until
        ))
        .await?;
    Ok(touched > 0)
}

pub async fn ready(tx: &Tx, copy: &Claimed, hash: &str, bytes: i64, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE data_copies SET state = 'ready', hash = $3, bytes = $4, ready_at = $5, done = total
         WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
        copy.id,
        copy.attempts,
        hash,
        bytes,
        now
    ))
    .await
    .map(|_| ())
}

pub async fn failed(tx: &Tx, copy: &Claimed) -> Result<()> {
    tx.run(sql!(
        "UPDATE data_copies SET state = 'failed' WHERE id = $1 AND attempts = $2 AND state = 'waiting'",
        copy.id,
        copy.attempts
    ))
    .await
    .map(|_| ())
}

/// Lets go of copies that were ready before `before`: their hashes.
pub async fn let_go(tx: &Tx, before: Time) -> Result<Vec<String>> {
    let old: Vec<(Id, String)> = tx
        .all(sql!(scan "copies are few", "SELECT id, hash FROM data_copies WHERE hash <> '' AND ready_at < $1 LIMIT 100", before))
        .await?;
    for (id, _) in &old {
        tx.run(sql!("UPDATE data_copies SET state = 'gone', hash = '' WHERE id = $1", *id)).await?;
    }
    Ok(old.into_iter().map(|(_, hash)| hash).collect())
}

/// Whether a copy is the file of a hash.
pub async fn is_named(tx: &Tx, hash: &str) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM data_copies WHERE hash = $1 AND hash <> '' LIMIT 1", hash)).await?;
    Ok(found.is_some())
}

record! {
    /// A file of somebody, to be put into their copy.
    #[derive(Clone, Debug)]
    pub struct OwnFile {
        pub id: Id,
        pub name: String,
        pub hash: String,
    }
}

/// Somebody's files behind an id, in order.
pub async fn files(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<OwnFile>> {
    tx.all(sql!("SELECT id, name, hash FROM files WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3", account, after, limit))
        .await
}

pub async fn count_files(tx: &Tx, account: Id) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM files WHERE account = $1", account)).await?;
    Ok(count)
}
