//! SQL of invitations.

use base::{Id, Result, Time, Tx, activity, record, sql};
use web::{Inviting, Joining, Visibility};

use super::model::may_give;
pub use super::model::{Invitation, NewInvitation};
use crate::communities::{Deed, Role, store as communities};
use crate::members::store as members;

/// Makes an invitation; its id.
pub async fn make(tx: &Tx, deed: Deed, new: &NewInvitation) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO invitations (community, code, role, area, slot, name, invited_by, created_at, expires_at, most)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
            new.community,
            &new.code,
            new.role,
            new.area,
            new.slot,
            &new.name,
            deed.by,
            deed.now,
            new.expires_at,
            new.most
        ))
        .await?;
    log(tx, deed, "invited", id).await?;
    Ok(id)
}

async fn log(tx: &Tx, deed: Deed, verb: &'static str, id: Id) -> Result<()> {
    let entry = activity::Entry {
        audience: Some(communities::audience(tx, deed.community).await?),
        ..deed.entry(verb, "invitation", id)
    };
    activity::record(tx, entry).await
}

/// Ends an invitation; whoever came by it stays.
pub async fn end(tx: &Tx, deed: Deed, id: Id) -> Result<()> {
    let ended = tx
        .run(sql!(
            "UPDATE invitations SET ended_at = $3 WHERE id = $1 AND community = $2 AND ended_at IS NULL",
            id,
            deed.community,
            deed.now
        ))
        .await?;
    if ended > 0 {
        log(tx, deed, "invitation_ended", id).await?;
    }
    Ok(())
}

/// The newest invitations of a community, of `by` only unless that is 0.
pub async fn newest(tx: &Tx, community: Id, by: Id, limit: i64) -> Result<Vec<Invitation>> {
    tx.all(sql!(
        list "SELECT i.id, i.code, i.role, i.area, i.slot, i.name, i.invited_by, a.name, i.created_at, i.expires_at, i.most, i.uses,
                CASE WHEN i.ended_at IS NULL THEN 0 ELSE 1 END
              FROM invitations i JOIN accounts a ON a.id = i.invited_by
              WHERE i.community = $1 AND (CAST($2 AS BIGINT) = 0 OR i.invited_by = $2)
              ORDER BY i.created_at DESC, i.id DESC LIMIT $3",
        community, by, limit
    ))
    .await
}

pub async fn one(tx: &Tx, community: Id, id: Id) -> Result<Option<Invitation>> {
    tx.optional(sql!(
        "SELECT i.id, i.code, i.role, i.area, i.slot, i.name, i.invited_by, a.name, i.created_at, i.expires_at, i.most, i.uses,
           CASE WHEN i.ended_at IS NULL THEN 0 ELSE 1 END
         FROM invitations i JOIN accounts a ON a.id = i.invited_by WHERE i.id = $2 AND i.community = $1",
        community,
        id
    ))
    .await
}

record! {
    /// An invitation as who opens its link sees it.
    #[derive(Clone, Debug)]
    pub struct Open {
        pub id: Id,
        pub community: Id,
        pub role: Role,
        pub area: Id,
        pub name: String,
        pub invited_by: Id,
        pub inviter: String,
        pub slug: String,
        pub title: String,
        pub tagline: String,
        pub domain: String,
        pub visibility: Visibility,
        pub joining: Joining,
        pub inviting: Inviting,
        pub members: i64,
        /// Whether somebody may still come by it.
        pub good: bool,
    }
}

/// The invitation behind a link.
pub async fn by_code(tx: &Tx, code: &str, now: Time) -> Result<Option<Open>> {
    let found: Option<Open> = tx.optional(sql!(
        "SELECT i.id, i.community, i.role, i.area, i.name, i.invited_by, a.name, c.slug, c.name, c.tagline, c.domain, c.visibility, c.joining, c.invites, c.members,
           CASE WHEN i.ended_at IS NULL AND i.expires_at > $2 AND (i.most = 0 OR i.uses < i.most) THEN 1 ELSE 0 END
         FROM invitations i JOIN accounts a ON a.id = i.invited_by JOIN communities c ON c.id = i.community
         WHERE i.code = $1 AND c.removed_at IS NULL",
        code,
        now
    ))
    .await?;
    let Some(mut open) = found else { return Ok(None) };
    open.good = open.good && may_still_give(tx, &open, now).await?;
    Ok(Some(open))
}

