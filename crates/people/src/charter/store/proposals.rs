//! SQL of proposals, what people say to them, and remarks.

use base::{Id, Result, Time, Tx, sql};

use super::log;
use crate::charter::proposal::{Comment, Fate, Kind, Listed, NewProposal, Proposal, Said, Stance, Told};
use crate::communities::Deed;

/// How long what was taken away can be brought back, ms.
pub const BACK: i64 = 30 * Time::DAY;

/// Who reads remarks: what was taken away after `since`, who did it and who moderates still see.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub account: Id,
    pub moderates: bool,
    pub since: Time,
}

/// Proposals of one fate, newest first; at most `limit`.
pub async fn list(tx: &Tx, community: Id, fate: Fate, limit: i64) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT p.id, p.kind, p.state, a.name, p.created_at, p.title, p.why,
                (SELECT COUNT(*) FROM charter_stances s WHERE s.proposal = p.id AND s.stance = 'fine'),
                (SELECT COUNT(*) FROM charter_stances s WHERE s.proposal = p.id AND s.stance = 'objects')
              FROM charter_proposals p JOIN accounts a ON a.id = p.author
              WHERE p.community = $1 AND p.state = $2 AND p.removed_at IS NULL ORDER BY p.created_at DESC, p.id DESC LIMIT $3",
        community, fate, limit
    ))
    .await
}

/// All proposals, newest first, behind (time, id).
pub async fn page(tx: &Tx, community: Id, after: (i64, i64), limit: i64) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT p.id, p.kind, p.state, a.name, p.created_at, p.title, p.why,
                (SELECT COUNT(*) FROM charter_stances s WHERE s.proposal = p.id AND s.stance = 'fine'),
                (SELECT COUNT(*) FROM charter_stances s WHERE s.proposal = p.id AND s.stance = 'objects')
              FROM charter_proposals p JOIN accounts a ON a.id = p.author
              WHERE p.community = $1 AND (p.created_at, p.id) < ($2, $3) AND p.removed_at IS NULL
              ORDER BY p.created_at DESC, p.id DESC LIMIT $4",
        community, after.0, after.1, limit
    ))
    .await
}

/// One proposal of a community, also one that was taken away.
pub async fn find(tx: &Tx, community: Id, id: Id) -> Result<Option<Proposal>> {
    tx.optional(sql!(
        "SELECT p.id, p.kind, p.state, p.author, a.handle, a.name, p.created_at, p.base, p.title, p.why, p.purpose,
           p.in_scope, p.out_of_scope, p.norms, p.rhythm, p.closed_at, p.closed_why, p.result, p.removed_at, p.rev,
           p.edited_at
         FROM charter_proposals p JOIN accounts a ON a.id = p.author WHERE p.id = $2 AND p.community = $1",
        community,
        id
    ))
    .await
}

/// Makes a proposal; the same form once more is the same one. Its id.
pub async fn propose(tx: &Tx, deed: Deed, new: &NewProposal) -> Result<Id> {
    let [purpose, in_scope, out_of_scope, norms, rhythm] = new.parts.texts();
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO charter_proposals (community, author, once, created_at, kind, state, base, title, why, purpose,
               in_scope, out_of_scope, norms, rhythm)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (author, once) DO NOTHING RETURNING id",
            deed.community,
            deed.by,
            &new.once,
            deed.now,
            new.kind,
            Fate::Open,
            new.base,
            &new.title,
            &new.why,
            purpose,
            in_scope,
            out_of_scope,
            norms,
            rhythm
        ))
        .await?;
    if let Some((id,)) = made {
        log(tx, deed, "charter_proposed", "charter_proposal", id).await?;
        return Ok(id);
    }
    let (id,): (Id,) =
        tx.one(sql!("SELECT id FROM charter_proposals WHERE author = $1 AND once = $2", deed.by, &new.once)).await?;
    Ok(id)
}

