//! Who is silent or out, and until when.

use base::{Id, Result, Time, Tx, activity, sql};
use web::{Hold, Thing};

use crate::communities::{Deed, store as communities};
use crate::moderation::model::{Person, Sanction};
use crate::moderation::persons;

/// What keeps somebody from writing in a community, or out of it.
pub async fn hold(tx: &Tx, community: Id, account: Id, now: Time) -> Result<Option<Hold>> {
    let found: Vec<(Person, Option<Time>)> = tx
        .all(sql!(
            "SELECT kind, ends_at FROM sanctions WHERE account = $2 AND community = $1 AND kind IN ('silence', 'suspend')
               AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > $3)",
            community,
            account,
            now
        ))
        .await?;
    let holds = found.into_iter().map(|(kind, until)| Hold { out: kind == Person::Suspend, until });
    // The hardest, and of these the longest.
    Ok(holds.max_by_key(|hold| (hold.out, hold.until.map_or(i64::MAX, |until| until.0))))
}

/// Something decided about a person.
#[derive(Clone, Debug)]
pub struct Giving {
    pub account: Id,
    pub kind: Person,
    pub reason: String,
    /// The case that it was decided in; 0 for none.
    pub case: Id,
    pub ends_at: Option<Time>,
}

/// Gives it: in a community, or (0) on the whole site.
pub async fn give(tx: &Tx, deed: Deed, new: &Giving) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO sanctions (account, community, kind, reason, case_id, given_by, starts_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        new.account,
        deed.community,
        new.kind,
        &new.reason,
        new.case,
        deed.by,
        deed.now,
        new.ends_at
    ))
    .await?;
    let verb = match new.kind {
        Person::Suspend => "suspended",
        Person::Silence => "silenced",
        _ => "warned",
    };
    note(tx, deed, verb, "account", new.account).await
}

/// Ends what was decided in a case.
pub async fn lift_of_case(tx: &Tx, deed: Deed, case: Id) -> Result<()> {
    let lifted: Vec<(Id,)> = tx
        .all(sql!(
            "UPDATE sanctions SET lifted_at = $2, lifted_by = $3 WHERE case_id = $1 AND lifted_at IS NULL RETURNING account",
            case,
            deed.now,
            deed.by
        ))
        .await?;
    for (account,) in lifted {
        note(tx, deed, "sanction_lifted", "account", account).await?;
    }
    Ok(())
}

/// Ends one; whom it concerned, when it held.
pub async fn lift(tx: &Tx, deed: Deed, id: Id) -> Result<Option<Id>> {
    let lifted: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE sanctions SET lifted_at = $3, lifted_by = $4 WHERE id = $1 AND community = $2 AND lifted_at IS NULL
             RETURNING account",
            id,
            deed.community,
            deed.now,
            deed.by
        ))
        .await?;
    let Some((account,)) = lifted else { return Ok(None) };
    note(tx, deed, "sanction_lifted", "account", account).await?;
    Ok(Some(account))
}

/// Who is silent or out now, the latest first: at most 100.
pub async fn in_force(tx: &Tx, community: Id, now: Time) -> Result<Vec<Sanction>> {
    tx.all(sql!(
        list "SELECT x.id, x.account, a.handle, a.name, x.kind, x.reason, x.starts_at, x.ends_at
              FROM sanctions x JOIN accounts a ON a.id = x.account
              WHERE x.community = $1 AND x.kind <> 'warn' AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $2)
              ORDER BY x.starts_at DESC, x.id DESC LIMIT 100",
        community, now
    ))
    .await
}

/// What was decided about somebody before, the latest first.
pub async fn history(tx: &Tx, community: Id, account: Id) -> Result<Vec<Sanction>> {
    tx.all(sql!(
        "SELECT x.id, x.account, a.handle, a.name, x.kind, x.reason, x.starts_at, x.ends_at
         FROM sanctions x JOIN accounts a ON a.id = x.account
         WHERE x.account = $2 AND x.community = $1 ORDER BY x.id DESC LIMIT 10",
        community,
        account
    ))
    .await
}

/// Members of a community as things.
pub async fn persons(tx: &Tx, community: Id, ids: &[Id]) -> Result<Vec<Thing>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let audience = communities::audience(tx, community).await?;
    let found: Vec<(Id, String, String, Time)> = tx
        .all(sql!(
            "SELECT a.id, a.handle, a.name, m.joined_at FROM accounts a JOIN members m ON m.account = a.id AND m.community = $1
             WHERE a.id IN (#2) AND a.removed_at IS NULL AND a.system = 0",
            community,
            ids
        ))
        .await?;
    Ok(found.into_iter().map(|(id, handle, name, at)| persons::thing(id, &handle, name, audience, at)).collect())
}

/// Writes to the log what was done in a community, or (0) on the site.
pub async fn note(tx: &Tx, deed: Deed, verb: &'static str, kind: &'static str, object: Id) -> Result<()> {
    log(tx, deed.community, (deed.by != 0).then_some(deed.by), deed.now, verb, kind, object).await
}

async fn log(
    tx: &Tx,
    community: Id,
    actor: Option<Id>,
    now: Time,
    verb: &'static str,
    kind: &'static str,
    object: Id,
) -> Result<()> {
    let entry = activity::Entry {
        at: now,
        recorded_at: now,
        origin: activity::Origin::Lived,
        community: (community != 0).then_some(community),
        audience: None,
        actor,
        verb,
        kind,
        object,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}

/// Whether a case put somebody out or silent, and that still holds.
pub async fn is_given(tx: &Tx, case: Id) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM sanctions WHERE case_id = $1 AND lifted_at IS NULL LIMIT 1", case)).await?;
    Ok(found.is_some())
}
