//! SQL of the charter: versions, who read them, when they are looked at again.

pub mod goals;
pub mod proposals;
pub(super) mod purging;
pub(super) mod reviews;

use base::{Id, Result, Time, Tx, activity, sql};

use super::model::{Parts, State, Version};
use crate::communities::model::Role;
use crate::communities::{Deed, store as communities};
use crate::inbox::{CHARTER, store as inbox};

/// The charter as it stands; `None` before the first version.
pub async fn current(tx: &Tx, community: Id) -> Result<Option<Version>> {
    tx.optional(sql!(
        list "SELECT v.id, v.number, a.handle, a.name, v.proposal, v.created_at, v.substance, v.purpose, v.in_scope,
                v.out_of_scope, v.norms, v.rhythm
              FROM charter_versions v JOIN accounts a ON a.id = v.author
              WHERE v.community = $1 ORDER BY v.number DESC LIMIT 1",
        community
    ))
    .await
}

/// One version by its number.
pub async fn version(tx: &Tx, community: Id, number: i64) -> Result<Option<Version>> {
    tx.optional(sql!(
        "SELECT v.id, v.number, a.handle, a.name, v.proposal, v.created_at, v.substance, v.purpose, v.in_scope,
           v.out_of_scope, v.norms, v.rhythm
         FROM charter_versions v JOIN accounts a ON a.id = v.author WHERE v.community = $1 AND v.number = $2",
        community,
        number
    ))
    .await
}

/// Versions below number `before`, newest first.
pub async fn versions(tx: &Tx, community: Id, before: i64, limit: i64) -> Result<Vec<Version>> {
    tx.all(sql!(
        list "SELECT v.id, v.number, a.handle, a.name, v.proposal, v.created_at, v.substance, v.purpose, v.in_scope,
                v.out_of_scope, v.norms, v.rhythm
              FROM charter_versions v JOIN accounts a ON a.id = v.author
              WHERE v.community = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3",
        community, before, limit
    ))
    .await
}

/// How a community stands to its charter; `None` before the first version.
pub async fn state(tx: &Tx, community: Id) -> Result<Option<State>> {
    tx.optional(sql!("SELECT number, substantial, review_at FROM charters WHERE community = $1", community)).await
}

/// Holds the charter until the transaction ends, so that of two who change it one is later; the latest number, 0 before
/// the first version.
pub async fn hold(tx: &Tx, community: Id) -> Result<i64> {
    communities::bump(tx, community).await?;
    Ok(state(tx, community).await?.map_or(0, |state| state.number))
}

/// Writes the next version; its number. `substance`: it changes what was agreed, so everybody reads it again (the first
/// one always does). Who writes it has read it. Whether `parts` are well-formed, [`Parts::problems`] says before.
pub async fn publish(tx: &Tx, deed: Deed, parts: &Parts, substance: bool, review_at: Time) -> Result<i64> {
    publish_from(tx, deed, parts, substance, review_at, 0).await
}

/// As [`publish`], taken from a proposal.
pub(super) async fn publish_from(
    tx: &Tx,
    deed: Deed,
    parts: &Parts,
    substance: bool,
    review_at: Time,
    proposal: Id,
) -> Result<i64> {
    let number = hold(tx, deed.community).await? + 1;
    let substance = substance || number == 1;
    let [purpose, in_scope, out_of_scope, norms, rhythm] = parts.texts();
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO charter_versions (community, number, author, proposal, created_at, substance, purpose, in_scope,
               out_of_scope, norms, rhythm)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
            deed.community,
            number,
            deed.by,
            proposal,
            deed.now,
            i64::from(substance),
            purpose,
            in_scope,
            out_of_scope,
            norms,
            rhythm
        ))
        .await?;
    let substantial = if substance { number } else { 0 };
    tx.run(sql!(
        "INSERT INTO charters (community, number, substantial, review_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (community) DO UPDATE SET number = excluded.number, review_at = excluded.review_at, reminded = 0,
           substantial = CASE WHEN excluded.substantial > 0 THEN excluded.substantial ELSE charters.substantial END",
        deed.community,
        number,
        substantial,
        review_at
    ))
    .await?;
    note_read(tx, deed, number).await?;
    inbox::settle(tx, CHARTER, deed.community).await?;
    log(tx, deed, "charter_published", "charter", id).await?;
    Ok(number)
}

