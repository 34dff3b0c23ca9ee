//! Who moderates finds in the inbox that somebody says to be a member who has never signed in; whom a list names and who has
//! an account of their own finds the question there.

use base::activity::Recorded;
use base::{Result, Tx};
use web::App;

use super::store::{claims, invited};
use crate::communities::store as communities;
use crate::inbox::{self, CLAIMS, INVITED, Listener, store as rows};

pub(super) const LISTENER: Listener = Listener {
    name: "claims",
    verbs: &["claim_asked", "claim_granted", "claim_refused", "claimed", "member_invited"],
    tell: |_, tx, entry| Box::pin(tell(tx, entry)),
};

/// Brings inboxes up to the log.
pub async fn tell_once(app: &App) -> Result<()> {
    inbox::behind(app, LISTENER, 0).await.map(|_| ())
}

async fn tell(tx: Tx, entry: Recorded) -> Result<()> {
    let Some(community) = entry.community else { return Ok(()) };
    if entry.verb == "member_invited" {
        return match invited::whom(&tx, entry.object).await? {
            Some(account) => rows::put(&tx, account, INVITED, entry.object, entry.at).await,
            None => Ok(()),
        };
    }
    if claims::open(&tx, community, 1).await?.is_empty() {
        return rows::settle(&tx, CLAIMS, community).await;
    }
    if entry.verb == "claim_asked" {
        for account in communities::moderators(&tx, community, entry.at).await? {
            // Nobody grants to themselves.
            if Some(account) != entry.actor {
                rows::put(&tx, account, CLAIMS, community, entry.at).await?;
            }
        }
    }
    Ok(())
}
