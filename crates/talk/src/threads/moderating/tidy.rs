//! What time does: deleted things are emptied after 30 days, keys of forms and counted readers are forgotten.

use std::time::Duration;

use base::{Result, Time};
use web::App;

use crate::threads::rights::UNDO;
use crate::threads::store::{following, moderating, posting, recount};

/// Rows in one transaction.
const BATCH: i64 = 200;
/// Keys of forms are kept this long, ms.
const ONCE: i64 = 7 * Time::DAY;

/// Tidies every hour until the program ends.
pub async fn tidy(app: App) {
    loop {
        if let Err(error) = tidy_once(&app).await {
            tracing::error!(%error, "threads were not tidied");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// One round of it.
pub async fn tidy_once(app: &App) -> Result<()> {
    let now = app.clock.now();
    let old = now.plus(-UNDO);
    loop {
        let emptied = app
            .db
            .write(move |tx| async move {
                let threads = moderating::old_threads(&tx, old, BATCH / 10).await?;
                for thread in &threads {
                    moderating::purge_thread(&tx, *thread, now).await?;
                    recount::thread(&tx, *thread).await?;
                }
                let posts = moderating::old_posts(&tx, old, BATCH).await?;
                moderating::purge_posts(&tx, &posts, now).await?;
                Ok(threads.len() + posts.len())
            })
            .await?;
        if emptied == 0 {
            break;
        }
    }
    app.db
        .write(move |tx| async move {
            posting::forget_once(&tx, now.plus(-ONCE)).await?;
            following::forget_views(&tx, now).await
        })
        .await?;
    Ok(())
}
