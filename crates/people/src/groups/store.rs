//! SQL of working groups.

use base::{Id, Result, Time, Tx, activity, sql};

pub use super::model::{Group, State, Wanted};
use crate::communities::model::AudienceKind;
use crate::communities::{Deed, store as communities};
use crate::inbox::{GROUP, GROUP_DUE, store as inbox};

macro_rules! groups {
    ($rest:literal) => {
        concat!(
            "SELECT w.id, w.community, w.name, w.slug, w.goal, w.lead, COALESCE(a.handle, ''), COALESCE(a.name, ''), w.closed, w.audience,
               w.created_at, w.ends_at, w.ended_at, w.result, w.told, w.people, w.rev
             FROM groups w LEFT JOIN accounts a ON a.id = w.lead ",
            $rest
        )
    };
}

/// Founds a group, led by who founds it; the same form once more is the same one. Its id.
pub async fn start(tx: &Tx, deed: Deed, once: &str, wanted: &Wanted, closed: bool) -> Result<Id> {
    let own = communities::audience(tx, deed.community).await?;
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO groups (community, name, slug, goal, founder, once, lead, closed, audience, created_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9, $10) ON CONFLICT (founder, once) DO NOTHING RETURNING id",
            deed.community,
            &wanted.name,
            &wanted.slug,
            &wanted.goal,
            deed.by,
            once,
            closed,
            own,
            deed.now,
            wanted.ends_at
        ))
        .await?;
    let Some((id,)) = made else {
        let (id,): (Id,) = tx.one(sql!("SELECT id FROM groups WHERE founder = $1 AND once = $2", deed.by, once)).await?;
        return Ok(id);
    };
    let mut audience = own;
    if closed {
        audience = communities::make_audience(tx, deed.community, AudienceKind::Group, id).await?;
        tx.run(sql!("UPDATE groups SET audience = $2 WHERE id = $1", id, audience)).await?;
    }
    enter(tx, id, deed.by, deed.now).await?;
    log(tx, deed, audience, "group_started", id).await?;
    communities::bump(tx, deed.community).await?;
    Ok(id)
}

/// A group of a community.
pub async fn find(tx: &Tx, community: Id, id: Id) -> Result<Option<Group>> {
    tx.optional(sql!(@ base::db::Purpose::Plain, groups!("WHERE w.id = $2 AND w.community = $1"), community, id)).await
}

/// A group, held until the transaction ends: who changes it comes one after the other.
pub async fn hold(tx: &Tx, community: Id, id: Id) -> Result<Option<Group>> {
    tx.run(sql!("UPDATE groups SET rev = rev WHERE id = $2 AND community = $1", community, id)).await?;
    find(tx, community, id).await
}

