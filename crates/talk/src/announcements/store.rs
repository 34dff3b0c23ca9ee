//! SQL of announcements.

use base::{Db, Id, Result, Time, Tx, activity, record, sql};
use people::communities::Deed;
use people::inbox::{ANNOUNCEMENT, store as inbox};

pub use super::model::{Announcement, Reader, Standing, USUAL};

/// Makes a thread that was opened just now an announcement.
pub async fn announce(tx: &Tx, deed: Deed, thread: Id, confirm: bool, until: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO announcements (thread, community, confirm, until_at) VALUES ($1, $2, $3, $4)",
        thread,
        deed.community,
        confirm,
        until
    ))
    .await?;
    log(tx, deed, "announced", thread).await
}

/// The announcement of a thread, as far as it may be read.
pub async fn find(tx: &Tx, community: Id, thread: Id, audiences: &[Id]) -> Result<Option<Announcement>> {
    tx.optional(sql!(
        "SELECT n.thread, n.community, t.author, t.title, t.slug, n.confirm, n.until_at, n.reminder_at
         FROM announcements n JOIN threads t ON t.id = n.thread
         WHERE n.thread = $2 AND n.community = $1 AND t.community = $1 AND t.audience IN (#3) AND t.removed_at IS NULL",
        community,
        thread,
        audiences
    ))
    .await
}

/// What stands on top for somebody: not read yet or, where that is wanted, not confirmed. Nobody is told what they wrote.
pub async fn standing(tx: &Tx, community: Id, account: Id, audiences: &[Id], now: Time) -> Result<Vec<Standing>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        list "SELECT n.thread, t.slug, t.title, a.name, t.created_at, n.confirm
              FROM announcements n JOIN threads t ON t.id = n.thread JOIN accounts a ON a.id = t.author
              WHERE n.community = $1 AND n.until_at > $2 AND t.community = $1 AND t.audience IN (#3) AND t.author <> $4
                AND t.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM announcement_reads r WHERE r.thread = n.thread
                  AND r.account = $4 AND (n.confirm = 0 OR r.confirmed_at IS NOT NULL))
              ORDER BY n.until_at, n.thread LIMIT 3",
        community, now, audiences, account
    ))
    .await
}

/// Somebody has read it; where nothing more is wanted, it waits for them no longer.
pub async fn read(tx: &Tx, thread: Id, account: Id, now: Time) -> Result<()> {
    let confirm: Option<(bool,)> = tx.optional(sql!("SELECT confirm FROM announcements WHERE thread = $1", thread)).await?;
    let Some((confirm,)) = confirm else { return Ok(()) };
    tx.run(sql!(
        "INSERT INTO announcement_reads (thread, account, read_at) VALUES ($1, $2, $3) ON CONFLICT (thread, account) DO NOTHING",
        thread,
        account,
        now
    ))
    .await?;
    if confirm { Ok(()) } else { inbox::done(tx, account, ANNOUNCEMENT, thread).await }
}

/// Somebody says that they have read and understood it; once.
pub async fn confirm(tx: &Tx, deed: Deed, thread: Id) -> Result<()> {
    let done = tx
        .run(sql!(
            "INSERT INTO announcement_reads (thread, account, read_at, confirmed_at) VALUES ($1, $2, $3, $3)
             ON CONFLICT (thread, account) DO UPDATE SET confirmed_at = excluded.confirmed_at
             WHERE announcement_reads.confirmed_at IS NULL",
            thread,
            deed.by,
            deed.now
        ))
        .await?;
    inbox::done(tx, deed.by, ANNOUNCEMENT, thread).await?;
    if done == 0 { Ok(()) } else { log(tx, deed, "announcement_confirmed", thread).await }
}

/// When somebody confirmed it.
pub async fn confirmed_at(tx: &Tx, thread: Id, account: Id) -> Result<Option<Time>> {
    let found: Option<(Option<Time>,)> = tx
        .optional(sql!("SELECT confirmed_at FROM announcement_reads WHERE thread = $1 AND account = $2", thread, account))
        .await?;
    Ok(found.and_then(|(at,)| at))
}

/// Members who have confirmed it, beside its author.
pub async fn confirmed(tx: &Tx, announcement: &Announcement) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM announcement_reads r JOIN members m ON m.account = r.account AND m.community = $2
             WHERE r.thread = $1 AND r.confirmed_at IS NOT NULL AND m.left_at IS NULL AND r.account <> $3",
            announcement.thread,
            announcement.community,
            announcement.author
        ))
        .await?;
    Ok(count)
}

/// Members who have confirmed it, or who have not, behind an account.
pub async fn readers(tx: &Tx, announcement: &Announcement, confirmed: bool, after: Id, limit: i64) -> Result<Vec<Reader>> {
    let query = sql!(
        list "SELECT m.account, a.handle, a.name, r.confirmed_at FROM members m JOIN accounts a ON a.id = m.account
              LEFT JOIN announcement_reads r ON r.thread = $2 AND r.account = m.account
              WHERE m.community = $1 AND m.account > $3 AND m.account <> $4 AND m.left_at IS NULL AND a.removed_at IS NULL
                {yes| AND r.confirmed_at IS NOT NULL} {no| AND r.confirmed_at IS NULL}
              ORDER BY m.account LIMIT $5",
        announcement.community, announcement.thread, after, announcement.author, limit
    );
    tx.all(query.when("yes", confirmed).when("no", !confirmed)).await
}

/// Asks for the one reminder; whether it was not asked for before.
pub async fn ask_to_remind(tx: &Tx, deed: Deed, thread: Id) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE announcements SET reminder_at = $2 WHERE thread = $1 AND confirm = 1 AND reminder_at IS NULL",
            thread,
            deed.now
        ))
        .await?;
    if done > 0 {
        log(tx, deed, "announcement_reminded", thread).await?;
    }
    Ok(done > 0)
}

