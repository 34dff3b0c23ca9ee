//! Cases and their flags.

use base::{Error, Id, Result, Time, Tx, sql};

use super::note;
use crate::communities::{Deed, store as communities};
use crate::inbox::{FLAGGED, MODERATED, store as inbox};
use crate::moderation::model::{Case, Cause, Flag, KNOWN, Reason};

macro_rules! cases {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.community, k.kind, k.object, k.author, a.handle, a.name, k.cause, k.opened_at, k.rank, k.waiting, k.flags,
               k.hidden, k.claimed_by, COALESCE(b.name, ''), k.decided_at, k.decided_by, COALESCE(d.name, ''), k.decision,
               k.content, k.person, k.ends_at, k.reason, k.appeal, k.appealed_at, k.answered_at, k.answer, k.upheld
             FROM cases k JOIN accounts a ON a.id = k.author LEFT JOIN accounts b ON b.id = k.claimed_by
             LEFT JOIN accounts d ON d.id = k.decided_by ",
            $rest
        )
    };
}

/// Opens a case about a thing, or finds the one that is open; its id, and whether it is new.
pub async fn open(tx: &Tx, community: Id, thing: (&str, Id, Id), cause: Cause, now: Time) -> Result<(Id, bool)> {
    let (kind, object, author) = thing;
    let made = tx
        .run(sql!(
            "INSERT INTO cases (community, kind, object, author, cause, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (community, kind, object) WHERE decided_at IS NULL DO NOTHING",
            community,
            kind,
            object,
            author,
            cause,
            now
        ))
        .await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "UPDATE cases SET flags = flags WHERE community = $1 AND kind = $2 AND object = $3 AND decided_at IS NULL RETURNING id",
            community,
            kind,
            object
        ))
        .await?;
    if made > 0 {
        for account in communities::moderators(tx, community, now).await? {
            if account != author {
                inbox::put(tx, account, FLAGGED, community, now).await?;
            }
        }
    }
    Ok((id, made > 0))
}

/// Adds somebody's flag; `false` when they had set one already.
pub async fn flag(tx: &Tx, deed: Deed, case: Id, reason: Reason, words: &str, trusted: bool) -> Result<bool> {
    let made = tx
        .run(sql!(
            "INSERT INTO flags (case_id, account, reason, words, trusted, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (case_id, account) DO NOTHING",
            case,
            deed.by,
            reason,
            words,
            trusted,
            deed.now
        ))
        .await?;
    if made > 0 {
        tx.run(sql!("UPDATE cases SET flags = flags + 1 WHERE id = $1", case)).await?;
        note(tx, deed, "flagged", "case", case).await?;
    }
    Ok(made > 0)
}

/// Flags of members who are known here.
pub async fn trusted_flags(tx: &Tx, case: Id) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM flags WHERE case_id = $1 AND trusted = 1", case)).await?;
    Ok(count)
}

/// Flags that somebody set since.
pub async fn flags_since(tx: &Tx, account: Id, since: Time) -> Result<i64> {
    let (count,): (i64,) =
        tx.one(sql!("SELECT COUNT(*) FROM flags WHERE account = $1 AND created_at > $2", account, since)).await?;
    Ok(count)
}

/// Whether somebody is known in a community: long enough there, and heard.
pub async fn is_known(tx: &Tx, community: Id, account: Id, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM members WHERE account = $2 AND community = $1 AND left_at IS NULL AND joined_at <= $3 AND posts >= $4",
            community,
            account,
            now.plus(-KNOWN.0),
            KNOWN.1
        ))
        .await?;
    Ok(found.is_some())
}

/// Notes that the thing of a case is out of sight, and that the case goes first.
pub async fn set_hidden(tx: &Tx, case: Id, hidden: bool) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET hidden = $2, rank = CASE WHEN CAST($2 AS BIGINT) = 1 THEN 0 ELSE rank END WHERE id = $1",
        case,
        hidden
    ))
    .await
    .map(|_| ())
}