/// Groups at work, the newest first, behind `after` (time, id); those that talk among themselves only for who belongs here.
pub async fn at_work(tx: &Tx, community: Id, belongs: bool, after: (i64, i64), limit: i64) -> Result<Vec<Group>> {
    let query = sql!(
        list groups!("WHERE w.community = $1 AND w.ended_at IS NULL AND (w.created_at, w.id) < ($2, $3) {open| AND w.closed = 0}
                      ORDER BY w.created_at DESC, w.id DESC LIMIT $4"),
        community, after.0, after.1, limit
    );
    tx.all(query.when("open", !belongs)).await
}

/// Groups that have ended, lately first, as [`at_work`].
pub async fn ended(tx: &Tx, community: Id, belongs: bool, after: (i64, i64), limit: i64) -> Result<Vec<Group>> {
    let query = sql!(
        list groups!("WHERE w.community = $1 AND w.ended_at IS NOT NULL AND (w.ended_at, w.id) < ($2, $3) {open| AND w.closed = 0}
                      ORDER BY w.ended_at DESC, w.id DESC LIMIT $4"),
        community, after.0, after.1, limit
    );
    tx.all(query.when("open", !belongs)).await
}

/// Groups at work that somebody is in, by name; as many as one can be in with a good heart.
pub async fn of_account(tx: &Tx, community: Id, account: Id) -> Result<Vec<Group>> {
    let mut found: Vec<Group> = tx
        .all(sql!(
            @ base::db::Purpose::Plain,
            groups!("WHERE w.id IN (SELECT group_id FROM group_members WHERE account = $2 AND state = 'in')
                     AND w.community = $1 AND w.ended_at IS NULL LIMIT 100"),
            community,
            account
        ))
        .await?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// Groups that somebody is or was in to their end, the newest first; those that talk among themselves only where `closed`.
pub async fn of_person(tx: &Tx, community: Id, account: Id, closed: bool) -> Result<Vec<Group>> {
    let mut found: Vec<Group> = tx
        .all(sql!(
            @ base::db::Purpose::Plain,
            groups!("WHERE w.id IN (SELECT group_id FROM group_members WHERE account = $2 AND state = 'in') AND w.community = $1 LIMIT 100"),
            community,
            account
        ))
        .await?;
    found.retain(|group| closed || !group.closed);
    found.sort_by_key(|group| std::cmp::Reverse((group.created_at, group.id)));
    Ok(found)
}

/// Ids of all groups of a community that somebody is in, ended ones, too.
pub async fn ids_of(tx: &Tx, community: Id, account: Id) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT w.id FROM group_members p JOIN groups w ON w.id = p.group_id
             WHERE p.account = $2 AND p.state = 'in' AND w.community = $1",
            community,
            account
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Where groups stand: id, their community's slug, name.
pub async fn places(tx: &Tx, ids: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT w.id, c.slug, w.name FROM groups w JOIN communities c ON c.id = w.community WHERE w.id IN (#1) AND c.removed_at IS NULL",
        ids
    ))
    .await
}

/// How somebody stands to a group; `None` when they never did.
pub async fn state(tx: &Tx, group: Id, account: Id) -> Result<Option<State>> {
    let found: Option<(State,)> =
        tx.optional(sql!("SELECT state FROM group_members WHERE group_id = $1 AND account = $2", group, account)).await?;
    Ok(found.map(|(state,)| state))
}

/// Who is in a group, the first first: handle and name; those of one state.
pub async fn people(tx: &Tx, group: Id, state: State, limit: i64) -> Result<Vec<(Id, String, String)>> {
    tx.all(sql!(
        list "SELECT a.id, a.handle, a.name FROM group_members p JOIN accounts a ON a.id = p.account
              WHERE p.group_id = $1 AND p.state = $2 AND a.removed_at IS NULL ORDER BY p.at, p.account LIMIT $3",
        group, state, limit
    ))
    .await
}

/// Puts somebody in; whether they were not.
async fn enter(tx: &Tx, group: Id, account: Id, now: Time) -> Result<bool> {
    let came = tx
        .run(sql!(
            "INSERT INTO group_members (group_id, account, state, at) VALUES ($1, $2, 'in', $3)
             ON CONFLICT (group_id, account) DO UPDATE SET state = 'in', at = excluded.at WHERE group_members.state <> 'in'",
            group,
            account,
            now
        ))
        .await?;
    if came > 0 {
        tx.run(sql!("UPDATE groups SET people = people + 1 WHERE id = $1", group)).await?;
    }
    Ok(came > 0)
}

/// Joins a group; being in it already changes nothing. A group that nobody leads is led by who comes.
pub async fn join(tx: &Tx, deed: Deed, group: &Group) -> Result<()> {
    if !enter(tx, group.id, deed.by, deed.now).await? {
        return Ok(());
    }
    inbox::done(tx, deed.by, GROUP, group.id).await?;
    tx.run(sql!("UPDATE groups SET lead = $2, rev = rev + 1 WHERE id = $1 AND lead = 0", group.id, deed.by)).await?;
    log(tx, deed, group.audience, "group_joined", group.id).await
}

/// Asks somebody in; who is in or was asked before is left alone. Whether they were asked now.
pub async fn ask(tx: &Tx, deed: Deed, group: &Group, account: Id) -> Result<bool> {
    let asked = tx
        .run(sql!(
            "INSERT INTO group_members (group_id, account, state, asked_by, at) VALUES ($1, $2, 'asked', $3, $4)
             ON CONFLICT (group_id, account) DO UPDATE SET state = 'asked', asked_by = excluded.asked_by, at = excluded.at
             WHERE group_members.state = 'left'",
            group.id,
            account,
            deed.by,
            deed.now
        ))
        .await?;
    if asked > 0 {
        inbox::put(tx, account, GROUP, group.id, deed.now).await?;
        log(tx, deed, group.audience, "group_asked", group.id).await?;
    }
    Ok(asked > 0)
}

/// Leaves a group, or says no to being asked. When its lead goes, who has been in it longest leads.
pub async fn leave(tx: &Tx, deed: Deed, group: &Group) -> Result<()> {
    let was = state(tx, group.id, deed.by).await?;
    if !matches!(was, Some(State::In | State::Asked)) {
        return Ok(());
    }
    tx.run(sql!(
        "UPDATE group_members SET state = 'left', at = $3 WHERE group_id = $1 AND account = $2",
        group.id,
        deed.by,
        deed.now
    ))
    .await?;
    inbox::done(tx, deed.by, GROUP, group.id).await?;
    if was != Some(State::In) {
        return Ok(());
    }
    tx.run(sql!("UPDATE groups SET people = people - 1 WHERE id = $1", group.id)).await?;
    if group.lead == deed.by {
        let next = people(tx, group.id, State::In, 1).await?.first().map_or(0, |(id, _, _)| *id);
        set_lead(tx, group, next).await?;
    }
    log(tx, deed, group.audience, "group_left", group.id).await
}

/// Leaves all groups of a community: who is no member is in none.
pub async fn leave_all(tx: &Tx, community: Id, account: Id, now: Time) -> Result<()> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT w.id FROM group_members p JOIN groups w ON w.id = p.group_id
             WHERE p.account = $2 AND p.state IN ('in', 'asked') AND w.community = $1",
            community,
            account
        ))
        .await?;
    for (id,) in ids {
        if let Some(group) = hold(tx, community, id).await? {
            leave(tx, Deed { community, by: account, now }, &group).await?;
        }
    }
    Ok(())
}

