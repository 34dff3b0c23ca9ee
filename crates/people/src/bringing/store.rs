//! SQL of lists on their way in, and of whom they brought.

pub mod chapters;
pub mod claims;
pub mod invited;
pub mod merging;

use base::{Id, Result, Time, Tx, record, sql};
use formats::members::Person;

use super::model::{Counts, ListKind, Sketch, Stored};
use crate::accounts::store as accounts;
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
        "SELECT id, content, position, made, joined, filled, invited, created_at, done_at FROM brought_lists
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
        "UPDATE brought_lists SET position = $2, made = made + $3, joined = joined + $4, filled = filled + $5, invited = invited + $6 WHERE id = $1",
        id,
        position,
        came.made,
        came.joined,
        came.filled,
        came.invited
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
        pub organisation: String,
        pub zone: String,
        pub languages: String,
        pub groups: String,
        pub skills: String,
        /// Whether they say that they know something.
        pub knows: bool,
        pub member: Option<Id>,
        pub left_at: Option<Time>,
    }
}

pub async fn subject(tx: &Tx, community: Id, account: Id) -> Result<Subject> {
    tx.one(sql!(
        "SELECT a.id, CASE WHEN a.removed_at IS NULL THEN 0 ELSE 1 END, a.claimed, a.email, a.headline, a.place, a.website,
           a.about_html, a.organisation, a.zone, a.languages, COALESCE(m.brought_groups, ''), COALESCE(m.skills, ''),
           CASE WHEN EXISTS (SELECT 1 FROM facets f WHERE f.account = a.id AND f.community = $1) THEN 1 ELSE 0 END, m.id, m.left_at
         FROM accounts a LEFT JOIN members m ON m.account = a.id AND m.community = $1 WHERE a.id = $2",
        community,
        account
    ))
    .await
}

/// Whether somebody is a member or was one.
pub async fn was_member(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!("SELECT id FROM members /* who left, too */ WHERE account = $2 AND community = $1", community, account))
        .await?;
    Ok(found.is_some())
}

/// Whether nobody else has a say in an account: it is in no community, and has no role in one, that `by` does not lead,
/// but for being a member of the one it is about, and of chapters of that which anybody may join.
pub async fn is_theirs_to_give(tx: &Tx, deed: Deed, account: Id) -> Result<bool> {
    let elsewhere: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT community FROM (
               SELECT m.community FROM members m JOIN communities c ON c.id = m.community
               WHERE m.account = $2 AND m.community <> $1
                 AND (c.parent IS NULL OR c.parent <> $1 OR c.visibility <> 'public' OR c.joining <> 'open')
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

/// Fills what is empty of somebody who has never signed in.
pub async fn fill(tx: &Tx, account: Id, sketch: &Sketch, email: Option<&str>) -> Result<()> {
    tx.run(sql!(
        "UPDATE accounts SET headline = CASE WHEN headline = '' THEN $2 ELSE headline END,
           place = CASE WHEN place = '' THEN $3 ELSE place END, website = CASE WHEN website = '' THEN $4 ELSE website END,
           about = CASE WHEN about_html = '' THEN $5 ELSE about END,
           about_html = CASE WHEN about_html = '' THEN $6 ELSE about_html END,
           organisation = CASE WHEN organisation = '' THEN $8 ELSE organisation END,
           zone = CASE WHEN zone = '' THEN $9 ELSE zone END, languages = CASE WHEN languages = '' THEN $10 ELSE languages END,
           email = CASE WHEN email IS NULL THEN $7 ELSE email END,
           email_key = CASE WHEN email IS NULL THEN $7 ELSE email_key END, rev = rev + 1 WHERE id = $1 AND claimed = 0",
        account,
        &sketch.headline,
        &sketch.place,
        &sketch.website,
        &sketch.about,
        &sketch.about_html,
        email.map(str::to_owned),
        &sketch.organisation,
        &sketch.zone,
        &sketch.languages
    ))
    .await?;
    accounts::find_by(tx, account).await
}

/// Keeps the groups that a list names, when none are kept.
pub async fn keep_groups(tx: &Tx, community: Id, account: Id, groups: &[String]) -> Result<()> {
    tx.run(sql!(
        "UPDATE members SET brought_groups = $3 WHERE account = $2 AND community = $1 AND left_at IS NULL AND brought_groups = ''",
        community,
        account,
        groups.join("\n")
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
        organisation: String,
        zone: String,
        languages: String,
        skills: String,
        groups: String,
        account: Id,
        email: Option<String>,
        key: Option<String>,
        chapter: Option<String>,
    }
}

/// Members as a list, in the order in which they joined, behind (time, id); and where the next ones begin. An address is
/// told only where it came by a list of this community and its owner has never signed in: then who leads knows it.
pub async fn members(tx: &Tx, community: Id, after: (i64, i64), limit: i64) -> Result<(Vec<Person>, Option<(i64, i64)>)> {
    let rows: Vec<Out> = tx
        .all(sql!(
            list "SELECT m.id, m.joined_at, a.name, a.handle, a.headline, a.place, a.website, a.about, a.organisation, a.zone,
                    a.languages, CASE WHEN m.unlisted = 1 THEN '' ELSE m.skills END, m.brought_groups, a.id,
                    (SELECT a.email FROM brought_people b WHERE b.account = a.id AND b.community = m.community AND a.claimed = 0
                     AND b.key = 'mail:' || a.email_key LIMIT 1),
                    (SELECT b.key FROM brought_people b WHERE b.account = a.id AND b.community = m.community AND b.key LIKE 'id:%' LIMIT 1),
                    (SELECT MIN(c.name) FROM members x JOIN communities c ON c.id = x.community
                     WHERE x.account = a.id AND c.parent = m.community AND c.visibility = 'public' AND c.removed_at IS NULL AND x.left_at IS NULL)
             FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND (m.joined_at, m.id) > ($2, $3) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY m.joined_at, m.id LIMIT $4",
            community, after.0, after.1, limit
        ))
        .await?;
    let next = rows.last().filter(|_| rows.len() as i64 == limit).map(|row| (row.joined_at.0, row.id));
    let ids: Vec<Id> = rows.iter().map(|row| row.account).collect();
    let known = areas_known(tx, community, &ids).await?;
    let person = |row: Out| Person {
        name: row.name,
        username: row.handle,
        title: row.headline,
        location: row.place,
        website: row.website,
        bio: row.about,
        joined_at: Some(row.joined_at.0),
        email: row.email.unwrap_or_default(),
        organisation: row.organisation,
        timezone: row.zone,
        language: row.languages.replace(',', ", "),
        skills: {
            let areas = known.iter().filter(|(account, _)| *account == row.account).map(|(_, name)| name.as_str());
            areas.chain(row.skills.split(", ").filter(|word| !word.is_empty())).map(str::to_owned).collect()
        },
        groups: row.groups.lines().map(str::to_owned).collect(),
        chapter: row.chapter.unwrap_or_default(),
        external_id: row.key.and_then(|key| key.strip_prefix("id:").map(str::to_owned)).unwrap_or_default(),
        ..Person::default()
    };
    Ok((rows.into_iter().map(person).collect(), next))
}

/// Account and area of those who say that they know an area.
async fn areas_known(tx: &Tx, community: Id, accounts: &[Id]) -> Result<Vec<(Id, String)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT f.account, r.name FROM areas r JOIN facets f ON f.community = r.community AND f.facet = 'knows:' || CAST(r.id AS TEXT)
         WHERE r.community = $1 AND f.account IN (#2) ORDER BY r.position, r.id",
        community,
        accounts
    ))
    .await
}