/// Puts another text in the place of an open proposal's; what was said to it stays, with the moment at which it was said.
pub async fn change(tx: &Tx, deed: Deed, id: Id, new: &NewProposal) -> Result<()> {
    let [purpose, in_scope, out_of_scope, norms, rhythm] = new.parts.texts();
    tx.run(sql!(
        "UPDATE charter_proposals SET base = $3, title = $4, why = $5, purpose = $6, in_scope = $7, out_of_scope = $8, norms = $9,
           rhythm = $10, edited_at = $11, rev = rev + 1 WHERE id = $2 AND community = $1 AND state = 'open'",
        deed.community,
        id,
        new.base,
        &new.title,
        &new.why,
        purpose,
        in_scope,
        out_of_scope,
        norms,
        rhythm,
        deed.now
    ))
    .await?;
    log(tx, deed, "charter_proposal_changed", "charter_proposal", id).await
}

/// Those of `ids` that were not taken away.
pub async fn told(tx: &Tx, ids: &[Id]) -> Result<Vec<Told>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT id, community, kind, state, title, why FROM charter_proposals WHERE id IN (#1) AND removed_at IS NULL",
        ids
    ))
    .await
}

/// Who has said something to a proposal.
pub async fn voices(tx: &Tx, id: Id) -> Result<Vec<Id>> {
    let voices: Vec<(Id,)> = tx.all(sql!("SELECT account FROM charter_stances WHERE proposal = $1", id)).await?;
    Ok(voices.into_iter().map(|(account,)| account).collect())
}

/// Closes an open proposal; whether it was open.
pub async fn close(tx: &Tx, deed: Deed, id: Id, fate: Fate, why: &str, result: i64) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE charter_proposals SET state = $3, closed_at = $4, closed_by = $5, closed_why = $6, result = $7
             WHERE id = $2 AND community = $1 AND state = 'open'",
            deed.community,
            id,
            fate,
            deed.now,
            deed.by,
            why,
            result
        ))
        .await?;
    if done > 0 {
        let verb = match fate {
            Fate::Taken => "charter_proposal_taken",
            Fate::Declined => "charter_proposal_declined",
            Fate::Withdrawn | Fate::Open => "charter_proposal_withdrawn",
        };
        log(tx, deed, verb, "charter_proposal", id).await?;
    }
    Ok(done > 0)
}

/// Notes what somebody says to a proposal; they can change their mind.
pub async fn say(tx: &Tx, deed: Deed, id: Id, stance: Stance, why: &str) -> Result<()> {
    let done = tx
        .run(sql!(
            "INSERT INTO charter_stances (proposal, account, stance, why, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (proposal, account) DO UPDATE SET stance = excluded.stance, why = excluded.why, at = excluded.at
             WHERE charter_stances.stance <> excluded.stance OR charter_stances.why <> excluded.why",
            id,
            deed.by,
            stance,
            why,
            deed.now
        ))
        .await?;
    if done == 0 {
        return Ok(());
    }
    let verb = match stance {
        Stance::Fine => "charter_consented",
        Stance::Objects => "charter_objected",
    };
    log(tx, deed, verb, "charter_proposal", id).await
}

/// What people say to a proposal, the latest first; at most `limit`.
pub async fn said(tx: &Tx, id: Id, limit: i64) -> Result<Vec<Said>> {
    tx.all(sql!(
        list "SELECT s.account, a.handle, a.name, s.stance, s.why, s.at FROM charter_stances s JOIN accounts a ON a.id = s.account
              WHERE s.proposal = $1 ORDER BY s.at DESC, s.account DESC LIMIT $2",
        id, limit
    ))
    .await
}

/// What one person says to a proposal.
pub async fn said_by(tx: &Tx, id: Id, account: Id) -> Result<Option<Said>> {
    tx.optional(sql!(
        "SELECT s.account, a.handle, a.name, s.stance, s.why, s.at FROM charter_stances s JOIN accounts a ON a.id = s.account
         WHERE s.proposal = $1 AND s.account = $2",
        id,
        account
    ))
    .await
}

