//! SQL of members.

use base::{Db, Id, Result, Time, Tx, activity, codes, record, sql};
use search::{Document, Kind, Language};

use crate::groups::store as groups;

/// Members of whom it is counted who has come.
const COUNTED: i64 = 1000;

codes! {
    /// Orders of the directory.
    pub enum Sort { Active = "active", New = "new", Helpful = "helpful" }
}

record! {
    /// A member in a list.
    #[derive(Clone, Debug)]
    pub struct Member {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub place: String,
        pub joined_at: Time,
        pub active_at: Time,
        pub questions: i64,
        pub answers: i64,
        pub accepted: i64,
        /// Whether they signed in, or wrote something: who was brought by a list and did neither is expected.
        pub came: bool,
    }
}

impl Member {
    pub fn face(&self) -> web::Face {
        web::Face { handle: self.handle.clone(), name: self.name.clone() }
    }

    /// The sort keys that a cursor holds.
    pub fn keys(&self, sort: Sort) -> Vec<i64> {
        match sort {
            Sort::Active => vec![self.active_at.0, 0, self.id],
            Sort::New => vec![self.joined_at.0, 0, self.id],
            Sort::Helpful => vec![self.accepted, self.answers, self.id],
        }
    }
}

record! {
    /// What a member gave to one community.
    #[derive(Clone, Debug)]
    pub struct Standing {
        pub id: Id,
        pub joined_at: Time,
        pub active_at: Time,
        pub questions: i64,
        pub answers: i64,
        pub accepted: i64,
        pub posts: i64,
    }
}

pub async fn is_member(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(i64,)> = tx
        .optional(sql!("SELECT id FROM members WHERE account = $2 AND community = $1 AND left_at IS NULL", community, account))
        .await?;
    Ok(found.is_some())
}

/// Makes somebody a member; being one already changes nothing. `None` then. Who left and comes back by themselves is the
/// member that they were; an import brings nobody back.
pub async fn join(tx: &Tx, community: Id, account: Id, at: Time, origin: activity::Origin, now: Time) -> Result<Option<Id>> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO members (community, account, joined_at, active_at) VALUES ($1, $2, $3, $3)
             ON CONFLICT (account, community) DO NOTHING RETURNING id",
            community,
            account,
            at
        ))
        .await?;
    let made = match made {
        None if origin == activity::Origin::Lived => come_back(tx, community, account, at).await?,
        made => made,
    };
    let Some((id,)) = made else { return Ok(None) };
    tx.run(sql!("UPDATE communities SET members = members + 1, rev = rev + 1 WHERE id = $1", community)).await?;
    let entry = activity::Entry { at, origin, ..entry("joined", community, account, id, now) };
    activity::record(tx, entry).await?;
    Ok(Some(id))
}

async fn come_back(tx: &Tx, community: Id, account: Id, at: Time) -> Result<Option<(Id,)>> {
    tx.optional(sql!(
        "UPDATE members SET left_at = NULL, active_at = $3 WHERE account = $2 AND community = $1 AND left_at IS NOT NULL
         RETURNING id",
        community,
        account,
        at
    ))
    .await
}

/// Ends a membership; what somebody gave stays. `None` when they were no member.
pub async fn leave(tx: &Tx, community: Id, account: Id, now: Time) -> Result<Option<Id>> {
    let left: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE members SET left_at = $3 WHERE account = $2 AND community = $1 AND left_at IS NULL RETURNING id",
            community,
            account,
            now
        ))
        .await?;
    let Some((id,)) = left else { return Ok(None) };
    tx.run(sql!("UPDATE communities SET members = members - 1, rev = rev + 1 WHERE id = $1", community)).await?;
    groups::leave_all(tx, community, account, now).await?;
    activity::record(tx, entry("left", community, account, id, now)).await?;
    Ok(Some(id))
}

/// Notes in every community of theirs that somebody describes themselves differently, for whatever shows or finds them.
pub async fn changed(tx: &Tx, account: Id, now: Time) -> Result<()> {
    let memberships: Vec<(Id, Id)> =
        tx.all(sql!("SELECT id, community FROM members WHERE account = $1 AND left_at IS NULL", account)).await?;
    for (id, community) in memberships {
        activity::record(tx, entry("profile_changed", community, account, id, now)).await?;
    }
    Ok(())
}

/// Notes that a member says something else of themselves here.
pub async fn note(tx: &Tx, verb: &'static str, community: Id, account: Id, member: Id, now: Time) -> Result<()> {
    activity::record(tx, entry(verb, community, account, member, now)).await
}

fn entry(verb: &'static str, community: Id, account: Id, member: Id, now: Time) -> activity::Entry {
    activity::Entry {
        at: now,
        recorded_at: now,
        origin: activity::Origin::Lived,
        community: Some(community),
        audience: None,
        actor: Some(account),
        verb,
        kind: "member",
        object: member,
        payload: String::new(),
    }
}

/// Counts something that a member did; the number of their posts since then (0 for who is no member).
pub async fn count(tx: &Tx, community: Id, account: Id, gave: Gave, active_at: Time) -> Result<i64> {
    let posts: Option<(i64,)> = tx
        .optional(sql!(
            "UPDATE members SET questions = questions + $3, answers = answers + $4, accepted = accepted + $5, posts = posts + $6,
           active_at = CASE WHEN active_at < $7 THEN $7 ELSE active_at END
         WHERE account = $2 AND community = $1 RETURNING posts",
            community,
            account,
            gave.questions,
            gave.answers,
            gave.accepted,
            gave.posts,
            active_at
        ))
        .await?;
    Ok(posts.map_or(0, |(posts,)| posts))
}

