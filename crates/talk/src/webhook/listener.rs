//! Consequences: what the log says happened, and what is told of it. The cursor moves with the rows of the outbox.

use base::activity::{self, Origin, Recorded};
use base::{Id, Result, Time, Tx};
use web::App;

use super::news::{self, News};
use super::store::{self, NewPost};

/// Entries that are read at once.
const BATCH: i64 = 300;
/// Communities whose week is told in one transaction.
const WEEKS: i64 = 20;

/// Brings the outbox up to the log. What happened before the first webhook is told to nobody.
///
/// # Errors
/// When the database cannot be read or written; the next run begins where this one did.
pub async fn catch_up(app: &App) -> Result<()> {
    read_on(app, 0).await.map(|_| ())
}

/// Reads the log behind the cursor, or behind `seen` where that is further; how far it came. The cursor is moved when there
/// is something to tell, not for every entry: a site whose communities have no webhook is not written to.
pub(super) async fn read_on(app: &App, seen: i64) -> Result<i64> {
    let newest = activity::newest(&app.db).await?;
    let cursor = app.db.read(|tx| async move { store::cursor(&tx).await }).await?;
    // The first time; or an older copy of the database was put in place of a newer one.
    let Some(mut cursor) = cursor.filter(|cursor| *cursor <= newest) else {
        app.db.write(move |tx| async move { store::set_cursor(&tx, newest).await }).await?;
        return Ok(newest);
    };
    let mut seen = seen.max(cursor);
    loop {
        let entries = activity::after(&app.db, seen, BATCH).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(seen) };
        if matters(app, &entries).await? || entries.len() as i64 == BATCH {
            let (inner, before) = (app.clone(), cursor);
            app.db
                .write(move |tx| async move {
                    // Another node may have been here.
                    if store::cursor(&tx).await? == Some(before) {
                        tell(&tx, &inner, &entries).await?;
                        store::set_cursor(&tx, last).await?;
                    }
                    Ok(())
                })
                .await?;
            cursor = app.db.read(|tx| async move { store::cursor(&tx).await }).await?.unwrap_or(last);
        }
        seen = last.max(cursor);
    }
}

fn lived(entries: &[Recorded]) -> impl Iterator<Item = &Recorded> {
    entries.iter().filter(|entry| entry.origin == Origin::Lived)
}

/// Threads that were begun.
fn begun(entries: &[Recorded]) -> Vec<Id> {
    let opening = |entry: &&Recorded| entry.kind == "thread" && matches!(entry.verb.as_str(), "asked" | "started" | "announced");
    lived(entries).filter(opening).map(|entry| entry.object).collect()
}

/// Communities whose webhook was set.
fn set(entries: &[Recorded]) -> Vec<Id> {
    lived(entries).filter(|entry| entry.kind == "webhook" && entry.verb == "webhook_set").map(|entry| entry.object).collect()
}

async fn matters(app: &App, entries: &[Recorded]) -> Result<bool> {
    let threads = begun(entries);
    if !set(entries).is_empty() || threads.is_empty() {
        return Ok(!set(entries).is_empty());
    }
    Ok(!app.db.read(move |tx| async move { store::threads_to_tell(&tx, &threads).await }).await?.is_empty())
}

async fn tell(tx: &Tx, app: &App, entries: &[Recorded]) -> Result<()> {
    let now = app.clock.now();
    for thread in store::threads_to_tell(tx, &begun(entries)).await? {
        let path = format!("/c/{}/t/{}/{}", thread.slug, thread.id, thread.thread_slug);
        let reason = format!("thread {}", thread.id);
        let post = NewPost { community: thread.community, reason, title: thread.title, body: String::new(), path };
        store::put(tx, &post, now).await?;
    }
    for community in set(entries) {
        tell_date(tx, app, community, now).await?;
    }
    Ok(())
}

/// The planned first date.
async fn tell_date(tx: &Tx, app: &App, community: Id, now: Time) -> Result<()> {
    if !store::webhook(tx, community).await?.is_some_and(|hook| hook.dates) {
        return Ok(());
    }
    let Some(place) = store::place(tx, community).await? else { return Ok(()) };
    let Some((what, when)) = news::next_date(tx, &place, now).await? else { return Ok(()) };
    let title = news::tongue(app, &place).with2("news-next", "what", what, "when", &when);
    let (reason, path) = (format!("date {when}"), format!("/c/{}", place.slug));
    store::put(tx, &NewPost { community, reason, title, body: String::new(), path }, now).await
}

/// Tells the weeks that are over. A week in which nothing happened is told to nobody.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn tell_weeks(app: &App) -> Result<()> {
    let (now, inner) = (app.clock.now(), app.clone());
    app.db
        .write(move |tx| async move {
            for (community, since) in store::weeks_due(&tx, now.plus(-7 * Time::DAY), WEEKS).await? {
                store::week_told(&tx, community, now).await?;
                let Some(place) = store::place(&tx, community).await? else { continue };
                // After a long stop the last week is told, not all of them.
                let news = News::since(&tx, &place, since.max(now.plus(-7 * Time::DAY)), now).await?;
                if news.is_empty() {
                    continue;
                }
                let t = news::tongue(&inner, &place);
                let (title, body) = (t.say("news-week").to_owned(), news.lines(t));
                let (reason, path) = (format!("week {}", now.0), format!("/c/{}", place.slug));
                store::put(&tx, &NewPost { community, reason, title, body, path }, now).await?;
            }
            Ok(())
        })
        .await
}