/// How many are fine with a proposal, and how many object.
pub async fn counts(tx: &Tx, id: Id) -> Result<(i64, i64)> {
    tx.one(sql!(
        "SELECT COUNT(*) FILTER (WHERE stance = 'fine'), COUNT(*) FILTER (WHERE stance = 'objects')
         FROM charter_stances WHERE proposal = $1",
        id
    ))
    .await
}

/// Adds a remark; the same form once more adds none.
pub async fn comment(tx: &Tx, deed: Deed, id: Id, once: &str, text: &str) -> Result<()> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO charter_comments (proposal, author, once, created_at, text) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (author, once) DO NOTHING RETURNING id",
            id,
            deed.by,
            once,
            deed.now,
            text
        ))
        .await?;
    match made {
        Some((comment,)) => log(tx, deed, "charter_commented", "charter_comment", comment).await,
        None => Ok(()),
    }
}

/// Remarks on a proposal in the order in which they were made, behind (time, id). Those that were taken away after `since`
/// only for whoever may bring them back: who did it, or who moderates.
pub async fn comments(tx: &Tx, id: Id, after: (i64, i64), limit: i64, reader: Reader) -> Result<Vec<Comment>> {
    tx.all(sql!(
        list "SELECT c.id, c.author, a.handle, a.name, c.created_at, c.text, c.removed_at,
                COALESCE(c.removed_by, 0)
              FROM charter_comments c JOIN accounts a ON a.id = c.author
              WHERE c.proposal = $1 AND (c.created_at, c.id) > ($2, $3) AND (c.removed_at IS NULL
                OR (c.removed_at > $5 AND (c.removed_by = $6 OR CAST($7 AS BIGINT) = 1)))
              ORDER BY c.created_at, c.id LIMIT $4",
        id, after.0, after.1, limit, reader.since, reader.account, i64::from(reader.moderates)
    ))
    .await
}

/// The proposal and the author of a remark, and who took it away when (0: nobody did).
pub async fn comment_of(tx: &Tx, community: Id, comment: Id) -> Result<Option<(Id, Id, Id, Time)>> {
    tx.optional(sql!(
        "SELECT c.proposal, c.author, COALESCE(c.removed_by, 0), COALESCE(c.removed_at, 0)
         FROM charter_comments c JOIN charter_proposals p ON p.id = c.proposal WHERE c.id = $2 AND p.community = $1",
        community,
        comment
    ))
    .await
}

/// Takes a remark away, or brings it back.
pub async fn remove_comment(tx: &Tx, deed: Deed, comment: Id, gone: bool) -> Result<()> {
    let (at, by) = (gone.then_some(deed.now), gone.then_some(deed.by));
    tx.run(sql!("UPDATE charter_comments SET removed_at = $2, removed_by = $3 WHERE id = $1", comment, at, by)).await?;
    let verb = if gone { "charter_comment_removed" } else { "charter_comment_restored" };
    log(tx, deed, verb, "charter_comment", comment).await
}

/// Takes a proposal away with everything that was said to it, or brings it back.
pub async fn remove(tx: &Tx, deed: Deed, id: Id, gone: bool) -> Result<()> {
    let (at, by) = (gone.then_some(deed.now), gone.then_some(deed.by));
    tx.run(sql!("UPDATE charter_proposals SET removed_at = $2, removed_by = $3 WHERE id = $1", id, at, by)).await?;
    let verb = if gone { "charter_proposal_removed" } else { "charter_proposal_restored" };
    log(tx, deed, verb, "charter_proposal", id).await
}

/// What a proposal is called in a list: its title, or the first words of its reason.
pub fn name_of(kind: Kind, title: &str, why: &str) -> String {
    let name = if kind == Kind::Goal { title } else { why.lines().next().unwrap_or("") };
    let short: String = name.chars().take(90).collect();
    if short.len() < name.len() { format!("{}…", short.trim_end()) } else { short }
}
