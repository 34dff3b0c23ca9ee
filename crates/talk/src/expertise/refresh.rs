//! The job that keeps who knows what: every ten minutes it reads the log and counts again the labels of threads in which
//! something happened. Nobody waits for it, and a vote more or less moves nobody's place by much, so that is often enough.
//!
//! What the log does not tell (votes, the label that a thread has left) is put right within a week: then every label is
//! counted once more, a few at a time.

use std::collections::BTreeSet;
use std::time::Duration;

use base::activity::{self, Origin, Recorded};
use base::{Id, Result, Time};
use web::App;

use super::store;

const EVERY: Duration = Duration::from_secs(600);
/// Entries that are read at once.
const BATCH: i64 = 1000;
/// Things that are looked up at once, and labels in one transaction.
const CHUNK: usize = 400;
const LABELS: usize = 10;
/// Labels are counted again after so long, ms, and so many of them in one run.
const OLD: i64 = 7 * Time::DAY;
const OLD_ONES: i64 = 50;

pub(super) async fn keep(app: App) {
    loop {
        if let Err(error) = refresh(&app).await {
            tracing::error!(%error, "who knows what stays as it was");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Brings who knows what up to the log.
///
/// # Errors
/// When the database cannot be read or written; the next run begins where this one did.
pub async fn refresh(app: &App) -> Result<()> {
    let (cursor, now) = (store::cursor(&app.db).await?, app.clock.now());
    // An older copy of the database may have been put in place of a newer one, or this is the first time.
    let (mut labels, newest) = if cursor == 0 || activity::newest(&app.db).await? < cursor {
        let newest = activity::newest(&app.db).await?;
        (store::all_labels(&app.db).await?.into_iter().collect(), newest)
    } else {
        touched(app, cursor).await?
    };
    labels.extend(store::due(&app.db, now.plus(-OLD), OLD_ONES).await?);
    let labels: Vec<Id> = labels.into_iter().collect();
    for some in labels.chunks(LABELS) {
        let some = some.to_vec();
        let count = move |tx: base::Tx| async move {
            for label in some {
                store::count(&tx, label, now).await?;
            }
            Ok(())
        };
        app.db.write(count).await?;
    }
    if newest == cursor {
        return Ok(());
    }
    app.db.write(move |tx| async move { store::set_cursor(&tx, newest).await }).await
}

/// The labels under which something happened behind the cursor, and how far the log goes.
async fn touched(app: &App, mut cursor: i64) -> Result<(BTreeSet<Id>, i64)> {
    let mut labels = BTreeSet::new();
    loop {
        let entries = activity::after(&app.db, cursor, BATCH).await?;
        let Some(last) = entries.last() else { return Ok((labels, cursor)) };
        cursor = last.seq;
        let of = |kind: &str| -> Vec<Id> {
            let some = entries.iter().filter(|entry| entry.kind == kind && matters(entry));
            some.map(|entry| entry.object).collect()
        };
        let mut threads = of("thread");
        for posts in of("post").chunks(CHUNK) {
            threads.extend(store::threads_of(&app.db, posts).await?);
        }
        for threads in threads.chunks(CHUNK) {
            labels.extend(store::labels_of(&app.db, threads).await?);
        }
    }
}

/// Whether an entry can change what is accepted, or where it stands. What an import brings may come accepted.
fn matters(entry: &Recorded) -> bool {
    let written = ["asked", "started", "answered", "replied", "commented", "edited"];
    entry.origin == Origin::Imported || !written.contains(&entry.verb.as_str())
}