/// Takes it from the top of everybody's home page.
pub async fn stop(tx: &Tx, deed: Deed, thread: Id) -> Result<()> {
    let done =
        tx.run(sql!("UPDATE announcements SET until_at = $2 WHERE thread = $1 AND until_at > $2", thread, deed.now)).await?;
    if done == 0 { Ok(()) } else { log(tx, deed, "announcement_stopped", thread).await }
}

record! {
    /// An announcement as its listener works on it.
    #[derive(Clone, Debug)]
    pub struct Held {
        pub thread: Id,
        pub community: Id,
        pub title: String,
        pub slug: String,
        pub author: Id,
        pub until: Time,
        /// The area that it was written in, when that is open to guests; 0 else.
        pub area: Id,
        pub told_to: Id,
        pub told_at: Option<Time>,
        pub reminder_at: Option<Time>,
        pub reminded_to: Id,
        pub reminded_at: Option<Time>,
        pub place: String,
        pub name: String,
        pub language: String,
    }
}

/// An announcement whose row is held until the transaction ends; `None` when it is gone.
pub async fn hold(tx: &Tx, thread: Id) -> Result<Option<Held>> {
    tx.run(sql!("UPDATE announcements SET told_to = told_to WHERE thread = $1", thread)).await?;
    tx.optional(sql!(
        "SELECT n.thread, n.community, t.title, t.slug, t.author, n.until_at, CASE WHEN u.kind = 'area' THEN u.object ELSE 0 END,
           n.told_to, n.told_at, n.reminder_at, n.reminded_to, n.reminded_at, c.slug, c.name, c.language
         FROM announcements n JOIN threads t ON t.id = n.thread JOIN audiences u ON u.id = t.audience AND u.kind <> 'group'
         JOIN communities c ON c.id = n.community
         WHERE n.thread = $1 AND t.community = n.community AND t.removed_at IS NULL AND c.removed_at IS NULL",
        thread
    ))
    .await
}

/// Notes how far everybody was told; `at` when that is all.
pub async fn set_told(tx: &Tx, thread: Id, to: Id, at: Option<Time>) -> Result<()> {
    tx.run(sql!("UPDATE announcements SET told_to = $2, told_at = $3 WHERE thread = $1", thread, to, at)).await.map(|_| ())
}

/// As [`set_told`], for the reminder.
pub async fn set_reminded(tx: &Tx, thread: Id, to: Id, at: Option<Time>) -> Result<()> {
    tx.run(sql!("UPDATE announcements SET reminded_to = $2, reminded_at = $3 WHERE thread = $1", thread, to, at))
        .await
        .map(|_| ())
}

record! {
    /// Somebody who is told.
    #[derive(Clone, Debug)]
    pub struct Told {
        pub account: Id,
        pub email: Option<String>,
        pub confirmed_at: Option<Time>,
    }
}

/// Members in the order of their accounts, behind one.
pub async fn members(tx: &Tx, held: &Held, after: Id, limit: i64) -> Result<Vec<Told>> {
    tx.all(sql!(
        list "SELECT m.account, a.email, r.confirmed_at FROM members m JOIN accounts a ON a.id = m.account
              LEFT JOIN announcement_reads r ON r.thread = $2 AND r.account = m.account
              WHERE m.community = $1 AND m.account > $3 AND m.left_at IS NULL AND a.removed_at IS NULL
              ORDER BY m.account LIMIT $4",
        held.community, held.thread, after, limit
    ))
    .await
}

/// Who reads it without being a member: by a role, or as a guest of its area.
pub async fn by_role(tx: &Tx, held: &Held, now: Time) -> Result<Vec<Told>> {
    tx.all(sql!(
        "SELECT DISTINCT g.account, a.email, r.confirmed_at FROM grants g JOIN accounts a ON a.id = g.account
         LEFT JOIN announcement_reads r ON r.thread = $2 AND r.account = g.account
         WHERE g.community = $1 AND g.starts_at <= $4 AND (g.ends_at IS NULL OR g.ends_at > $4) AND a.removed_at IS NULL
           AND (g.role <> 'guest' OR (g.area = $3 AND g.area > 0))",
        held.community,
        held.thread,
        held.area,
        now
    ))
    .await
}

/// Nothing that was announced in a community waits for somebody who is no member of it (any more).
pub async fn settle_for(tx: &Tx, community: Id, account: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE inbox SET waiting = 0 WHERE account = $2 AND waiting = 1 AND kind = 'announcement'
           AND object IN (SELECT thread FROM announcements WHERE community = $1)
           AND NOT EXISTS (SELECT 1 FROM members m WHERE m.account = $2 AND m.community = $1 AND m.left_at IS NULL)",
        community,
        account
    ))
    .await
    .map(|_| ())
}

/// How far the log is read.
pub async fn cursor(db: &Db) -> Result<i64> {
    let row: Option<(i64,)> = db.optional(sql!("SELECT seq FROM announcement_cursor WHERE one = 1")).await?;
    Ok(row.map_or(0, |(seq,)| seq))
}

pub async fn set_cursor(tx: &Tx, seq: i64) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO announcement_cursor (one, seq) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq",
        seq
    ))
    .await
    .map(|_| ())
}

/// Entries tell who confirmed: they are for nobody but the listeners.
async fn log(tx: &Tx, deed: Deed, verb: &'static str, thread: Id) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: None,
        actor: Some(deed.by),
        verb,
        kind: "announcement",
        object: thread,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}
