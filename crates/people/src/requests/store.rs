//! SQL of requests to join.

use base::{Id, Result, Time, Tx, activity, record, settings, sql};
use serde::{Deserialize, Serialize};

use crate::communities::{Deed, store as communities};
use crate::inbox::{ANSWERED, REQUEST, store as inbox};
use crate::members::store as members;

const KEY: &str = "joining";

/// What a community asks of those who want in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Joining {
    questions: Vec<String>,
}

fn scope(community: Id) -> String {
    format!("community {community}")
}

pub async fn questions(tx: &Tx, community: Id) -> Result<Vec<String>> {
    Ok(settings::read::<Joining>(tx, &scope(community), KEY).await?.questions)
}

/// Asks other questions from now on; the same ones change nothing.
pub async fn set_questions(tx: &Tx, deed: Deed, asked: Vec<String>) -> Result<()> {
    if questions(tx, deed.community).await? == asked {
        return Ok(());
    }
    settings::write(tx, &scope(deed.community), KEY, &Joining { questions: asked }).await?;
    log(tx, deed, "joining_questions_changed", "community", deed.community).await
}

record! {
    /// How somebody's own request stands.
    #[derive(Clone, Debug)]
    pub struct Standing {
        pub created_at: Time,
        pub decided: bool,
        pub accepted: bool,
        pub reason: String,
    }
}

pub async fn standing(tx: &Tx, community: Id, account: Id) -> Result<Option<Standing>> {
    tx.optional(sql!(
        "SELECT created_at, CASE WHEN decided_at IS NULL THEN 0 ELSE 1 END, accepted, reason FROM join_requests
         WHERE account = $2 AND community = $1",
        community,
        account
    ))
    .await
}

/// Puts a request before the moderators. One that waits already is left as it is; a declined one may be made again.
pub async fn ask(tx: &Tx, deed: Deed, answers: &str) -> Result<()> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO join_requests (community, account, answers, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account, community) DO UPDATE SET answers = excluded.answers, created_at = excluded.created_at,
               decided_at = NULL, decided_by = NULL, accepted = 0, reason = ''
             WHERE join_requests.decided_at IS NOT NULL RETURNING id",
            deed.community,
            deed.by,
            answers,
            deed.now
        ))
        .await?;
    let Some((id,)) = made else { return Ok(()) };
    log(tx, deed, "asked_in", "join_request", id).await?;
    for account in communities::moderators(tx, deed.community, deed.now).await? {
        inbox::put(tx, account, REQUEST, deed.community, deed.now).await?;
    }
    Ok(())
}

async fn log(tx: &Tx, deed: Deed, verb: &'static str, kind: &'static str, object: Id) -> Result<()> {
    activity::record(tx, deed.entry(verb, kind, object)).await
}

record! {
    /// A request that waits.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        pub id: Id,
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub answers: String,
        pub created_at: Time,
    }
}

/// Requests that wait, the longest first.
pub async fn waiting(tx: &Tx, community: Id, limit: i64) -> Result<Vec<Waiting>> {
    tx.all(sql!(
        list "SELECT r.id, r.account, a.handle, a.name, r.answers, r.created_at
              FROM join_requests r JOIN accounts a ON a.id = r.account
              WHERE r.community = $1 AND r.decided_at IS NULL ORDER BY r.created_at, r.id LIMIT $2",
        community, limit
    ))
    .await
}

/// Lets somebody in or declines, with a reason; `false` when another moderator was quicker.
pub async fn decide(tx: &Tx, deed: Deed, id: Id, accepted: bool, reason: &str) -> Result<bool> {
    let asked: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE join_requests SET decided_at = $3, decided_by = $4, accepted = $5, reason = $6
             WHERE id = $1 AND community = $2 AND decided_at IS NULL RETURNING account",
            id,
            deed.community,
            deed.now,
            deed.by,
            accepted,
            reason
        ))
        .await?;
    let Some((account,)) = asked else { return Ok(false) };
    if accepted {
        members::join(tx, deed.community, account, deed.now, activity::Origin::Lived, deed.now).await?;
    }
    log(tx, deed, if accepted { "let_in" } else { "declined" }, "join_request", id).await?;
    inbox::put(tx, account, ANSWERED, deed.community, deed.now).await?;
    if waiting(tx, deed.community, 1).await?.is_empty() {
        inbox::settle(tx, REQUEST, deed.community).await?;
    }
    Ok(true)
}
