//! What the activity log has for inboxes, and what else follows from it row by row: a feature names the verbs that it listens
//! to, and writes its rows in the transaction that moves its cursor. So everything is told once, also when the program ends in between.

use std::pin::Pin;
use std::time::Duration;

use base::activity::{self, Origin, Recorded};
use base::{Result, Time, Tx};
use web::App;

use super::store;

/// Entries that are read at once.
const BATCH: i64 = 1000;
/// How long several changes are gathered.
const GATHER: Duration = Duration::from_secs(1);
/// How often to look for commits of other processes.
const LOOK: Duration = Duration::from_secs(5);
/// What is older is no news, ms: nobody is told of a year when they put a new version of the program in place.
const NEWS: i64 = 7 * Time::DAY;

/// Puts what an entry means before those whom it concerns.
pub type Tell = fn(App, Tx, Recorded) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// Whoever listens.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Under which its cursor is kept.
    pub name: &'static str,
    pub verbs: &'static [&'static str],
    pub tell: Tell,
}

/// Listens until the program ends.
pub async fn listen(app: App, listener: Listener) {
    let mut changes = app.db.changes();
    let mut read = 0;
    loop {
        match behind(&app, listener, read).await {
            Ok(seq) => read = seq,
            Err(error) => {
                tracing::error!(%error, listener = listener.name, "inboxes stay behind the log");
                read = 0;
            }
        }
        tokio::time::sleep(GATHER).await;
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

/// Tells what stands behind the cursor, and behind `read`: so far nothing mattered. How far it is read now.
///
/// # Errors
/// When the database cannot be read or written; nothing of the last batch was told then.
pub async fn behind(app: &App, listener: Listener, read: i64) -> Result<i64> {
    let name = listener.name;
    let kept = app.db.read(move |tx| async move { store::cursor(&tx, name).await }).await?;
    let newest = activity::newest(&app.db).await?;
    // An older copy of the database may have been put in place of a newer one.
    let mut read = if kept > newest || read > newest { newest } else { kept.max(read) };
    loop {
        let entries = activity::after(&app.db, read, BATCH).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(read) };
        let full = entries.len() as i64 == BATCH;
        let since = app.clock.now().plus(-NEWS);
        let matters =
            |entry: &Recorded| entry.origin == Origin::Lived && entry.at > since && listener.verbs.contains(&entry.verb.as_str());
        let news: Vec<Recorded> = entries.into_iter().filter(matters).collect();
        if !news.is_empty() || full {
            let here = app.clone();
            app.db.write(move |tx| async move { tell(&here, &tx, listener, kept, last, news).await }).await?;
            // From the cursor as it stands now, whoever moved it.
            return Box::pin(behind(app, listener, 0)).await;
        }
        read = last;
    }
}

async fn tell(app: &App, tx: &Tx, listener: Listener, before: i64, last: i64, news: Vec<Recorded>) -> Result<()> {
    // Another process may have told it meanwhile.
    if !store::move_cursor(tx, listener.name, before, last).await? {
        return Ok(());
    }
    for entry in news {
        (listener.tell)(app.clone(), tx.clone(), entry).await?;
    }
    Ok(())
}
