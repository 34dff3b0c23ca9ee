//! The listener of announcements: who reads one finds it in the inbox, once; who was asked to confirm and did not is reminded
//! once, by mail, too; for who leaves the community nothing waits. A part of the people at a time; how far it got is written with their rows, so that nobody is told twice
//! after a fall.

use std::time::Duration;

use base::{Id, Result, Time, Tx, activity};
use people::inbox::{ANNOUNCEMENT, store as inbox};
use people::mail::{self, NewMail};
use web::{App, Language, Tongue};

use super::store::{self, Held, Told};

const EVERY: Duration = Duration::from_secs(5);
/// Entries that are read at once, and people in one transaction.
const BATCH: i64 = 1000;
const CHUNK: usize = 200;

pub(super) async fn keep(app: App) {
    loop {
        if let Err(error) = tell_once(&app).await {
            tracing::error!(%error, "an announcement was not told to everybody");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Tells everybody of what was announced behind the cursor.
///
/// # Errors
/// When the database cannot be read or written; the next run goes on where this one was.
pub async fn tell_once(app: &App) -> Result<()> {
    // An older copy of the database may have been put in place of a newer one.
    let mut cursor = store::cursor(&app.db).await?.min(activity::newest(&app.db).await?);
    loop {
        let entries = activity::after(&app.db, cursor, BATCH).await?;
        let Some(last) = entries.last() else { return Ok(()) };
        for entry in &entries {
            match (entry.kind.as_str(), entry.verb.as_str()) {
                ("announcement", "announced") => while tell(app, entry.object).await? {},
                ("announcement", "announcement_reminded") => while remind(app, entry.object).await? {},
                ("member", "left") => gone(app, entry.community, entry.actor).await?,
                _ => {}
            }
        }
        cursor = last.seq;
        app.db.write(move |tx| async move { store::set_cursor(&tx, cursor).await }).await?;
    }
}

/// What was announced in a community waits no longer for somebody who left it: they could not open it.
async fn gone(app: &App, community: Option<Id>, account: Option<Id>) -> Result<()> {
    let (Some(community), Some(account)) = (community, account) else { return Ok(()) };
    app.db.write(move |tx| async move { store::settle_for(&tx, community, account).await }).await
}

/// Tells the next part of the people; whether there are more.
async fn tell(app: &App, thread: Id) -> Result<bool> {
    let now = app.clock.now();
    let write = move |tx: Tx| async move {
        let Some(held) = store::hold(&tx, thread).await? else { return Ok(false) };
        if held.told_at.is_some() {
            return Ok(false);
        }
        // What no longer stands on top when its turn comes bothers nobody.
        let part = if held.until > now { people(&tx, &held, held.told_to, now).await? } else { Vec::new() };
        for one in part.iter().filter(|one| one.account != held.author && one.confirmed_at.is_none()) {
            inbox::put(&tx, one.account, ANNOUNCEMENT, thread, now).await?;
        }
        let (to, more) = next(&part, held.told_to);
        store::set_told(&tx, thread, to, (!more).then_some(now)).await?;
        Ok(more)
    };
    app.db.write(write).await
}

/// Reminds the next part of those who have not confirmed; whether there are more.
async fn remind(app: &App, thread: Id) -> Result<bool> {
    let (now, sender) = (app.clock.now(), app.clone());
    let write = move |tx: Tx| async move {
        let Some(held) = store::hold(&tx, thread).await? else { return Ok(false) };
        if held.reminded_at.is_some() || held.reminder_at.is_none() {
            return Ok(false);
        }
        let part = people(&tx, &held, held.reminded_to, now).await?;
        for one in part.iter().filter(|one| one.account != held.author && one.confirmed_at.is_none()) {
            inbox::put(&tx, one.account, ANNOUNCEMENT, thread, now).await?;
            if let Some(email) = &one.email {
                mail::send(&tx, &letter(&sender, &held, one.account, email), now).await?;
            }
        }
        let (to, more) = next(&part, held.reminded_to);
        store::set_reminded(&tx, thread, to, (!more).then_some(now)).await?;
        Ok(more)
    };
    app.db.write(write).await
}

/// The next part: members by account; with the first of them who reads it by a role alone, who are few.
async fn people(tx: &Tx, held: &Held, after: Id, now: Time) -> Result<Vec<Told>> {
    let mut part = store::members(tx, held, after, CHUNK as i64).await?;
    if after == 0 {
        let others = store::by_role(tx, held, now).await?;
        let known: Vec<Id> = part.iter().map(|one| one.account).collect();
        // Before the members: the last one says how far it got.
        part.splice(0..0, others.into_iter().filter(|one| !known.contains(&one.account)));
    }
    Ok(part)
}

/// How far it got with a part, and whether there may be more.
fn next(part: &[Told], was: Id) -> (Id, bool) {
    (part.last().map_or(was, |one| one.account.max(was)), part.len() >= CHUNK)
}

fn letter(app: &App, held: &Held, account: Id, email: &str) -> NewMail {
    let t: Tongue = app.texts.tongue(Language::from_code(&held.language).unwrap_or(Language::English));
    let link = app.url(&format!("/c/{}/t/{}/{}", held.place, held.thread, held.slug));
    NewMail {
        account: Some(account),
        recipient: email.to_owned(),
        subject: t.with2("announcement-mail-subject", "community", &held.name, "title", &held.title),
        text: t.with2("announcement-mail-text", "title", &held.title, "link", link),
        reason: format!("announcement {} reminder", held.thread),
        good_until: None,
    }
}
