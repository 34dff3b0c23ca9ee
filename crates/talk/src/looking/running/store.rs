//! SQL of imports that run.

use base::{Id, Result, Time, Tx, codes, record, sql};
use web::Visibility;

codes! {
    /// How an import stands.
    pub enum State { Running = "running", Stopping = "stopping", Stopped = "stopped", Done = "done", Failed = "failed", Busy = "busy" }
}

record! {
    /// An import that was begun on a page.
    #[derive(Clone, Debug)]
    pub struct Run {
        pub id: Id,
        pub account: Id,
        pub export: String,
        pub slug: String,
        pub name: String,
        pub visibility: Visibility,
        pub language: String,
        pub state: State,
        pub doing: String,
        pub done: i64,
        pub whole: i64,
        pub report: String,
        pub updated_at: Time,
    }
}

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub export: String,
    pub slug: String,
    pub name: String,
    pub visibility: Visibility,
    pub language: String,
}

/// Notes an import that begins; the same form once more is the same one, and `false` stands beside it.
pub async fn begin(tx: &Tx, account: Id, once: &str, wanted: &Wanted, now: Time) -> Result<(Id, bool)> {
    let made: Option<(Id,)> = tx
        .optional(sql!(
            "INSERT INTO import_runs (account, once, export, slug, name, visibility, language, state, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) ON CONFLICT (account, once) DO NOTHING RETURNING id",
            account,
            once,
            &wanted.export,
            &wanted.slug,
            &wanted.name,
            wanted.visibility,
            &wanted.language,
            State::Running,
            now
        ))
        .await?;
    if let Some((id,)) = made {
        return Ok((id, true));
    }
    let (id,): (Id,) = tx.one(sql!("SELECT id FROM import_runs WHERE account = $1 AND once = $2", account, once)).await?;
    Ok((id, false))
}

pub async fn one(tx: &Tx, id: Id) -> Result<Option<Run>> {
    tx.optional(sql!(
        "SELECT id, account, export, slug, name, visibility, language, state, doing, done, whole, report, updated_at
         FROM import_runs WHERE id = $1",
        id
    ))
    .await
}

/// Notes how far it is; how it stands by then.
pub async fn advance(tx: &Tx, id: Id, doing: &str, done: i64, whole: i64, now: Time) -> Result<Option<State>> {
    let state: Option<(State,)> = tx
        .optional(sql!(
            "UPDATE import_runs SET doing = $2, done = $3, whole = $4, updated_at = $5 WHERE id = $1 RETURNING state",
            id,
            doing,
            done,
            whole,
            now
        ))
        .await?;
    Ok(state.map(|(state,)| state))
}

/// Notes how it ended.
pub async fn end(tx: &Tx, id: Id, state: State, report: &str, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE import_runs SET state = $2, report = $3, updated_at = $4 WHERE id = $1", id, state, report, now))
        .await
        .map(|_| ())
}

/// From one state to another; whether it stood there.
pub async fn turn(tx: &Tx, id: Id, from: State, to: State, now: Time) -> Result<bool> {
    let turned =
        tx.run(sql!("UPDATE import_runs SET state = $3, updated_at = $4 WHERE id = $1 AND state = $2", id, from, to, now));
    Ok(turned.await? > 0)
}

/// Those of which nothing was heard since `before` ended with the program that ran them.
pub async fn end_lost(tx: &Tx, before: Time, now: Time) -> Result<()> {
    for state in [State::Running, State::Stopping] {
        tx.run(sql!(
            "UPDATE import_runs SET state = $2, updated_at = $4 WHERE state = $1 AND updated_at < $3",
            state,
            State::Stopped,
            before,
            now
        ))
        .await?;
    }
    Ok(())
}
