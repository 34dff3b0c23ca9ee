//! SQL of webhooks: settings, outbox, and what is told.

use base::{Id, Result, Time, Tx, activity, codes, record, settings, sql};
use people::communities::Deed;
use serde::{Deserialize, Serialize};

use super::model::Shape;

const KEY: &str = "webhook";

/// What holds for the whole site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Site {
    /// Whether webhooks may lead into local networks.
    pub private: bool,
}

pub async fn site(tx: &Tx) -> Result<Site> {
    settings::read(tx, settings::SITE, KEY).await
}

pub async fn set_site(tx: &Tx, site: &Site) -> Result<()> {
    settings::write(tx, settings::SITE, KEY, site).await
}

record! {
    /// A community's webhook.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Webhook {
        pub url: String,
        pub shape: Shape,
        pub threads: bool,
        pub dates: bool,
        pub weekly: bool,
    }
}

pub async fn webhook(tx: &Tx, community: Id) -> Result<Option<Webhook>> {
    tx.optional(sql!("SELECT url, shape, threads, dates, weekly FROM webhooks WHERE community = $1", community)).await
}

/// Sets it. The first week is told after a week.
pub async fn set(tx: &Tx, deed: Deed, hook: &Webhook) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO webhooks (community, url, shape, threads, dates, weekly, since, told_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
         ON CONFLICT (community) DO UPDATE SET url = excluded.url, shape = excluded.shape, threads = excluded.threads,
           dates = excluded.dates, weekly = excluded.weekly",
        deed.community,
        &hook.url,
        hook.shape,
        hook.threads,
        hook.dates,
        hook.weekly,
        deed.now
    ))
    .await?;
    // What failed at the old address may do at the new one.
    tx.run(sql!(
        "UPDATE webhook_posts SET next_at = $2 WHERE community = $1 AND state = 'waiting' AND failed_step <> ''",
        deed.community,
        deed.now
    ))
    .await?;
    log(tx, deed, "webhook_set").await
}

/// Takes it away, with what waits to be told.
pub async fn remove(tx: &Tx, deed: Deed) -> Result<()> {
    let gone = tx.run(sql!("DELETE FROM webhooks WHERE community = $1", deed.community)).await?;
    tx.run(sql!("DELETE FROM webhook_posts WHERE community = $1 AND state = 'waiting'", deed.community)).await?;
    if gone > 0 { log(tx, deed, "webhook_removed").await } else { Ok(()) }
}

async fn log(tx: &Tx, deed: Deed, verb: &'static str) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: None,
        actor: Some(deed.by),
        verb,
        kind: "webhook",
        object: deed.community,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}

codes! {
    /// What became of something to tell.
    pub enum State { Waiting = "waiting", Sent = "sent", Failed = "failed" }
}

/// Something to tell.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub community: Id,
    pub reason: String,
    pub title: String,
    pub body: String,
    pub path: String,
}

/// Puts something into the outbox; once for each reason.
pub async fn put(tx: &Tx, post: &NewPost, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO webhook_posts (community, reason, title, body, path, state, next_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (community, reason) DO NOTHING",
        post.community,
        &post.reason,
        &post.title,
        &post.body,
        &post.path,
        State::Waiting,
        now
    ))
    .await
    .map(|_| ())
}

record! {
    /// Something to tell as the page lists it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub title: String,
        pub state: State,
        pub failed_step: String,
        pub last_error: String,
        pub created_at: Time,
    }
}

/// What was told last, newest first.
pub async fn newest(tx: &Tx, community: Id, limit: i64) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT title, state, failed_step, last_error, created_at FROM webhook_posts WHERE community = $1
              ORDER BY created_at DESC, id DESC LIMIT $2",
        community, limit
    ))
    .await
}

record! {
    /// Something that this node may tell now. `attempts` is the token: who took it later has a higher one.
    #[derive(Clone, Debug)]
    pub struct Claimed {
        pub id: Id,
        pub community: Id,
        pub title: String,
        pub body: String,
        pub path: String,
        pub attempts: i64,
    }
}

/// What is due, oldest first.
pub async fn due(tx: &Tx, now: Time, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            list "SELECT id FROM webhook_posts WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT $2",
            now, limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Takes what is still due of `ids`, until `lease`: then another node may try.
pub async fn claim(tx: &Tx, ids: &[Id], now: Time, lease: Time) -> Result<Vec<Claimed>> {
    tx.all(sql!(
        "UPDATE webhook_posts SET attempts = attempts + 1, next_at = $3, failed_step = ''
         WHERE id IN (#1) AND state = 'waiting' AND next_at <= $2
         RETURNING id, community, title, body, path, attempts",
        ids,
        now,
        lease
    ))
    .await
}

pub async fn sent(tx: &Tx, claimed: &Claimed, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE webhook_posts SET state = 'sent', sent_at = $3, next_at = NULL, failed_step = '', last_error = ''
         WHERE id = $1 AND attempts = $2",
        claimed.id,
        claimed.attempts,
        now
    ))
    .await
    .map(|_| ())
}

