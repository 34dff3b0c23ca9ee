//! SQL of lists on their way in, and of whom they brought.

pub mod chapters;
pub mod claims;

use base::{Id, Result, Time, Tx, record, sql};
use formats::members::Person;

use super::model::{Counts, ListKind, Sketch, Stored};
use crate::communities::Deed;

/// Keeps a list until it is written. Those that the same person looked at before, and all that lay about for a day, are
/// forgotten.
pub async fn keep_list(tx: &Tx, deed: Deed, kind: ListKind, content: &str) -> Result<Id> {
    tx.run(sql!(
        scan "lists that lie about are few",
        "DELETE FROM brought_lists WHERE done_at IS NULL AND (created_at < $1 OR (account = $2 AND community = $3 AND kind = $4))",
        deed.now.plus(-Time::DAY),
        deed.by,
        deed.community,
        kind
    ))
    .await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO brought_lists (kind, community, account, content, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            kind,
            deed.community,
            deed.by,
            content,
            deed.now
        ))
        .await?;
    Ok(id)
}

pub async fn list(tx: &Tx, kind: ListKind, community: Id, id: Id) -> Result<Option<Stored>> {
    tx.optional(sql!(
        "SELECT id, content, position, made, joined, filled, created_at, done_at FROM brought_lists
         WHERE id = $1 AND community = $2 AND kind = $3",
        id,
        community,
        kind
    ))
    .await
}

pub async fn forget_list(tx: &Tx, kind: ListKind, community: Id, id: Id) -> Result<()> {
    tx.run(sql!(
        "DELETE FROM brought_lists WHERE id = $1 AND community = $2 AND kind = $3 AND done_at IS NULL AND position = 0",
        id,
        community,
        kind
    ))
    .await
    .map(|_| ())
}

/// Locks a list that is not done; how many of its rows are written.
pub async fn lock_list(tx: &Tx, id: Id) -> Result<Option<i64>> {
    let locked: Option<(i64,)> = tx
        .optional(sql!("UPDATE brought_lists SET position = position WHERE id = $1 AND done_at IS NULL RETURNING position", id))
        .await?;
    Ok(locked.map(|(position,)| position))
}

/// Notes what was written.
pub async fn advance(tx: &Tx, id: Id, position: i64, came: Counts) -> Result<()> {
    tx.run(sql!(
        "UPDATE brought_lists SET position = $2, made = made + $3, joined = joined + $4, filled = filled + $5 WHERE id = $1",
        id,
        position,
        came.made,
        came.joined,
        came.filled
    ))
    .await
    .map(|_| ())
}

/// All is written: the list itself is no longer needed.
pub async fn finish(tx: &Tx, id: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE brought_lists SET content = '', done_at = $2 WHERE id = $1", id, now)).await.map(|_| ())
}

pub async fn by_key(tx: &Tx, community: Id, key: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT account FROM brought_people WHERE community = $1 AND key = $2", community, key)).await?;
    Ok(found.map(|(account,)| account))
}

pub async fn keep_key(tx: &Tx, community: Id, key: &str, account: Id) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO brought_people (community, key, account) VALUES ($1, $2, $3) ON CONFLICT (community, key) DO NOTHING",
        community,
        key,
        account
    ))
    .await
    .map(|_| ())
}

/// Whoever has or had this e-mail address.
pub async fn by_email(tx: &Tx, email: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM accounts /* removed ones, too */ WHERE email_key = $1", email)).await?;
    Ok(found.map(|(id,)| id))
}

/// The member of this handle; nobody who is only somewhere else on the site.
pub async fn member_by_handle(tx: &Tx, community: Id, handle: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT a.id FROM accounts a JOIN members m ON m.account = a.id AND m.community = $1 AND m.left_at IS NULL
             WHERE a.handle_key = $2 AND a.removed_at IS NULL AND a.system = 0",
            community,
            handle
        ))
        .await?;
    Ok(found.map(|(id,)| id))
}

record! {
    /// Somebody whom a list tells of, as they are here.
    #[derive(Clone, Debug)]
    pub struct Subject {
        pub id: Id,
        pub removed: bool,
        pub claimed: bool,
        pub email: Option<String>,
        pub headline: String,
        pub place: String,
        pub website: String,
        pub about_html: String,
        pub member: Option<Id>,
        pub left_at: Option<Time>,
    }
}

pub async fn subject(tx: &Tx, community: Id, account: Id) -> Result<Subject> {
    tx.one(sql!(
        "SELECT a.id, CASE WHEN a.removed_at IS NULL THEN 0 ELSE 1 END, a.claimed, a.email, a.headline, a.place, a.website,
           a.about_html, m.id, m.left_at
         FROM accounts a LEFT JOIN members m ON m.account = a.id AND m.community = $1 WHERE a.id = $2",
        community,
        account
    ))
    .await
}

