//! SQL of requests to found.

use base::{Id, Result, Time, Tx, activity, record, sql};
use people::communities::Deed;
use people::inbox::{FOUNDING, FOUNDING_ANSWERED, store as inbox};

use super::Wanted;

record! {
    /// How somebody's own request stands.
    #[derive(Clone, Debug)]
    pub struct Standing {
        pub about: String,
        pub created_at: Time,
        pub decided: bool,
        pub accepted: bool,
        pub reason: String,
    }
}

pub async fn standing(tx: &Tx, account: Id) -> Result<Option<Standing>> {
    tx.optional(sql!(
        "SELECT about, created_at, CASE WHEN decided_at IS NULL THEN 0 ELSE 1 END, accepted, reason
         FROM founding_requests WHERE account = $1",
        account
    ))
    .await
}

/// Puts a request before the administrators. One that waits already is left as it is; a decided one may be made again.
pub async fn ask(tx: &Tx, account: Id, wanted: &Wanted, language: &str, now: Time) -> Result<()> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO founding_requests (account, about, why, who, language, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (account) DO UPDATE SET about = excluded.about, why = excluded.why, who = excluded.who,
               language = excluded.language, created_at = excluded.created_at, decided_at = NULL, decided_by = NULL,
               accepted = 0, reason = ''
             WHERE founding_requests.decided_at IS NOT NULL RETURNING id",
            account,
            &wanted.about,
            &wanted.why,
            &wanted.who,
            language,
            now
        ))
        .await?;
    let Some((id,)) = made else { return Ok(()) };
    log(tx, account, "asked_to_found", id, now).await?;
    inbox::done(tx, account, FOUNDING_ANSWERED, id).await?;
    for admin in admins(tx).await? {
        inbox::put(tx, admin, FOUNDING, id, now).await?;
    }
    Ok(())
}

async fn admins(tx: &Tx) -> Result<Vec<Id>> {
    let found: Vec<(Id,)> = tx
        .all(sql!(scan "somebody asks to found now and then", "SELECT id FROM accounts WHERE admin = 1 AND removed_at IS NULL"))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

async fn log(tx: &Tx, actor: Id, verb: &'static str, id: Id, now: Time) -> Result<()> {
    let deed = Deed { community: Deed::SITE, by: actor, now };
    activity::record(tx, deed.entry(verb, "founding_request", id)).await
}

record! {
    /// A request that waits.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        pub id: Id,
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub about: String,
        pub why: String,
        pub who: String,
        pub language: String,
        pub created_at: Time,
    }
}

/// Requests that wait, the longest first.
pub async fn waiting(tx: &Tx, limit: i64) -> Result<Vec<Waiting>> {
    tx.all(sql!(
        list "SELECT r.id, r.account, a.handle, a.name, a.email, r.about, r.why, r.who, r.language, r.created_at
              FROM founding_requests r JOIN accounts a ON a.id = r.account
              WHERE r.decided_at IS NULL ORDER BY r.created_at, r.id LIMIT $1",
        limit
    ))
    .await
}

pub async fn one(tx: &Tx, id: Id) -> Result<Option<Waiting>> {
    tx.optional(sql!(
        "SELECT r.id, r.account, a.handle, a.name, a.email, r.about, r.why, r.who, r.language, r.created_at
         FROM founding_requests r JOIN accounts a ON a.id = r.account WHERE r.id = $1 AND r.decided_at IS NULL",
        id
    ))
    .await
}

/// Accepts or declines; `false` when another administrator was quicker.
pub async fn decide(tx: &Tx, by: Id, request: &Waiting, accepted: bool, reason: &str, now: Time) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE founding_requests SET decided_at = $2, decided_by = $3, accepted = $4, reason = $5
             WHERE id = $1 AND decided_at IS NULL",
            request.id,
            now,
            by,
            accepted,
            reason
        ))
        .await?;
    if done == 0 {
        return Ok(false);
    }
    log(tx, by, if accepted { "founding_accepted" } else { "founding_declined" }, request.id, now).await?;
    inbox::put(tx, request.account, FOUNDING_ANSWERED, request.id, now).await?;
    inbox::settle(tx, FOUNDING, request.id).await?;
    Ok(true)
}

/// What requests are about: id, what stands in the inbox for it.
pub async fn abouts(tx: &Tx, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    tx.all(sql!("SELECT id, about FROM founding_requests WHERE id IN (#1)", ids)).await
}
