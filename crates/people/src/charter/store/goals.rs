//! SQL of goals.

use base::{Id, Result, Time, Tx, sql};

use super::log;
use crate::charter::goal::{Goal, State, Wanted};
use crate::communities::Deed;

/// Goals of one state, the oldest first; at most `limit`.
pub async fn list(tx: &Tx, community: Id, state: State, limit: i64) -> Result<Vec<Goal>> {
    tx.all(sql!(
        list "SELECT g.id, g.state, g.title, g.detail, g.owner, COALESCE(a.handle, ''), COALESCE(a.name, ''), g.progress,
                g.due_at, g.closed_at, g.rev
              FROM charter_goals g LEFT JOIN accounts a ON a.id = g.owner
              WHERE g.community = $1 AND g.state = $2 ORDER BY g.created_at, g.id LIMIT $3",
        community, state, limit
    ))
    .await
}

/// One goal of a community.
pub async fn find(tx: &Tx, community: Id, id: Id) -> Result<Option<Goal>> {
    tx.optional(sql!(
        "SELECT g.id, g.state, g.title, g.detail, g.owner, COALESCE(a.handle, ''), COALESCE(a.name, ''), g.progress,
           g.due_at, g.closed_at, g.rev
         FROM charter_goals g LEFT JOIN accounts a ON a.id = g.owner WHERE g.id = $2 AND g.community = $1",
        community,
        id
    ))
    .await
}

/// Sets a goal; the same form once more is the same one. Its id.
pub async fn add(tx: &Tx, deed: Deed, once: &str, wanted: &Wanted) -> Result<Id> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO charter_goals (community, author, once, created_at, state, title, detail, owner, progress, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (author, once) DO NOTHING RETURNING id",
            deed.community,
            deed.by,
            once,
            deed.now,
            State::Open,
            &wanted.title,
            &wanted.detail,
            wanted.owner,
            wanted.progress,
            wanted.due_at
        ))
        .await?;
    if let Some((id,)) = made {
        log(tx, deed, "goal_added", "goal", id).await?;
        return Ok(id);
    }
    let (id,): (Id,) = tx.one(sql!("SELECT id FROM charter_goals WHERE author = $1 AND once = $2", deed.by, once)).await?;
    Ok(id)
}

/// Changes an open goal that still has revision `rev`; whether it had.
pub async fn change(tx: &Tx, deed: Deed, id: Id, rev: i64, wanted: &Wanted) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE charter_goals SET title = $3, detail = $4, owner = $5, progress = $6, due_at = $7, rev = rev + 1
             WHERE id = $2 AND community = $1 AND rev = $8 AND state = 'open'",
            deed.community,
            id,
            &wanted.title,
            &wanted.detail,
            wanted.owner,
            wanted.progress,
            wanted.due_at,
            rev
        ))
        .await?;
    if done > 0 {
        log(tx, deed, "goal_changed", "goal", id).await?;
    }
    Ok(done > 0)
}

/// Says how far an open goal is, in percent.
pub async fn progress(tx: &Tx, deed: Deed, id: Id, percent: i64) -> Result<()> {
    let done = tx
        .run(sql!(
            "UPDATE charter_goals SET progress = $3, rev = rev + 1
             WHERE id = $2 AND community = $1 AND state = 'open' AND progress <> $3",
            deed.community,
            id,
            percent
        ))
        .await?;
    if done == 0 {
        return Ok(());
    }
    log(tx, deed, "goal_progressed", "goal", id).await
}

/// Closes an open goal, or opens a closed one again.
pub async fn close(tx: &Tx, deed: Deed, id: Id, state: State) -> Result<()> {
    let closed_at: Option<Time> = (state != State::Open).then_some(deed.now);
    let done = tx
        .run(sql!(
            "UPDATE charter_goals SET state = $3, closed_at = $4, rev = rev + 1
             WHERE id = $2 AND community = $1 AND state <> $3",
            deed.community,
            id,
            state,
            closed_at
        ))
        .await?;
    let verb = match state {
        State::Open => "goal_opened",
        State::Reached => "goal_reached",
        State::Dropped => "goal_dropped",
    };
    if done == 0 { Ok(()) } else { log(tx, deed, verb, "goal", id).await }
}

/// The member of a handle.
pub async fn member(tx: &Tx, community: Id, handle: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT a.id FROM accounts a JOIN members m ON m.account = a.id AND m.community = $1 AND m.left_at IS NULL
             WHERE a.handle_key = $2 AND a.removed_at IS NULL",
            community,
            crate::folding::key(handle)
        ))
        .await?;
    Ok(found.map(|(id,)| id))
}
