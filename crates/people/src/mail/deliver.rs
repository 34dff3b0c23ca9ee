//! The job that sends what is due. Several nodes may run it: a message is taken before it is sent, and given free again
//! when whoever took it never came back. So a message is sent at least once, and twice only after a crash.

use std::time::Duration;

use base::{Result, Time};
use lettre::message::Mailbox;
use web::App;

use super::compose::{Letter, compose, sender};
use super::settings::{MailSettings, held};
use super::smtp::{Line, Step, Trouble};
use super::store::{self, Claimed};

/// Messages that are taken at once; also how many share one line to the server.
const BATCH: i64 = 10;
/// Longer than a batch of messages can take.
const LEASE: i64 = 20 * Time::MINUTE;
/// The wait after each failed attempt; after the last one a message has failed.
const WAITS: [i64; 7] =
    [Time::MINUTE, 5 * Time::MINUTE, 30 * Time::MINUTE, 2 * Time::HOUR, 6 * Time::HOUR, 12 * Time::HOUR, 24 * Time::HOUR];
/// Messages are kept this long.
const KEPT: i64 = 30 * Time::DAY;
/// At most one look a second, and one at least so often (another process may have written).
const BETWEEN: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_secs(15);

/// Sends what is due until the program ends.
pub(super) async fn deliver(app: App) {
    let mut changes = app.db.changes();
    let mut purged = Time(0);
    loop {
        let sent = send_due(&app).await;
        if let Err(error) = sent {
            tracing::error!(%error, "mail waits");
        }
        let now = app.clock.now();
        if now.since(purged) > Time::DAY {
            purged = now;
            let done = app.db.write(move |tx| async move { store::purge(&tx, now.plus(-KEPT)).await }).await;
            if let Err(error) = done {
                tracing::warn!(%error, "old mail is kept");
            }
        }
        tokio::time::sleep(BETWEEN).await;
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

/// Sends what is due now; nothing when no server is set. The number of messages that were tried.
pub async fn send_due(app: &App) -> Result<usize> {
    let mut tried = 0;
    loop {
        let now = app.clock.now();
        let ids = app.db.read(move |tx| async move { store::due(&tx, now, BATCH).await }).await?;
        if ids.is_empty() {
            return Ok(tried);
        }
        let settings = held(app).await?.settings;
        if !settings.is_on() {
            return Ok(tried);
        }
        let lease = now.plus(LEASE);
        let claimed = app.db.write(move |tx| async move { store::claim(&tx, &ids, now, lease).await }).await?;
        tried += claimed.len();
        send_all(app, &settings, claimed).await?;
    }
}

async fn send_all(app: &App, settings: &MailSettings, claimed: Vec<Claimed>) -> Result<()> {
    let from = sender(&settings.from)?;
    // One line for all of them; when it cannot be opened, that is the answer for all of them.
    let mut line = Line::open(settings, from.email.domain()).await;
    for mail in claimed {
        let now = app.clock.now();
        let outcome = match &mut line {
            Ok(open) => send_one(open, &mail, &from, now).await,
            Err(trouble) => Err(trouble.clone()),
        };
        note(app, mail, outcome, now).await?;
    }
    if let Ok(line) = line {
        line.close().await;
    }
    Ok(())
}

async fn send_one(line: &mut Line, mail: &Claimed, from: &Mailbox, now: Time) -> std::result::Result<(), Trouble> {
    let unsendable = |step, why: &dyn std::fmt::Display| Trouble { for_good: true, ..Trouble::at(step, why) };
    if mail.good_until.is_some_and(|until| until <= now) {
        return Err(unsendable(Step::Content, &"it would come too late"));
    }
    let letter = Letter {
        key: format!("{}.{}", mail.created_at.0, mail.id),
        to: mail.recipient.clone(),
        subject: mail.subject.clone(),
        text: mail.body.clone(),
    };
    let message = compose(&letter, from, now).map_err(|error| unsendable(Step::Content, &error))?;
    let to = message.envelope().to().first().ok_or_else(|| unsendable(Step::Recipient, &"no address"))?;
    line.send(&from.email, to, &message.formatted()).await
}

async fn note(app: &App, mail: Claimed, outcome: std::result::Result<(), Trouble>, now: Time) -> Result<()> {
    let next = next_try(&mail, now);
    app.db
        .write(move |tx| async move {
            match outcome {
                Ok(()) => store::sent(&tx, &mail, now).await,
                Err(trouble) => store::failed(&tx, &mail, &trouble, next.filter(|_| !trouble.for_good)).await,
            }
        })
        .await
}

/// When a message that could not be sent is tried again; `None` when it was tried often enough or would come too late.
fn next_try(mail: &Claimed, now: Time) -> Option<Time> {
    let wait = usize::try_from(mail.attempts - 1).ok().and_then(|n| WAITS.get(n))?;
    Some(now.plus(*wait)).filter(|next| mail.good_until.is_none_or(|until| *next < until))
}