/// Remembers what a decision put out of sight.
pub async fn keep_thing(tx: &Tx, case: Id, kind: &str, object: Id) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO case_things (case_id, kind, object) VALUES ($1, $2, $3) ON CONFLICT (case_id, kind, object) DO NOTHING",
        case,
        kind,
        object
    ))
    .await
    .map(|_| ())
}

/// What a decision put out of sight.
pub async fn things(tx: &Tx, case: Id) -> Result<Vec<(String, Id)>> {
    tx.all(sql!("SELECT kind, object FROM case_things WHERE case_id = $1", case)).await
}

pub async fn forget_things(tx: &Tx, case: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM case_things WHERE case_id = $1", case)).await.map(|_| ())
}

/// A case of a community.
pub async fn case(tx: &Tx, community: Id, id: Id) -> Result<Case> {
    tx.one(sql!(list cases!("WHERE k.id = $1 AND k.community = $2"), id, community)).await
}

/// Locks a case of a community, then reads it.
pub async fn held(tx: &Tx, community: Id, id: Id) -> Result<Case> {
    if tx.run(sql!("UPDATE cases SET flags = flags WHERE id = $1 AND community = $2", id, community)).await? == 0 {
        return Err(Error::NotFound);
    }
    case(tx, community, id).await
}

/// A decided case, for its author, with the community's slug and name.
pub async fn of_author(tx: &Tx, author: Id, id: Id) -> Result<Case> {
    tx.one(sql!(list cases!("WHERE k.id = $1 AND (k.author = $2 OR k.author IN (SELECT veil FROM veils WHERE account = $2))"), id, author)).await
}

/// Cases about things of somebody that are out of sight until they are decided.
pub async fn held_of(tx: &Tx, community: Id, author: Id) -> Result<Vec<Case>> {
    tx.all(sql!(
        list cases!("WHERE (k.author = $1 OR k.author IN (SELECT veil FROM veils WHERE account = $1)) AND k.community = $2
              AND k.hidden = 1 AND k.decided_at IS NULL LIMIT 20"),
        author, community
    ))
    .await
}

/// Communities of cases of an author: case, slug and name of each.
pub async fn places(tx: &Tx, author: Id, ids: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT k.id, c.slug, c.name FROM cases k JOIN communities c ON c.id = k.community WHERE k.id IN (#1)
           AND (k.author = $2 OR k.author IN (SELECT veil FROM veils WHERE account = $2))
           AND (k.hidden = 1 OR k.decided_at IS NOT NULL)",
        ids,
        author
    ))
    .await
}

/// Cases that wait, those to be looked at first first, behind (rank, time, id).
pub async fn waiting(tx: &Tx, community: Id, after: [i64; 3], limit: i64) -> Result<Vec<Case>> {
    tx.all(sql!(
        list cases!("WHERE k.community = $1 AND k.waiting = 1 AND (k.rank, k.opened_at, k.id) > ($2, $3, $4)
              ORDER BY k.rank, k.opened_at, k.id LIMIT $5"),
        community, after[0], after[1], after[2], limit
    ))
    .await
}

/// Cases that were decided, the latest first, behind (time, id).
pub async fn decided(tx: &Tx, community: Id, after: [i64; 2], limit: i64) -> Result<Vec<Case>> {
    tx.all(sql!(
        list cases!("WHERE k.community = $1 AND k.waiting = 0 AND (k.decided_at, k.id) < ($2, $3)
              ORDER BY k.decided_at DESC, k.id DESC LIMIT $4"),
        community, after[0], after[1], limit
    ))
    .await
}

/// Whether anything waits for the moderators.
pub async fn is_any_waiting(tx: &Tx, community: Id) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM cases WHERE community = $1 AND waiting = 1 LIMIT 1", community)).await?;
    Ok(found.is_some())
}

/// Flags of a case, the first first: at most 50.
pub async fn flags(tx: &Tx, case: Id) -> Result<Vec<Flag>> {
    tx.all(sql!(
        "SELECT a.handle, a.name, f.reason, f.words, f.created_at FROM flags f JOIN accounts a ON a.id = f.account
         WHERE f.case_id = $1 ORDER BY f.id LIMIT 50",
        case
    ))
    .await
}

/// Reasons of the flags of several cases, each once.
pub async fn reasons(tx: &Tx, cases: &[Id]) -> Result<Vec<(Id, Reason)>> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT DISTINCT case_id, reason FROM flags WHERE case_id IN (#1)", cases)).await
}

/// Says who is on a case; 0 for nobody.
pub async fn claim(tx: &Tx, community: Id, id: Id, account: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET claimed_by = $3, claimed_at = $4 WHERE id = $1 AND community = $2 AND waiting = 1",
        id,
        community,
        account,
        now
    ))
    .await
    .map(|_| ())
}

