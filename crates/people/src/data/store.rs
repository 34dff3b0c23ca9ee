//! SQL of downloads and departures, and of what accounts themselves hold.

use base::{Id, Result, Time, Tx, activity, record, sql};

use crate::accounts::store as accounts;

record! {
    /// Somebody's download.
    #[derive(Clone, Debug)]
    pub struct Download {
        pub asked_at: Time,
        pub progress: i64,
        pub hash: String,
        pub bytes: i64,
        pub made_at: Option<Time>,
    }
}

pub async fn download(tx: &Tx, account: Id) -> Result<Option<Download>> {
    tx.optional(sql!("SELECT asked_at, progress, hash, bytes, made_at FROM downloads WHERE account = $1", account)).await
}

/// Asks for a download; one that is being made goes on.
pub async fn ask(tx: &Tx, account: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO downloads (account, asked_at) VALUES ($1, $2) ON CONFLICT (account)
         DO UPDATE SET asked_at = excluded.asked_at, progress = 0, hash = '', bytes = 0, made_at = NULL
         WHERE downloads.made_at IS NOT NULL",
        account,
        now
    ))
    .await
    .map(|_| ())
}

/// Whose download waits the longest.
pub async fn next(tx: &Tx) -> Result<Option<Id>> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT account FROM downloads WHERE made_at IS NULL ORDER BY asked_at LIMIT 1")).await?;
    Ok(found.map(|(account,)| account))
}

pub async fn progress(tx: &Tx, account: Id, progress: i64) -> Result<()> {
    tx.run(sql!("UPDATE downloads SET progress = $2 WHERE account = $1", account, progress)).await.map(|_| ())
}

/// The download is there; without a hash it failed.
pub async fn made(tx: &Tx, account: Id, hash: &str, bytes: i64, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE downloads SET hash = $2, bytes = $3, made_at = $4 WHERE account = $1", account, hash, bytes, now))
        .await
        .map(|_| ())
}

record! {
    /// Somebody who goes.
    #[derive(Clone, Debug)]
    pub struct Departure {
        pub account: Id,
        pub due_at: Time,
        pub removes: bool,
    }
}

pub async fn departure(tx: &Tx, account: Id) -> Result<Option<Departure>> {
    tx.optional(sql!("SELECT account, due_at, removes FROM departures WHERE account = $1 AND done_at IS NULL", account)).await
}

pub async fn depart(tx: &Tx, account: Id, removes: bool, due: Time, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO departures (account, asked_at, due_at, removes) VALUES ($1, $2, $3, $4) ON CONFLICT (account) DO NOTHING",
        account,
        now,
        due,
        removes
    ))
    .await
    .map(|_| ())
}

pub async fn stay(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM departures WHERE account = $1 AND done_at IS NULL", account)).await.map(|_| ())
}

/// Who goes now.
pub async fn due(tx: &Tx, now: Time) -> Result<Vec<Departure>> {
    tx.all(sql!("SELECT account, due_at, removes FROM departures WHERE done_at IS NULL AND due_at <= $1 LIMIT 10", now)).await
}

/// Communities that somebody is in, in which they have a role, or wrote files for.
pub async fn communities(tx: &Tx, account: Id) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT community FROM members WHERE account = $1 UNION SELECT community FROM grants WHERE account = $1",
            account
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Communities that somebody leads alone: names of them.
pub async fn led_alone(tx: &Tx, account: Id, now: Time) -> Result<Vec<String>> {
    let names: Vec<(String,)> = tx
        .all(sql!(
            "SELECT c.name FROM grants g JOIN communities c ON c.id = g.community
             WHERE g.account = $1 AND g.role = 'champion' AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2)
               AND c.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM grants o WHERE o.community = g.community AND o.role = 'champion'
                 AND o.ends_at IS NULL AND o.account <> $1)",
            account,
            now
        ))
        .await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}

/// Takes name, address and everything that one can sign in with from an account. The row stays: what was written here points to it.
pub async fn empty(tx: &Tx, account: Id, name: &str, now: Time) -> Result<()> {
    let handle = accounts::free_handle(tx, &format!("gone-{account}")).await?;
    tx.run(sql!(
        "UPDATE accounts SET handle = $2, handle_key = $2, name = $3, name_key = '', email = NULL, email_key = NULL, password = NULL,
           admin = 0, headline = '', place = '', website = '', about = '', about_html = '', zone = '', languages = '',
           organisation = '', minutes = NULL, rev = rev + 1, removed_at = $4, removed_by = $1, removed_why = 'departed'
         WHERE id = $1",
        account,
        &handle,
        name,
        now
    ))
    .await?;
    for statement in [
        sql!("DELETE FROM sessions WHERE account = $1", account),
        sql!("DELETE FROM sign_in_links WHERE account = $1", account),
        sql!("DELETE FROM reset_links WHERE account = $1", account),
        sql!("DELETE FROM drafts WHERE account = $1", account),
        sql!("DELETE FROM inbox WHERE account = $1", account),
        sql!("DELETE FROM blocks WHERE account = $1", account),
        sql!("DELETE FROM blocks WHERE other = $1", account),
        sql!("DELETE FROM facets WHERE account = $1", account),
        sql!("DELETE FROM join_requests WHERE account = $1", account),
        sql!("DELETE FROM downloads WHERE account = $1", account),
    ] {
        tx.run(statement).await?;
    }
    tx.run(sql!("UPDATE departures SET done_at = $2 WHERE account = $1", account, now)).await?;
    let entry = activity::Entry {
        at: now,
        recorded_at: now,
        origin: activity::Origin::Lived,
        community: None,
        audience: None,
        actor: Some(account),
        verb: "departed",
        kind: "account",
        object: account,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}

record! {
    /// An account as its owner gets it.
    #[derive(Debug)]
    pub struct Own {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub headline: String,
        pub place: String,
        pub website: String,
        pub about: String,
        pub zone: String,
        pub languages: String,
        pub organisation: String,
        pub created_at: Time,
    }
}

pub async fn own(tx: &Tx, account: Id) -> Result<Own> {
    tx.one(sql!(
        "SELECT id, handle, name, email, headline, place, website, about, zone, languages, organisation, created_at FROM accounts
         WHERE id = $1 AND removed_at IS NULL",
        account
    ))
    .await
}

/// Memberships: row, community's name, joined, left, posts.
pub async fn memberships(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, Time, Option<Time>, i64)>> {
    tx.all(sql!(
        "SELECT m.id, c.name, m.joined_at, m.left_at, m.posts FROM members m JOIN communities c ON c.id = m.community
         WHERE m.account = $1 AND m.id > $2 ORDER BY m.id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// Drafts: row, place, text.
pub async fn drafts(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, String)>> {
    tx.all(sql!(
        "SELECT id, place, source FROM drafts WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// Files that somebody brought: row, name, hash, when.
pub async fn files(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, String, Time)>> {
    tx.all(sql!(
        "SELECT id, name, hash, created_at FROM files WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// Flags that somebody set: row, reason, words, when.
pub async fn flags(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, String, Time)>> {
    tx.all(sql!(
        "SELECT id, reason, words, created_at FROM flags WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// What was decided about somebody: row, kind, reason, from, until.
pub async fn sanctions(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, String, Time, Option<Time>)>> {
    tx.all(sql!(
        "SELECT id, kind, reason, starts_at, ends_at FROM sanctions WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// Sessions: row, device, begun, last used.
pub async fn sessions(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<(Id, String, Time, Time)>> {
    tx.all(sql!(
        "SELECT id, device, created_at, used_at FROM sessions WHERE account = $1 AND id > $2 ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}
