//! SQL of trust.

use base::{Id, Result, Time, Tx, activity, settings, sql};
use web::Here;

use super::model::Trust;
use crate::communities::Deed;

const KEY: &str = "trust";

fn scope(community: Id) -> String {
    format!("community {community}")
}

/// What holds for new members of a community.
pub async fn trust(tx: &Tx, community: Id) -> Result<Trust> {
    settings::read(tx, &scope(community), KEY).await
}

/// Sets it.
pub async fn set(tx: &Tx, deed: Deed, trust: &Trust) -> Result<()> {
    settings::write(tx, &scope(deed.community), KEY, trust).await?;
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: None,
        actor: Some(deed.by),
        verb: "trust_changed",
        kind: "community",
        object: deed.community,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}

/// The limits that somebody meets, with when they joined; nothing for who is free of them.
pub async fn limits(tx: &Tx, here: &Here, account: Id, now: Time) -> Result<Option<(Trust, Time)>> {
    // Whoever got a role is known; a guest was let in by hand.
    if here.moderates() || !here.roles.steward.is_empty() || here.roles.guest {
        return Ok(None);
    }
    let member: Option<(Id, Time)> = tx
        .optional(sql!(
            "SELECT id, joined_at FROM members WHERE account = $2 AND community = $1 AND left_at IS NULL",
            here.id,
            account
        ))
        .await?;
    let Some((member, joined_at)) = member else { return Ok(None) };
    let trust = trust(tx, here.id).await?;
    if now.since(joined_at) >= trust.new_days.saturating_mul(Time::DAY) {
        return Ok(None);
    }
    let free = is_early(tx, here.id, member, joined_at, trust.free_members).await? || was_invited(tx, here.id, account).await?;
    Ok((!free).then_some((trust, joined_at)))
}

/// Whether somebody is one of the first so many members.
async fn is_early(tx: &Tx, community: Id, member: Id, joined_at: Time, first: i64) -> Result<bool> {
    let (before,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM (SELECT id FROM members WHERE community = $1 AND (joined_at, id) < ($2, $3)
               ORDER BY joined_at, id LIMIT $4) earlier",
            community,
            joined_at,
            member,
            first
        ))
        .await?;
    Ok(before < first)
}

/// Whether somebody came by an invitation that was made for one person.
async fn was_invited(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT i.id FROM invitation_uses u JOIN invitations i ON i.id = u.invitation
             WHERE u.account = $2 AND i.community = $1 AND (i.most = 1 OR i.name <> '' OR i.slot <> '') LIMIT 1",
            community,
            account
        ))
        .await?;
    Ok(found.is_some())
}
