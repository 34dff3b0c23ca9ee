//! SQL of people whom a list names and who have an account of their own: they are asked.

use base::{Id, Result, Tx, activity, record, sql};

use crate::communities::Deed;

/// Asks somebody to become a member, once; `false` when they were asked before, whatever they said.
pub async fn ask(tx: &Tx, deed: Deed, account: Id) -> Result<bool> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO brought_invitations (community, account, made_by, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account, community) DO NOTHING RETURNING id",
            deed.community,
            account,
            deed.by,
            deed.now
        ))
        .await?;
    let Some((id,)) = made else { return Ok(false) };
    log(tx, deed, "member_invited", id).await?;
    Ok(true)
}

/// Whether somebody was asked before.
pub async fn was_asked(tx: &Tx, community: Id, account: Id) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM brought_invitations WHERE account = $2 AND community = $1", community, account)).await?;
    Ok(found.is_some())
}

record! {
    /// A question that somebody has not answered.
    #[derive(Clone, Debug)]
    pub struct Invited {
        pub id: Id,
        pub account: Id,
        pub community: Id,
        pub slug: String,
        pub name: String,
        pub tagline: String,
        pub made_by: Id,
        pub maker: String,
    }
}

pub async fn open(tx: &Tx, account: Id, id: Id) -> Result<Option<Invited>> {
    Ok(some(tx, account, &[id]).await?.pop())
}

/// Those of `ids` that wait for somebody's answer.
pub async fn some(tx: &Tx, account: Id, ids: &[Id]) -> Result<Vec<Invited>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT i.id, i.account, c.id, c.slug, c.name, c.tagline, a.id, a.name FROM brought_invitations i
         JOIN communities c ON c.id = i.community JOIN accounts a ON a.id = i.made_by
         WHERE i.id IN (#1) AND i.account = $2 AND i.answered_at IS NULL AND c.removed_at IS NULL",
        ids,
        account
    ))
    .await
}

/// Whom a question is for; nothing when it was answered.
pub async fn whom(tx: &Tx, id: Id) -> Result<Option<Id>> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT account FROM brought_invitations WHERE id = $1 AND answered_at IS NULL", id)).await?;
    Ok(found.map(|(account,)| account))
}

/// Notes the answer; `false` when there was one.
pub async fn answer(tx: &Tx, deed: Deed, id: Id, comes: bool) -> Result<bool> {
    let done = tx.run(sql!(
        "UPDATE brought_invitations SET answered_at = $3, accepted = $4 WHERE id = $1 AND account = $2 AND answered_at IS NULL",
        id,
        deed.by,
        deed.now,
        comes
    ));
    let done = done.await? > 0;
    if done && !comes {
        log(tx, deed, "member_declined", id).await?;
    }
    Ok(done)
}

pub async fn is_admin(tx: &Tx, account: Id) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM accounts WHERE id = $1 AND admin = 1 AND removed_at IS NULL", account)).await?;
    Ok(found.is_some())
}

async fn log(tx: &Tx, deed: Deed, verb: &'static str, id: Id) -> Result<()> {
    activity::record(tx, deed.entry(verb, "brought_invitation", id)).await
}
