//! Whether a code is good: an app's of now that was not taken yet, or a recovery code that was not used.

use base::{Growing, Id, Result, Time, Tx};
use web::{App, Visit};

use super::{model, store};
use crate::accounts::password;

/// Wrong codes of one account. A million codes and three of them good at a time: after a day of guessing one in three thousand
/// would have hit.
const WRONG: Growing = Growing { free: 5, first: 30 * Time::SECOND, longest: 15 * Time::MINUTE };

/// A code that is good, to be taken in the transaction that it is good for.
#[derive(Clone, Copy, Debug)]
pub(in crate::accounts) enum Good {
    Step(i64),
    Recovery(Id),
}

fn key(account: Id) -> String {
    format!("code of account {account}")
}

/// Looks at a code that was typed. Wrong ones cost waits.
///
/// # Errors
/// `Limited` after too many wrong ones.
pub(in crate::accounts) async fn look(app: &App, visit: &Visit, account: Id, typed: &str) -> Result<Option<Good>> {
    let code = model::tidied(typed);
    if code.is_empty() {
        return Ok(None);
    }
    app.limits.waits.begin(&key(account), WRONG, visit.now)?;
    let good =
        if model::is_of_app(&code) { of_app(app, visit, account, &code).await } else { recovery(app, account, code).await };
    if good.is_err() {
        app.limits.waits.give_back(&key(account));
    }
    good
}

async fn of_app(app: &App, visit: &Visit, account: Id, code: &str) -> Result<Option<Good>> {
    let known = app.db.read(move |tx| async move { store::authenticator(&tx, account).await }).await?;
    match known {
        Some(known) => Ok(model::step(&known.secret, code, visit.now)?.map(Good::Step)),
        None => Ok(None),
    }
}

async fn recovery(app: &App, account: Id, code: String) -> Result<Option<Good>> {
    let selector = model::selector(&code).to_owned();
    let Some((id, hash)) = app.db.read(move |tx| async move { store::recovery(&tx, account, &selector).await }).await? else {
        return Ok(None);
    };
    Ok(password::verify(Some(hash), code).await?.then_some(Good::Recovery(id)))
}

/// Uses a good code up; `false` when it was used meanwhile.
pub(in crate::accounts) async fn take(tx: &Tx, account: Id, good: Good, now: Time) -> Result<bool> {
    match good {
        Good::Step(step) => store::take_step(tx, account, step).await,
        Good::Recovery(id) => store::take_recovery(tx, id, now).await,
    }
}

/// Forgets the wrong ones: a good one came.
pub(in crate::accounts) fn forgive(app: &App, account: Id) {
    app.limits.waits.forget(&key(account));
}
