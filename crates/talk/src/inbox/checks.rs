//! Two weeks after a question was solved, its asker and everybody who had the same problem are asked whether it worked.

use std::time::Duration;

use base::{Result, Time};
use people::inbox::{CHECK, store as inbox};
use people::veils::store as veils;
use web::App;

use crate::threads::store::voting;

/// How long after the answer was accepted, ms.
const LATER: i64 = 14 * Time::DAY;
/// Threads in one transaction.
const BATCH: i64 = 50;

/// Asks every hour until the program ends.
pub(super) async fn ask(app: App) {
    loop {
        if let Err(error) = ask_once(&app).await {
            tracing::error!(%error, "nobody was asked how it went");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// Asks everybody who is due. A thread is asked about once: its mark is set with the rows.
pub async fn ask_once(app: &App) -> Result<()> {
    let now = app.clock.now();
    loop {
        let asked = app
            .db
            .write(move |tx| async move {
                let due = voting::to_check(&tx, now.plus(-LATER), BATCH).await?;
                for (thread, asker) in &due {
                    let answer = voting::accepted_author(&tx, *thread).await?;
                    let concerned = voting::same_problem(&tx, *thread).await?.into_iter().chain([*asker]);
                    for account in concerned.filter(|account| Some(*account) != answer) {
                        let account = veils::behind(&tx, account).await?;
                        inbox::put(&tx, account, CHECK, *thread, now).await?;
                    }
                    voting::set_checked(&tx, *thread).await?;
                }
                Ok(due.len())
            })
            .await?;
        if asked < BATCH as usize {
            return Ok(());
        }
    }
}
