//! When the day comes on which a charter is looked at again, who leads finds it in the inbox. And what was taken away goes
//! for good when it can no longer be brought back.

use std::time::Duration;

use base::Result;
use web::App;

use super::store::{proposals, purging, reviews};
use crate::communities::store as communities;
use crate::inbox::{CHARTER, store as inbox};

/// Charters in one transaction.
const BATCH: i64 = 50;

/// Reminds every hour until the program ends.
pub(super) async fn remind(app: App) {
    loop {
        if let Err(error) = remind_once(&app).await {
            tracing::error!(%error, "nobody was reminded of a charter");
        }
        if let Err(error) = purge_once(&app).await {
            tracing::error!(%error, "what was taken away from charters is still there");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// Ends what was taken away too long ago.
pub async fn purge_once(app: &App) -> Result<()> {
    let before = app.clock.now().plus(-proposals::BACK);
    app.db.write(move |tx| async move { purging::purge(&tx, before).await }).await
}

/// Reminds everybody who is due. A day is told of once: its mark is set with the rows.
pub async fn remind_once(app: &App) -> Result<()> {
    let now = app.clock.now();
    loop {
        let told = app
            .db
            .write(move |tx| async move {
                let due = reviews::due(&tx, now, BATCH).await?;
                for community in &due {
                    for champion in communities::champions(&tx, *community, now).await? {
                        inbox::put(&tx, champion, CHARTER, *community, now).await?;
                    }
                    reviews::set_reminded(&tx, *community).await?;
                }
                Ok(due.len())
            })
            .await?;
        if told < BATCH as usize {
            return Ok(());
        }
    }
}
