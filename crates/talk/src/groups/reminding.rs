//! When the day comes on which a group wanted to be done, its lead finds it in the inbox; of a group that nobody leads, who
//! leads the community.

use std::time::Duration;

use base::Result;
use people::communities::store as communities;
use people::groups::store as groups;
use people::inbox::{GROUP_DUE, store as inbox};
use web::App;

/// Groups in one transaction.
const BATCH: i64 = 50;

/// Reminds every hour until the program ends.
pub(super) async fn remind(app: App) {
    loop {
        if let Err(error) = remind_once(&app).await {
            tracing::error!(%error, "nobody was told that a group's day has come");
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
                let due = groups::due(&tx, now, BATCH).await?;
                for (group, community, lead) in &due {
                    let tell = match lead {
                        0 => communities::champions(&tx, *community, now).await?,
                        lead => vec![*lead],
                    };
                    for account in tell {
                        inbox::put(&tx, account, GROUP_DUE, *group, now).await?;
                    }
                    groups::set_reminded(&tx, *group).await?;
                }
                Ok(due.len())
            })
            .await?;
        if told < BATCH as usize {
            return Ok(());
        }
    }
}