/// Whether who made an invitation may still give what it gives: it does not outlive their own right.
async fn may_still_give(tx: &Tx, open: &Open, now: Time) -> Result<bool> {
    let grants = communities::grants(tx, open.community, open.invited_by, now).await?;
    let has = |role: Role| grants.iter().any(|grant| grant.role == role);
    let is_open = open.visibility == Visibility::Public && open.joining == Joining::Open;
    let lets = open.inviting.lets_members(is_open);
    let member = lets && members::is_member(tx, open.community, open.invited_by).await?;
    let keeps = has(Role::Moderator) || has(Role::Steward);
    Ok(may_give(has(Role::Champion), keeps, member).contains(&open.role))
}

/// Holds an invitation until the transaction ends: whoever presses twice comes one after the other.
pub async fn hold(tx: &Tx, invitation: Id) -> Result<()> {
    tx.run(sql!("UPDATE invitations SET uses = uses WHERE id = $1", invitation)).await.map(|_| ())
}

/// Who came by this sending of the form (its hash) since `after`, under this name.
pub async fn came(tx: &Tx, invitation: Id, form: &str, name: &str, after: Time) -> Result<Option<Id>> {
    let known: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT u.account FROM invitation_uses u JOIN accounts a ON a.id = u.account
             WHERE u.invitation = $1 AND u.form = $2 AND u.form <> '' AND a.name = $3 AND u.used_at > $4",
            invitation,
            form,
            name,
            after
        ))
        .await?;
    Ok(known.map(|(account,)| account))
}

/// Whether this form brought somebody before.
pub async fn was_sent(tx: &Tx, invitation: Id, form: &str) -> Result<bool> {
    let used: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT account FROM invitation_uses WHERE invitation = $1 AND form = $2 AND form <> ''",
            invitation,
            form
        ))
        .await?;
    Ok(used.is_some())
}

/// Whether somebody came by an invitation before.
pub async fn was_used_by(tx: &Tx, invitation: Id, account: Id) -> Result<bool> {
    let used: Option<(Id,)> = tx
        .optional(sql!("SELECT account FROM invitation_uses WHERE invitation = $1 AND account = $2", invitation, account))
        .await?;
    Ok(used.is_some())
}

/// Takes one of the places; `false` when there is none left.
pub async fn take(tx: &Tx, invitation: Id, now: Time) -> Result<bool> {
    let taken = tx
        .run(sql!(
            "UPDATE invitations SET uses = uses + 1
             WHERE id = $1 AND ended_at IS NULL AND expires_at > $2 AND (most = 0 OR uses < most)",
            invitation,
            now
        ))
        .await?;
    Ok(taken > 0)
}

/// Notes who came.
pub async fn note(tx: &Tx, invitation: Id, account: Id, form: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO invitation_uses (invitation, account, form, used_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (invitation, account) DO NOTHING",
        invitation,
        account,
        form,
        now
    ))
    .await
    .map(|_| ())
}

record! {
    /// Somebody who came by an invitation.
    #[derive(Clone, Debug)]
    pub struct Comer {
        pub handle: String,
        pub name: String,
        pub used_at: Time,
    }
}

/// Who came by an invitation: at most 50.
pub async fn comers(tx: &Tx, invitation: Id) -> Result<Vec<Comer>> {
    tx.all(sql!(
        "SELECT a.handle, a.name, u.used_at FROM invitation_uses u JOIN accounts a ON a.id = u.account
         WHERE u.invitation = $1 LIMIT 50",
        invitation
    ))
    .await
}
