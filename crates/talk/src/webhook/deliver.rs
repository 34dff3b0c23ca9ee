//! The job that tells what is due, through the guarded way to other servers; and how an answer is read.

use std::time::Duration;

use base::{Result, Time};
use http::StatusCode;
use web::App;
use web::fetch::{self, Bounds, Call};

use super::listener;
use super::model::Telling;
use super::store::{self, Claimed, Place, Webhook};

/// Taken at once.
const BATCH: i64 = 10;
/// Longer than a batch can take.
const LEASE: i64 = 10 * Time::MINUTE;
/// The wait after each failed attempt; after the last one it has failed. News of yesterday is none.
const WAITS: [i64; 5] = [Time::MINUTE, 5 * Time::MINUTE, 30 * Time::MINUTE, 2 * Time::HOUR, 12 * Time::HOUR];
/// What was told is kept so long.
const KEPT: i64 = 30 * Time::DAY;
/// At most one look in this time, and one at least so often.
const BETWEEN: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_secs(60);
/// Letters of an answer that are shown.
const SHOWN: usize = 300;

/// Tells what is due until the program ends.
pub(super) async fn run(app: App) {
    let mut changes = app.db.changes();
    let (mut purged, mut seen) = (Time(0), 0);
    loop {
        match round(&app, seen).await {
            Ok(came) => seen = came,
            Err(error) => tracing::error!(%error, "webhooks wait"),
        }
        let now = app.clock.now();
        if now.since(purged) > Time::DAY {
            purged = now;
            let done = app.db.write(move |tx| async move { store::purge(&tx, now.plus(-KEPT)).await }).await;
            if let Err(error) = done {
                tracing::warn!(%error, "what webhooks told is kept");
            }
        }
        tokio::time::sleep(BETWEEN).await;
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

async fn round(app: &App, seen: i64) -> Result<i64> {
    let seen = listener::read_on(app, seen).await?;
    // Looked at first without writing: most of the time nobody is due.
    let week = app.clock.now().plus(-7 * Time::DAY);
    if !app.db.read(move |tx| async move { store::weeks_due(&tx, week, 1).await }).await?.is_empty() {
        listener::tell_weeks(app).await?;
    }
    send_due(app).await.map(|_| seen)
}

/// Tells what is due now; how many were tried.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn send_due(app: &App) -> Result<usize> {
    let mut tried = 0;
    loop {
        let now = app.clock.now();
        let ids = app.db.read(move |tx| async move { store::due(&tx, now, BATCH).await }).await?;
        if ids.is_empty() {
            return Ok(tried);
        }
        let claimed = app.db.write(move |tx| async move { store::claim(&tx, &ids, now, now.plus(LEASE)).await }).await?;
        tried += claimed.len();
        for one in claimed {
            send_one(app, one).await?;
        }
    }
}

async fn send_one(app: &App, one: Claimed) -> Result<()> {
    let community = one.community;
    let read = move |tx: base::Tx| async move {
        Ok((store::webhook(&tx, community).await?, store::place(&tx, community).await?, store::site(&tx).await?))
    };
    let (hook, place, site) = app.db.read(read).await?;
    let outcome = match (hook, place) {
        (Some(hook), Some(place)) => say(&hook, &place, &app.link(&one.path), &one.title, &one.body, site.private).await,
        // Taken away meanwhile.
        _ => Err(Refused { step: "gone", told: String::new(), for_good: true }),
    };
    let now = app.clock.now();
    let wait = usize::try_from(one.attempts - 1).ok().and_then(|n| WAITS.get(n)).copied();
    app.db
        .write(move |tx| async move {
            match outcome {
                Ok(()) => store::sent(&tx, &one, now).await,
                Err(refused) => {
                    let next = wait.filter(|_| !refused.for_good).map(|wait| now.plus(wait));
                    store::failed(&tx, &one, refused.step, &refused.told, next).await
                }
            }
        })
        .await
}

/// Why something could not be told.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    /// A step of [`fetch::Step`], or what the answer means.
    pub step: &'static str,
    pub told: String,
    /// Whether trying again is of no use.
    pub for_good: bool,
}

/// Tells one thing, now.
pub(super) async fn say(
    hook: &Webhook,
    place: &Place,
    link: &str,
    title: &str,
    body: &str,
    private: bool,
) -> std::result::Result<(), Refused> {
    let json = hook.shape.body(&Telling { community: &place.name, title, body, link });
    let bounds = Bounds { private, ..Bounds::default() };
    let answer = fetch::send(Call::post_json(&hook.url, json), &bounds).await.map_err(|trouble| {
        let for_good = matches!(trouble.step, fetch::Step::Address | fetch::Step::Private);
        Refused { step: trouble.step.code(), told: trouble.told, for_good }
    })?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let words: String = String::from_utf8_lossy(answer.body()).chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    let (step, for_good) = match status {
        StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => ("unknown", true),
        StatusCode::TOO_MANY_REQUESTS => ("busy", false),
        _ if status.is_redirection() => ("elsewhere", true),
        _ if status.is_client_error() => ("shape", true),
        _ => ("broken", false),
    };
    Err(Refused { step, told: format!("{status} {words}").trim().to_owned(), for_good })
}
