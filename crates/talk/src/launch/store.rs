//! SQL of launches and plans.

use base::{Id, Result, Time, Tx, record, sql};

use super::listen::Heard;
use super::model::{Serves, Step};

/// As many launches somebody may have open at once.
pub const MOST: i64 = 20;

record! {
    /// A community on its way.
    #[derive(Clone, Debug)]
    pub struct Launch {
        pub id: Id,
        pub community: Id,
        pub step: Step,
        pub answers: String,
        pub updated_at: Time,
    }
}

pub async fn begin(tx: &Tx, account: Id, answers: &str, now: Time) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO launches (account, step, answers, created_at, updated_at) VALUES ($1, $2, $3, $4, $4) RETURNING id",
            account,
            Step::Domain,
            answers,
            now
        ))
        .await?;
    Ok(id)
}

/// Somebody's launch.
pub async fn one(tx: &Tx, account: Id, id: Id) -> Result<Option<Launch>> {
    tx.optional(sql!("SELECT id, community, step, answers, updated_at FROM launches WHERE id = $2 AND account = $1", account, id))
        .await
}

/// Somebody's launches that became nothing yet, the latest first.
pub async fn open(tx: &Tx, account: Id) -> Result<Vec<Launch>> {
    let mut all: Vec<Launch> = tx
        .all(sql!(
            list "SELECT id, community, step, answers, updated_at FROM launches WHERE account = $1
                  ORDER BY updated_at DESC, id DESC LIMIT $2",
            account, 2 * MOST
        ))
        .await?;
    all.retain(|launch| launch.community == 0);
    Ok(all)
}

/// Keeps what was answered, and how far somebody came.
pub async fn keep(tx: &Tx, launch: Id, step: Step, answers: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE launches SET step = $2, answers = $3, updated_at = $4 WHERE id = $1 AND community = 0",
        launch,
        step,
        answers,
        now
    ))
    .await
    .map(|_| ())
}

/// Marks what a launch became; `false` when it had become something before.
pub async fn became(tx: &Tx, launch: Id, community: Id) -> Result<bool> {
    let done = tx.run(sql!("UPDATE launches SET community = $2 WHERE id = $1 AND community = 0", launch, community)).await?;
    Ok(done > 0)
}

/// Forgets a launch that became nothing.
pub async fn forget(tx: &Tx, account: Id, launch: Id) -> Result<()> {
    if one(tx, account, launch).await?.is_some_and(|launch| launch.community == 0) {
        tx.run(sql!("DELETE FROM launch_answers WHERE launch = $1", launch)).await?;
    }
    tx.run(sql!("DELETE FROM launches WHERE id = $1 AND account = $2 AND community = 0", launch, account)).await.map(|_| ())
}

/// Says whom a community is for.
pub async fn serves(tx: &Tx, community: Id, serves: Serves) -> Result<()> {
    tx.run(sql!("UPDATE communities SET serves = $2 WHERE id = $1", community, serves)).await.map(|_| ())
}

record! {
    /// Something that is planned until the place for it is there.
    #[derive(Clone, Debug, Default)]
    pub struct Plan {
        pub kind: String,
        pub title: String,
        pub about: String,
        pub place: String,
        /// `2026-12-10`, or nothing.
        pub day: String,
        /// `16:00`, or nothing.
        pub hour: String,
    }
}

pub async fn plan(tx: &Tx, community: Id, plan: &Plan) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO plans (community, kind, title, about, place, day, hour) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        community,
        &plan.kind,
        &plan.title,
        &plan.about,
        &plan.place,
        &plan.day,
        &plan.hour
    ))
    .await
    .map(|_| ())
}

/// What is planned in a community; a handful.
pub async fn plans(tx: &Tx, community: Id) -> Result<Vec<Plan>> {
    tx.all(sql!("SELECT kind, title, about, place, day, hour FROM plans WHERE community = $1 LIMIT 20", community)).await
}

/// The language of a community that is still there.
pub async fn language(tx: &Tx, community: Id) -> Result<Option<String>> {
    let found: Option<(String,)> =
        tx.optional(sql!("SELECT language FROM communities WHERE id = $1 AND removed_at IS NULL", community)).await?;
    Ok(found.map(|(language,)| language))
}

/// A slug that no community has or had: `wanted`, or `wanted-2`, `wanted-3` …
pub async fn free_slug(tx: &Tx, wanted: &str) -> Result<String> {
    let taken: Vec<(String,)> = tx
        .all(sql!(
            "SELECT slug FROM communities /* removed ones, too */ WHERE slug = $1 OR (slug >= $2 AND slug < $3)",
            wanted,
            format!("{wanted}-"),
            format!("{wanted}.")
        ))
        .await?;
    if !taken.iter().any(|(slug,)| slug == wanted) {
        return Ok(wanted.to_owned());
    }
    let numbers = taken.iter().filter_map(|(slug,)| slug[wanted.len()..].strip_prefix('-')?.parse::<u64>().ok());
    Ok(format!("{wanted}-{}", numbers.max().unwrap_or(1) + 1))
}

/// Opens a launch to answers, under `code` unless it has one.
pub async fn listen(tx: &Tx, launch: Id, code: &str) -> Result<()> {
    tx.run(sql!("UPDATE launches SET listen = $2 WHERE id = $1 AND listen = '' AND community = 0", launch, code))
        .await
        .map(|_| ())
}

/// The code of a launch's link; empty while nobody is asked.
pub async fn listening(tx: &Tx, launch: Id) -> Result<String> {
    let found: Option<(String,)> = tx.optional(sql!("SELECT listen FROM launches WHERE id = $1", launch)).await?;
    Ok(found.map(|(code,)| code).unwrap_or_default())
}

/// The launch behind a link that asks, and what its founder answered so far.
pub async fn by_code(tx: &Tx, code: &str) -> Result<Option<(Id, String)>> {
    tx.optional(sql!("SELECT id, answers FROM launches WHERE listen = $1 AND listen <> '' AND community = 0", code)).await
}

/// Keeps what somebody answered; the same form twice is one answer.
pub async fn hear(tx: &Tx, launch: Id, name: &str, answers: &str, form: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO launch_answers (launch, name, answers, form, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (launch, form) DO NOTHING",
        launch,
        name,
        answers,
        form,
        now
    ))
    .await
    .map(|_| ())
}

/// What people answered, the latest first; at most 200.
pub(super) async fn heard(tx: &Tx, launch: Id) -> Result<Vec<Heard>> {
    let rows: Vec<(String, String, Time)> = tx
        .all(sql!(
            list "SELECT name, answers, created_at FROM launch_answers WHERE launch = $1 ORDER BY created_at DESC, id DESC LIMIT 200",
            launch
        ))
        .await?;
    let read = |(name, answers, created_at): (String, String, Time)| Heard {
        name,
        answers: serde_json::from_str(&answers).unwrap_or_default(),
        created_at,
    };
    Ok(rows.into_iter().map(read).collect())
}