/// Differences to a member's counters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gave {
    pub questions: i64,
    pub answers: i64,
    pub accepted: i64,
    pub posts: i64,
}

pub async fn standing(tx: &Tx, community: Id, account: Id) -> Result<Option<Standing>> {
    tx.optional(sql!(
        "SELECT id, joined_at, active_at, questions, answers, accepted, posts FROM members
         WHERE account = $2 AND community = $1 AND left_at IS NULL",
        community,
        account
    ))
    .await
}

/// A page of members who were read whole: those behind `after` in the order of `sort`; and whether there are more.
pub fn page_of(mut members: Vec<Member>, sort: Sort, after: Option<&[i64]>, limit: usize) -> (Vec<Member>, bool) {
    members.sort_by_key(|member| std::cmp::Reverse(member.keys(sort)));
    members.retain(|member| after.is_none_or(|after| member.keys(sort).as_slice() < after));
    let more = members.len() > limit;
    members.truncate(limit);
    (members, more)
}

/// A page of the directory. `after` are the sort keys of the last member shown.
pub async fn page(tx: &Tx, community: Id, sort: Sort, after: Option<&[i64]>, limit: i64) -> Result<Vec<Member>> {
    let [one, two, id] = after.and_then(|keys| keys.try_into().ok()).unwrap_or([i64::MAX, i64::MAX, i64::MAX]);
    let query = match sort {
        Sort::Active => sql!(
            list "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted,
               CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END
             FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND (m.active_at, m.id) < ($2, $3) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY m.active_at DESC, m.id DESC LIMIT $4",
            community, one, id, limit
        ),
        Sort::New => sql!(
            list "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted,
               CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END
             FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND (m.joined_at, m.id) < ($2, $3) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY m.joined_at DESC, m.id DESC LIMIT $4",
            community, one, id, limit
        ),
        Sort::Helpful => sql!(
            list "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted,
               CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END
             FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND (m.accepted, m.answers, m.id) < ($2, $3, $4) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY m.accepted DESC, m.answers DESC, m.id DESC LIMIT $5",
            community, one, two, id, limit
        ),
    };
    tx.all(query).await
}

/// How many members have come, counted up to [`COUNTED`] of them; in a larger community nobody waits for the few who have not.
pub async fn came(tx: &Tx, community: Id, members: i64) -> Result<i64> {
    if members > COUNTED {
        return Ok(members);
    }
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM members m JOIN accounts a ON a.id = m.account
             WHERE m.community = $1 AND m.left_at IS NULL AND (a.claimed = 1 OR m.posts > 0)",
            community
        ))
        .await?;
    Ok(count)
}

record! {
    struct Found {
        id: Id,
        account: Id,
        community: Id,
        audience: Id,
        joined_at: i64,
        language: String,
        name: String,
        handle: String,
        headline: String,
        place: String,
    }
}

/// Search documents of members.
pub async fn documents(db: &Db, ids: Vec<Id>) -> Result<Vec<Document>> {
    let found: Vec<Found> = db
        .all(sql!(
            "SELECT m.id, m.account, m.community, u.id, m.joined_at, c.language, a.name, a.handle, a.headline, a.place
             FROM members m JOIN accounts a ON a.id = m.account JOIN communities c ON c.id = m.community
             JOIN audiences u ON u.community = m.community AND u.kind = 'community' AND u.object = 0
             WHERE m.id IN (#1) AND m.left_at IS NULL AND a.removed_at IS NULL AND a.system = 0",
            ids
        ))
        .await?;
    Ok(found.into_iter().map(document).collect())
}

fn document(found: Found) -> Document {
    Document {
        kind: Kind::Person,
        id: found.id,
        thread: 0,
        community: found.community,
        audience: found.audience,
        author: found.account,
        area: 0,
        tags: Vec::new(),
        is: Vec::new(),
        created_at: found.joined_at,
        language: Language::from_code(&found.language),
        title: format!("{} {}", found.name, found.handle),
        body: format!("{} {}", found.headline, found.place),
    }
}

pub async fn ids(db: &Db, after: Id, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = db.all(sql!(list "SELECT id FROM members WHERE id > $1 ORDER BY id LIMIT $2", after, limit)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

record! {
    /// A member as a search hit.
    #[derive(Clone, Debug)]
    pub struct Hit {
        pub id: Id,
        pub account: Id,
        pub slug: String,
        pub community: String,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub audience: Id,
    }
}

/// Members that the index found, as they are now.
pub async fn hits(tx: &Tx, ids: &[Id]) -> Result<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT m.id, m.account, c.slug, c.name, a.handle, a.name, a.headline, u.id
         FROM members m JOIN accounts a ON a.id = m.account JOIN communities c ON c.id = m.community
         JOIN audiences u ON u.community = m.community AND u.kind = 'community' AND u.object = 0
         WHERE m.id IN (#1) AND m.left_at IS NULL AND a.removed_at IS NULL",
        ids
    ))
    .await
}

record! {
    /// A membership by its name.
    #[derive(Clone, Debug)]
    pub struct Named {
        pub id: Id,
        pub community: Id,
        pub handle: String,
        pub name: String,
    }
}

/// Memberships by their ids, of who is there still.
pub async fn named(tx: &Tx, ids: &[Id]) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT m.id, m.community, a.handle, a.name FROM members m JOIN accounts a ON a.id = m.account
         WHERE m.id IN (#1) AND m.left_at IS NULL AND a.removed_at IS NULL",
        ids
    ))
    .await
}
