//! Somebody new: with handle, address and password by `/join`, or by name alone where somebody vouches for them.

use base::activity::{self, Origin};
use base::{Id, Result, Time, Tx};

use super::handle;
use super::store::{self, NewAccount};

/// Letters of the longest name.
pub(super) const LONGEST_NAME: usize = 60;

/// Why somebody cannot be called so: the key of a message.
pub fn name_problem(name: &str) -> Option<&'static str> {
    match name.chars().count() {
        0 => Some("name-missing"),
        n if n > LONGEST_NAME => Some("name-long"),
        _ if name.chars().any(char::is_control) => Some("name-long"),
        _ => None,
    }
}

/// Makes an account and its log entry; `Conflict` when handle or e-mail are taken.
pub async fn newcomer(tx: &Tx, new: &NewAccount, now: Time) -> Result<Id> {
    let account = store::create(tx, new).await?;
    let entry = activity::Entry {
        at: now,
        recorded_at: now,
        origin: Origin::Lived,
        community: None,
        audience: None,
        actor: Some(account),
        verb: "account_made",
        kind: "account",
        object: account,
        payload: String::new(),
    };
    activity::record(tx, entry).await?;
    Ok(account)
}

/// Makes an account of somebody who gave no more than a name; the handle is made from it.
pub async fn by_name(tx: &Tx, name: &str, admin: bool, now: Time) -> Result<Id> {
    let handle = store::free_handle(tx, &handle::of_name(name)).await?;
    let new = NewAccount { handle, name: name.to_owned(), admin, claimed: true, created_at: now.0, ..NewAccount::default() };
    newcomer(tx, &new, now).await
}
