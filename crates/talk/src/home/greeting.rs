//! Who greets whom: each newcomer has one greeter among those who lead, who finds them in the inbox.

use base::activity::{Origin, Recorded};
use base::{Id, Result, Time, Tx};
use people::communities::store as communities;
use people::inbox::{Listener, NEWCOMER, store as inbox};
use people::members::store as members;
use web::App;

pub(super) const LISTENER: Listener =
    Listener { name: "greeters", verbs: &["joined", "left"], tell: |app, tx, entry| Box::pin(tell(app, tx, entry)) };

/// Who greets somebody: of those who lead, each their share, and always the same one. Nobody greets themselves.
pub(super) async fn greeter(tx: &Tx, community: Id, account: Id, now: Time) -> Result<Option<Id>> {
    let leading = communities::champions(tx, community, now).await?;
    let others: Vec<Id> = leading.into_iter().filter(|id| *id != account).collect();
    let turn = usize::try_from(account).unwrap_or(0) % others.len().max(1);
    Ok(others.get(turn).copied())
}

/// Whoever came by themselves waits for their greeter, until they are seen, or go. Lists that were brought tell nobody.
async fn tell(_: App, tx: Tx, entry: Recorded) -> Result<()> {
    let (Some(community), Some(account)) = (entry.community, entry.actor) else { return Ok(()) };
    if entry.verb == "left" {
        return inbox::settle(&tx, NEWCOMER, entry.object).await;
    }
    let here = members::standing(&tx, community, account).await?.is_some();
    if entry.origin != Origin::Lived || !here {
        return Ok(());
    }
    match greeter(&tx, community, account, entry.at).await? {
        Some(greeter) => inbox::put(&tx, greeter, NEWCOMER, entry.object, entry.at).await,
        None => Ok(()),
    }
}
