//! When the day comes on which a charter is looked at again, who leads finds it in the inbox.

use std::time::Duration;

use base::Result;
use web::App;

use super::store::reviews;
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
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
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
