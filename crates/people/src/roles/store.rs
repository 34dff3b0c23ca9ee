//! SQL of roles.

use base::{Id, Result, Time, Tx, activity, sql};

use super::model::{self, Held, Warning};
use crate::communities::{Deed, Role, store as communities};
use crate::members::store as members;

/// Roles that hold in a community, or will: at most 300.
pub async fn held(tx: &Tx, community: Id, now: Time) -> Result<Vec<Held>> {
    tx.all(sql!(
        "SELECT g.id, g.account, a.handle, a.name, g.role, g.area, COALESCE(r.name, ''), g.starts_at, COALESCE(g.ends_at, 0),
           g.deputy, COALESCE(d.name, ''), COALESCE((SELECT MAX(s.used_at) FROM sessions s WHERE s.account = g.account), 0)
         FROM grants g JOIN accounts a ON a.id = g.account LEFT JOIN areas r ON r.id = g.area
         LEFT JOIN accounts d ON d.id = g.deputy
         WHERE g.community = $1 AND (g.ends_at IS NULL OR g.ends_at > $2)
         ORDER BY CASE g.role WHEN 'champion' THEN 0 WHEN 'moderator' THEN 1 WHEN 'steward' THEN 2 ELSE 3 END, g.id LIMIT 300",
        community,
        now
    ))
    .await
}

/// What about a community's roles wants attention.
pub async fn warnings(tx: &Tx, community: Id, members: i64, now: Time) -> Result<Vec<Warning>> {
    let held = held(tx, community, now).await?;
    let areas: Vec<String> = communities::areas(tx, community).await?.into_iter().map(|area| area.name).collect();
    Ok(model::warnings(&held, &areas, members, now))
}

/// A role to be given.
#[derive(Clone, Debug)]
pub struct Giving {
    pub account: Id,
    pub role: Role,
    /// 0: the whole community.
    pub area: Id,
    /// `None`: until somebody ends it.
    pub ends_at: Option<Time>,
    /// 0: nobody.
    pub deputy: Id,
}

/// Gives a role, or changes term and deputy of one that is held. Who was no member becomes one, guests excepted.
pub async fn give(tx: &Tx, deed: Deed, new: &Giving) -> Result<()> {
    if new.role != Role::Guest {
        members::join(tx, deed.community, new.account, deed.now, activity::Origin::Lived, deed.now).await?;
    }
    let area = (new.area != 0).then_some(new.area);
    communities::grant(tx, deed.community, new.account, new.role, area, deed.now).await?;
    tx.run(sql!(
        "UPDATE grants SET ends_at = $5, deputy = $6 WHERE account = $2 AND community = $1 AND role = $3 AND area = $4",
        deed.community,
        new.account,
        new.role,
        new.area,
        new.ends_at,
        new.deputy
    ))
    .await?;
    note(tx, deed, "role_given", new.account).await
}

/// Ends a role now.
pub async fn end(tx: &Tx, deed: Deed, id: Id) -> Result<()> {
    let ended: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE grants SET ends_at = $3 WHERE id = $1 AND community = $2 AND (ends_at IS NULL OR ends_at > $3) RETURNING account",
            id,
            deed.community,
            deed.now
        ))
        .await?;
    let Some((account,)) = ended else { return Ok(()) };
    communities::bump(tx, deed.community).await?;
    note(tx, deed, "role_ended", account).await
}

/// Writes to the log that a role was given or ended, by whichever way.
pub async fn note(tx: &Tx, deed: Deed, verb: &'static str, account: Id) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: Some(communities::audience(tx, deed.community).await?),
        actor: Some(deed.by),
        verb,
        kind: "account",
        object: account,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}
