//! Whom a proposal concerns: who leads is told of one that waits, its author of what became of it, and whoever said
//! something of another text.

use base::activity::Recorded;
use base::{Result, Tx};
use web::App;

use super::store::proposals;
use crate::communities::store as communities;
use crate::inbox::{self, DECIDED, Listener, PROPOSAL, store as rows};

pub(super) const LISTENER: Listener = Listener {
    name: "charter",
    verbs: &[
        "charter_proposed",
        "charter_proposal_changed",
        "charter_proposal_taken",
        "charter_proposal_declined",
        "charter_proposal_withdrawn",
        "charter_proposal_removed",
        "charter_proposal_restored",
    ],
    tell: |_, tx, entry| Box::pin(tell(tx, entry)),
};

/// Brings inboxes up to the log.
pub async fn tell_once(app: &App) -> Result<()> {
    inbox::behind(app, LISTENER, 0).await.map(|_| ())
}

async fn tell(tx: Tx, entry: Recorded) -> Result<()> {
    let Some(community) = entry.community else { return Ok(()) };
    let actor = entry.actor.unwrap_or(0);
    // As it is by now: it may have been decided before anybody was told of it.
    let Some(proposal) = proposals::find(&tx, community, entry.object).await?.filter(|found| found.removed_at.is_none()) else {
        for kind in [PROPOSAL, DECIDED] {
            rows::settle(&tx, kind, entry.object).await?;
        }
        return Ok(());
    };
    if proposal.is_open() {
        let mut concerned = communities::champions(&tx, community, entry.at).await?;
        if entry.verb == "charter_proposal_changed" {
            concerned.extend(proposals::voices(&tx, proposal.id).await?);
        }
        for account in concerned.into_iter().filter(|account| *account != actor && *account != proposal.author) {
            rows::put(&tx, account, PROPOSAL, proposal.id, entry.at).await?;
        }
        return Ok(());
    }
    rows::settle(&tx, PROPOSAL, proposal.id).await?;
    let decided = entry.verb == "charter_proposal_taken" || entry.verb == "charter_proposal_declined";
    if decided && proposal.author != actor {
        rows::put(&tx, proposal.author, DECIDED, proposal.id, entry.at).await?;
    }
    Ok(())
}
