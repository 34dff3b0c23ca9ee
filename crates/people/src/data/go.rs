//! The job that lets people go whose fourteen days are over.

use std::time::Duration;

use base::{Id, Result, Time, Tx};
use web::{App, Handling, What};

use super::store::{self, Departure};
use crate::communities::store as communities;
use crate::members::store as members;

/// Things in one transaction.
const BATCH: i64 = 50;

/// Lets them go every hour until the program ends.
pub(super) async fn let_go(app: App) {
    loop {
        if let Err(error) = go_due(&app).await {
            tracing::error!(%error, "somebody who wanted to go is still here");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
}

/// Lets everybody go who is due. One who leads a community alone by now waits until somebody else does.
pub async fn go_due(app: &App) -> Result<()> {
    let now = app.clock.now();
    for departure in app.db.read(move |tx| async move { store::due(&tx, now).await }).await? {
        let account = departure.account;
        if !app.db.read(move |tx| async move { store::led_alone(&tx, account, now).await }).await?.is_empty() {
            continue;
        }
        if departure.removes {
            take_away(app, &departure, now).await?;
        }
        let name = app.texts.tongue(web::Language::English).say("departed-name");
        app.db.write(move |tx| async move { leave(&tx, account, name, now).await }).await?;
    }
    Ok(())
}

/// Takes away what they wrote, community by community.
async fn take_away(app: &App, departure: &Departure, now: Time) -> Result<()> {
    let account = departure.account;
    for community in app.db.read(move |tx| async move { store::communities(&tx, account).await }).await? {
        for kind in app.moderated.clone() {
            loop {
                let work = move |tx: Tx| async move {
                    let handling = Handling { community, by: Some(account), now, what: What::Remove, why: String::new() };
                    let mut taken = 0;
                    for id in (kind.of)(&tx, community, account, 0, BATCH).await? {
                        taken += usize::from((kind.handle)(&tx, &handling, id).await?);
                    }
                    Ok(taken)
                };
                if app.db.write(work).await? == 0 {
                    break;
                }
            }
        }
    }
    Ok(())
}

async fn leave(tx: &Tx, account: Id, name: &'static str, now: Time) -> Result<()> {
    for community in store::communities(tx, account).await? {
        communities::bump(tx, community).await?;
        communities::end_grants(tx, community, account, now).await?;
        members::leave(tx, community, account, now).await?;
    }
    store::empty(tx, account, name, now).await
}