/// Says that somebody read the charter as it stands; saying it twice changes nothing.
pub async fn acknowledge(tx: &Tx, deed: Deed) -> Result<()> {
    let Some(version) = current(tx, deed.community).await? else { return Ok(()) };
    if note_read(tx, deed, version.number).await? {
        log(tx, deed, "charter_acknowledged", "charter", version.id).await?;
    }
    Ok(())
}

async fn note_read(tx: &Tx, deed: Deed, number: i64) -> Result<bool> {
    let done = tx
        .run(sql!(
            "INSERT INTO charter_readers (community, account, number, read_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (community, account) DO UPDATE SET number = excluded.number, read_at = excluded.read_at
             WHERE charter_readers.number < excluded.number",
            deed.community,
            deed.by,
            number,
            deed.now
        ))
        .await?;
    Ok(done > 0)
}

/// Whether a member has not yet said to have read what was agreed last.
pub async fn unread(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(i64,)> = tx
        .optional(sql!(
            "SELECT h.number FROM charters h JOIN members m ON m.community = h.community AND m.account = $2 AND m.left_at IS NULL
             WHERE h.community = $1 AND NOT EXISTS
               (SELECT 1 FROM charter_readers r WHERE r.community = $1 AND r.account = $2 AND r.number >= h.substantial)",
            community,
            account
        ))
        .await?;
    Ok(found.is_some())
}

/// Whether somebody said to have read any version.
pub async fn has_read(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.optional(sql!("SELECT number FROM charter_readers WHERE community = $1 AND account = $2", community, account)).await?;
    Ok(found.is_some())
}

/// How many members said to have read what was agreed last.
pub async fn readers(tx: &Tx, community: Id) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM charters h JOIN charter_readers r ON r.community = h.community AND r.number >= h.substantial
             JOIN members m ON m.community = h.community AND m.account = r.account AND m.left_at IS NULL
             WHERE h.community = $1",
            community
        ))
        .await?;
    Ok(count)
}

/// What belongs elsewhere, line by line; nothing where nobody wrote it down.
pub async fn out_of_scope(tx: &Tx, community: Id) -> Result<Vec<String>> {
    let version = current(tx, community).await?;
    Ok(version.map(|version| version.out_of_scope.lines().map(str::to_owned).collect()).unwrap_or_default())
}

/// Who leads and who keeps an area: role, area (empty for the whole), handle, name.
pub async fn leaders(tx: &Tx, community: Id, now: Time) -> Result<Vec<(Role, String, String, String)>> {
    tx.all(sql!(
        scan "who leads a community are few",
        "SELECT g.role, COALESCE(r.name, ''), a.handle, a.name FROM grants g JOIN accounts a ON a.id = g.account
         LEFT JOIN areas r ON r.id = g.area
         WHERE g.community = $1 AND g.role IN ('champion', 'steward') AND g.starts_at <= $2
           AND (g.ends_at IS NULL OR g.ends_at > $2) AND a.removed_at IS NULL ORDER BY g.role, COALESCE(r.position, 0), a.name, a.id",
        community, now
    ))
    .await
}

/// Puts the day on which the charter is looked at again; less than a day from where it is changes nothing.
pub async fn review(tx: &Tx, deed: Deed, at: Time) -> Result<()> {
    hold(tx, deed.community).await?;
    if state(tx, deed.community).await?.is_none_or(|state| at.since(state.review_at).abs() < Time::DAY) {
        return Ok(());
    }
    let Some(version) = current(tx, deed.community).await? else { return Ok(()) };
    tx.run(sql!("UPDATE charters SET review_at = $2, reminded = 0 WHERE community = $1", deed.community, at)).await?;
    inbox::settle(tx, CHARTER, deed.community).await?;
    log(tx, deed, "charter_reviewed", "charter", version.id).await
}

/// An entry of the log about something of the charter, for whoever reads the community.
pub(super) async fn log(tx: &Tx, deed: Deed, verb: &'static str, kind: &'static str, object: Id) -> Result<()> {
    let entry =
        activity::Entry { audience: Some(communities::audience(tx, deed.community).await?), ..deed.entry(verb, kind, object) };
    activity::record(tx, entry).await
}