/// It did not work: tried again at `next`, or never.
pub async fn failed(tx: &Tx, claimed: &Claimed, step: &str, told: &str, next: Option<Time>) -> Result<()> {
    tx.run(sql!(
        "UPDATE webhook_posts SET state = $3, next_at = $4, failed_step = $5, last_error = $6 WHERE id = $1 AND attempts = $2",
        claimed.id,
        claimed.attempts,
        if next.is_some() { State::Waiting } else { State::Failed },
        next,
        step,
        told
    ))
    .await
    .map(|_| ())
}

/// Forgets what is older than `before`, whatever became of it.
pub async fn purge(tx: &Tx, before: Time) -> Result<u64> {
    tx.run(sql!("DELETE FROM webhook_posts WHERE created_at < $1", before)).await
}

pub async fn cursor(tx: &Tx) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.optional(sql!("SELECT seq FROM webhook_cursor WHERE one = 1")).await?;
    Ok(row.map(|(seq,)| seq))
}

pub async fn set_cursor(tx: &Tx, seq: i64) -> Result<()> {
    tx.run(sql!("INSERT INTO webhook_cursor (one, seq) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq", seq))
        .await
        .map(|_| ())
}

record! {
    /// A thread to tell of, in a community with a webhook for threads.
    #[derive(Clone, Debug)]
    pub struct Told {
        pub id: Id,
        pub community: Id,
        pub slug: String,
        pub title: String,
        pub thread_slug: String,
    }
}

/// Those of `threads` that are told: not removed, readable for every member.
pub async fn threads_to_tell(tx: &Tx, threads: &[Id]) -> Result<Vec<Told>> {
    tx.all(sql!(
        "SELECT t.id, t.community, c.slug, t.title, t.slug
         FROM threads t JOIN webhooks w ON w.community = t.community JOIN communities c ON c.id = t.community
           JOIN audiences a ON a.id = t.audience
         WHERE t.id IN (#1) AND t.removed_at IS NULL AND w.threads = 1
           AND t.created_at >= w.since AND c.removed_at IS NULL AND a.kind IN ('community', 'area')",
        threads
    ))
    .await
}

record! {
    /// Where something is told of, and in which language.
    #[derive(Clone, Debug)]
    pub struct Place {
        pub community: Id,
        pub slug: String,
        pub name: String,
        pub language: String,
    }
}

pub async fn place(tx: &Tx, community: Id) -> Result<Option<Place>> {
    tx.optional(sql!("SELECT id, slug, name, language FROM communities WHERE id = $1 AND removed_at IS NULL", community)).await
}

/// Communities that are to be told their week, the longest ago first.
pub async fn weeks_due(tx: &Tx, before: Time, limit: i64) -> Result<Vec<(Id, Time)>> {
    tx.all(sql!(
        list "SELECT community, told_at FROM webhooks WHERE weekly = 1 AND told_at <= $1 ORDER BY told_at, community LIMIT $2",
        before, limit
    ))
    .await
}

pub async fn week_told(tx: &Tx, community: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE webhooks SET told_at = $2 WHERE community = $1", community, now)).await.map(|_| ())
}

/// Id, address and title of threads.
pub type Titles = Vec<(Id, String, String)>;

/// Threads since a moment that every member reads, newest first.
pub async fn new_threads(tx: &Tx, community: Id, since: Time, limit: i64) -> Result<Titles> {
    tx.all(sql!(
        list "SELECT id, slug, title FROM threads
              WHERE community = $1 AND created_at > $2 AND removed_at IS NULL
                AND audience IN (SELECT id FROM audiences WHERE community = $1 AND kind IN ('community', 'area'))
              ORDER BY created_at DESC, id DESC LIMIT $3",
        community, since, limit
    ))
    .await
}

/// Questions that were solved since a moment, as far as something happened in them lately.
pub async fn newly_solved(tx: &Tx, community: Id, since: Time, limit: i64) -> Result<Titles> {
    tx.all(sql!(
        list "SELECT id, slug, title FROM threads
              WHERE community = $1 AND section = 'questions' AND solved = 1 AND active_at > $2 AND accepted_at > $2
                AND removed_at IS NULL
                AND audience IN (SELECT id FROM audiences WHERE community = $1 AND kind IN ('community', 'area'))
              ORDER BY active_at DESC, id DESC LIMIT $3",
        community, since, limit
    ))
    .await
}

/// How many came since a moment, up to a hundred.
pub async fn joined(tx: &Tx, community: Id, since: Time) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM (SELECT id FROM members WHERE community = $1 AND joined_at > $2 AND left_at IS NULL LIMIT 100) m",
            community,
            since
        ))
        .await?;
    Ok(count)
}
