//! The account of somebody who waited for it.

use base::activity::Origin;
use base::{Id, Result, Time, Tx};

use super::store::SignUp;
use crate::accounts::handle;
use crate::accounts::newcomer::newcomer;
use crate::accounts::single_sign_on;
use crate::accounts::store::{self, NewAccount, secrets};
use crate::members::store as members;

/// Makes the account; a handle that was taken meanwhile gets a number. `Conflict` when the address was.
pub(super) async fn make(tx: &Tx, waiting: &SignUp, now: Time) -> Result<Id> {
    let wanted = if waiting.handle.is_empty() { handle::of_name(&waiting.name) } else { waiting.handle.clone() };
    let new = NewAccount {
        handle: store::free_handle(tx, &wanted).await?,
        name: waiting.name.clone(),
        email: Some(waiting.email.clone()),
        claimed: true,
        created_at: now.0,
        ..NewAccount::default()
    };
    let account = newcomer(tx, &new, now).await?;
    if !waiting.password.is_empty() {
        secrets::set_password(tx, account, &waiting.password, now).await?;
    }
    let elsewhere = !waiting.subject.is_empty();
    // They may have linked it with another account meanwhile.
    if elsewhere && single_sign_on::store::whose(tx, &waiting.issuer, &waiting.subject).await?.is_none() {
        single_sign_on::store::link(tx, account, &waiting.issuer, &waiting.subject, &waiting.label, now).await?;
    }
    if let Some(community) = waiting.community {
        members::join(tx, community, account, now, Origin::Lived, now).await?;
    }
    Ok(account)
}