/// Whether nobody else has a say in an account: it is in no community, and has no role in one, that `by` does not lead,
/// but for being a member of the one it is about.
pub async fn is_theirs_to_give(tx: &Tx, deed: Deed, account: Id) -> Result<bool> {
    let elsewhere: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT community FROM (
               SELECT community FROM members WHERE account = $2 AND community <> $1
               UNION SELECT community FROM grants WHERE account = $2 AND (ends_at IS NULL OR ends_at > $4)
             ) other WHERE other.community NOT IN (
               SELECT community FROM grants WHERE account = $3 AND role = 'champion' AND starts_at <= $4
               AND (ends_at IS NULL OR ends_at > $4)) LIMIT 1",
            deed.community,
            account,
            deed.by,
            deed.now
        ))
        .await?;
    let (admin,): (i64,) = tx.one(sql!("SELECT admin FROM accounts WHERE id = $1 AND removed_at IS NULL", account)).await?;
    Ok(elsewhere.is_none() && admin == 0)
}

/// As [`is_theirs_to_give`], when what was given is taken: of an administrator it always is.
pub async fn is_still_theirs(tx: &Tx, deed: Deed, account: Id) -> Result<bool> {
    let (admin,): (i64,) = tx.one(sql!("SELECT admin FROM accounts WHERE id = $1 AND removed_at IS NULL", deed.by)).await?;
    Ok(admin == 1 || is_theirs_to_give(tx, deed, account).await?)
}

/// Fills what is empty of somebody who has never signed in.
pub async fn fill(tx: &Tx, account: Id, sketch: &Sketch, email: Option<&str>) -> Result<()> {
    tx.run(sql!(
        "UPDATE accounts SET headline = CASE WHEN headline = '' THEN $2 ELSE headline END,
           place = CASE WHEN place = '' THEN $3 ELSE place END, website = CASE WHEN website = '' THEN $4 ELSE website END,
           about = CASE WHEN about_html = '' THEN $5 ELSE about END,
           about_html = CASE WHEN about_html = '' THEN $6 ELSE about_html END,
           email = CASE WHEN email IS NULL THEN $7 ELSE email END,
           email_key = CASE WHEN email IS NULL THEN $7 ELSE email_key END, rev = rev + 1 WHERE id = $1 AND claimed = 0",
        account,
        &sketch.headline,
        &sketch.place,
        &sketch.website,
        &sketch.about,
        &sketch.about_html,
        email.map(str::to_owned)
    ))
    .await
    .map(|_| ())
}

record! {
    struct Out {
        id: Id,
        joined_at: Time,
        name: String,
        handle: String,
        headline: String,
        place: String,
        website: String,
        about: String,
        email: Option<String>,
        key: Option<String>,
    }
}

/// Members as a list, in the order in which they joined, behind (time, id); and where the next ones begin. An address is
/// told only where it came by a list of this community and its owner has never signed in: then who leads knows it.
pub async fn members(tx: &Tx, community: Id, after: (i64, i64), limit: i64) -> Result<(Vec<Person>, Option<(i64, i64)>)> {
    let rows: Vec<Out> = tx
        .all(sql!(
            list "SELECT m.id, m.joined_at, a.name, a.handle, a.headline, a.place, a.website, a.about,
                    (SELECT a.email FROM brought_people b WHERE b.account = a.id AND b.community = m.community AND a.claimed = 0
                     AND b.key = 'mail:' || a.email_key LIMIT 1),
                    (SELECT b.key FROM brought_people b WHERE b.account = a.id AND b.community = m.community AND b.key LIKE 'id:%' LIMIT 1)
             FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND (m.joined_at, m.id) > ($2, $3) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY m.joined_at, m.id LIMIT $4",
            community, after.0, after.1, limit
        ))
        .await?;
    let next = rows.last().filter(|_| rows.len() as i64 == limit).map(|row| (row.joined_at.0, row.id));
    let person = |row: Out| Person {
        name: row.name,
        username: row.handle,
        title: row.headline,
        location: row.place,
        website: row.website,
        bio: row.about,
        joined_at: Some(row.joined_at.0),
        email: row.email.unwrap_or_default(),
        external_id: row.key.and_then(|key| key.strip_prefix("id:").map(str::to_owned)).unwrap_or_default(),
        ..Person::default()
    };
    Ok((rows.into_iter().map(person).collect(), next))
}