/// Writes a decision down. Nothing waits any more.
pub async fn decide(tx: &Tx, deed: Deed, case: &Case) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET waiting = 0, decided_at = $2, decided_by = $3, decision = $4, content = $5, person = $6, ends_at = $7,
           reason = $8, hidden = $9 WHERE id = $1",
        case.id,
        deed.now,
        deed.by,
        &case.decision,
        &case.content,
        &case.person,
        case.ends_at,
        &case.reason,
        case.hidden
    ))
    .await?;
    note(tx, deed, "case_decided", "case", case.id).await?;
    settle(tx, deed.community).await
}

/// Takes a decision back: the case waits again, unless the thing has another one meanwhile.
pub async fn undo(tx: &Tx, deed: Deed, case: &Case) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET hidden = 0, decision = 'undone', appealed_at = NULL, appeal = '', answered_at = NULL, answer = '',
           waiting = CASE WHEN EXISTS (SELECT 1 FROM cases o WHERE o.community = $2 AND o.kind = $3 AND o.object = $4
             AND o.decided_at IS NULL) THEN 0 ELSE 1 END,
           decided_at = CASE WHEN EXISTS (SELECT 1 FROM cases o WHERE o.community = $2 AND o.kind = $3 AND o.object = $4
             AND o.decided_at IS NULL) THEN decided_at ELSE NULL END
         WHERE id = $1",
        case.id,
        case.community,
        &case.kind,
        case.object
    ))
    .await?;
    inbox::settle(tx, MODERATED, case.id).await?;
    note(tx, deed, "case_undone", "case", case.id).await
}

/// The author asks for another look. The log says it of whom the case names: of nobody, when it was asked without a name.
pub async fn appeal(tx: &Tx, deed: Deed, case: &Case, words: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET appeal = $2, appealed_at = $3, waiting = 1, rank = 0, opened_at = $3, claimed_by = 0 WHERE id = $1",
        case.id,
        words,
        deed.now
    ))
    .await?;
    for account in communities::moderators(tx, deed.community, deed.now).await? {
        if account != deed.by {
            inbox::put(tx, account, FLAGGED, deed.community, deed.now).await?;
        }
    }
    note(tx, Deed { by: case.author, ..deed }, "appealed", "case", case.id).await
}

/// Answers an appeal.
pub async fn answer(tx: &Tx, deed: Deed, case: Id, upheld: bool, words: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET answered_at = $2, answered_by = $3, answer = $4, upheld = $5, waiting = 0 WHERE id = $1",
        case,
        deed.now,
        deed.by,
        words,
        upheld
    ))
    .await?;
    note(tx, deed, "appeal_answered", "case", case).await?;
    settle(tx, deed.community).await
}

/// When nothing waits any more, no moderator's inbox says otherwise.
async fn settle(tx: &Tx, community: Id) -> Result<()> {
    if is_any_waiting(tx, community).await? { Ok(()) } else { inbox::settle(tx, FLAGGED, community).await }
}