/// Changes a group that still has revision `rev`; whether it had. Another end date is told of again.
pub async fn change(tx: &Tx, deed: Deed, group: &Group, rev: i64, wanted: &Wanted) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE groups SET name = $2, slug = $3, goal = $4, ends_at = $5, rev = rev + 1,
               reminded = CASE WHEN COALESCE(ends_at, 0) = COALESCE(CAST($5 AS BIGINT), 0) THEN reminded ELSE 0 END
             WHERE id = $1 AND rev = $6",
            group.id,
            &wanted.name,
            &wanted.slug,
            &wanted.goal,
            wanted.ends_at,
            rev
        ))
        .await?;
    if done > 0 {
        if group.ends_at != wanted.ends_at {
            inbox::settle(tx, GROUP_DUE, group.id).await?;
        }
        log(tx, deed, group.audience, "group_changed", group.id).await?;
        communities::bump(tx, deed.community).await?;
    }
    Ok(done > 0)
}

/// Says who leads (0 for nobody); what waited for who led before waits no longer.
pub async fn set_lead(tx: &Tx, group: &Group, account: Id) -> Result<()> {
    tx.run(sql!("UPDATE groups SET lead = $2, rev = rev + 1 WHERE id = $1", group.id, account)).await?;
    inbox::done(tx, group.lead, GROUP_DUE, group.id).await
}

/// Ends a group with what came of it.
pub async fn end(tx: &Tx, deed: Deed, group: &Group, result: &str) -> Result<()> {
    tx.run(sql!("UPDATE groups SET ended_at = $2, result = $3, rev = rev + 1 WHERE id = $1", group.id, deed.now, result)).await?;
    for kind in [GROUP, GROUP_DUE] {
        inbox::settle(tx, kind, group.id).await?;
    }
    log(tx, deed, group.audience, "group_ended", group.id).await?;
    communities::bump(tx, deed.community).await
}

/// Takes an ended group up again; its result stays to be written on.
pub async fn reopen(tx: &Tx, deed: Deed, group: &Group) -> Result<()> {
    let ends_at = group.ends_at.filter(|end| *end > deed.now);
    tx.run(sql!("UPDATE groups SET ended_at = NULL, ends_at = $2, reminded = 0, rev = rev + 1 WHERE id = $1", group.id, ends_at))
        .await?;
    log(tx, deed, group.audience, "group_reopened", group.id).await?;
    communities::bump(tx, deed.community).await
}

/// Notes which thread tells the community of the result.
pub async fn set_told(tx: &Tx, deed: Deed, group: &Group, thread: Id) -> Result<()> {
    tx.run(sql!("UPDATE groups SET told = $2, rev = rev + 1 WHERE id = $1", group.id, thread)).await?;
    log(tx, deed, group.audience, "group_told", group.id).await
}

/// Groups whose day has come and whose lead was not told yet: id, community and lead (0 for nobody); at most `limit`.
pub async fn due(tx: &Tx, now: Time, limit: i64) -> Result<Vec<(Id, Id, Id)>> {
    tx.all(sql!(
        list "SELECT id, community, lead FROM groups WHERE ended_at IS NULL AND reminded = 0 AND ends_at <= $1
              ORDER BY ends_at, id LIMIT $2",
        now, limit
    ))
    .await
}

/// Marks that somebody was told that a group's day has come.
pub async fn set_reminded(tx: &Tx, group: Id) -> Result<()> {
    tx.run(sql!("UPDATE groups SET reminded = 1 WHERE id = $1", group)).await.map(|_| ())
}

async fn log(tx: &Tx, deed: Deed, audience: Id, verb: &'static str, group: Id) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: Some(audience),
        actor: Some(deed.by),
        verb,
        kind: "group",
        object: group,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}
