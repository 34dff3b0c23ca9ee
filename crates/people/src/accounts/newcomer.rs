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

/// The second of two clicks comes within so long, ms.
const TWICE: i64 = 2 * Time::MINUTE;
/// Forms are known for so long, ms.
const KNOWN: i64 = Time::DAY;
/// What a form carries is at least so long; what is shorter was not made here.
const SHORTEST: usize = 20;

/// Whether what a form carries was made here.
pub fn is_form(form: &str) -> bool {
    form.len() >= SHORTEST
}

/// As [`by_name`], by a form that carries `form`: sent twice at once under one name it is one person, and `false` stands
/// beside them. Of two transactions the second waits here until the first has ended.
pub async fn by_form(tx: &Tx, form: &str, name: &str, admin: bool, now: Time) -> Result<(Id, bool)> {
    if !is_form(form) {
        return Ok((by_name(tx, name, admin, now).await?, true));
    }
    let form = super::session_hash(form);
    if !store::begin_form(tx, &form, now, now.plus(-KNOWN)).await?
        && let Some(account) = store::came_by_form(tx, &form, name, now.plus(-TWICE)).await?
    {
        return Ok((account, false));
    }
    let account = by_name(tx, name, admin, now).await?;
    store::set_form(tx, &form, account).await?;
    Ok((account, true))
}
