//! Somebody who wants an account where not everybody gets one by themselves: what is kept, and what is mailed.

use base::{Id, Result, Time, Tx};
use web::{App, SITE_NAME, Visit};

use super::rule::{Rule, SignUp};
use super::store::{self, NewSignUp};
use crate::accounts::links;
use crate::accounts::session::session_hash;
use crate::accounts::store::secrets::Secret;
use crate::mail::{self, NewMail};

/// A link that confirms an address is good for so long.
pub(super) const LASTING: i64 = Time::DAY;

/// Keeps what somebody asks for. With the domain rule a link goes to the address. Whether the address is somebody's already
/// (`known`), only its owner learns.
pub(in crate::accounts) async fn ask(
    app: &App,
    visit: &Visit,
    rule: &SignUp,
    new: NewSignUp,
    known: Option<&Secret>,
    free: bool,
) -> Result<()> {
    let now = visit.now;
    let token = app.random.token();
    let by_link = rule.rule == Rule::Domains;
    let t = visit.tongue;
    let letter = |account: Option<Id>, subject: String, text: String| NewMail {
        account,
        recipient: new.email.clone(),
        subject,
        text,
        reason: String::new(),
        good_until: Some(now.plus(LASTING)),
    };
    let confirm = by_link.then(|| {
        let link = app.url(&format!("/join/confirm/{token}"));
        letter(None, t.with("sign-up-subject", "site", SITE_NAME), t.with2("sign-up-letter", "name", &new.name, "link", link))
    });
    let taken = known.map(|known| {
        let text = t.with2("sign-up-known-letter", "name", &known.name, "site", app.url("/sign-in"));
        letter(Some(known.id), t.with("sign-up-known-subject", "site", SITE_NAME), text)
    });
    let new = NewSignUp { token_hash: by_link.then(|| session_hash(&token)), ..new };
    let write = move |tx: Tx| async move {
        if !free {
            links::store::pretend(&tx, now).await?;
            return match taken {
                Some(letter) => mail::send(&tx, &NewMail { reason: format!("joining {}", now.0), ..letter }, now).await,
                None => Ok(()),
            };
        }
        let id = store::ask(&tx, &new, now, now.plus(-LASTING)).await?;
        match confirm {
            Some(letter) => mail::send(&tx, &NewMail { reason: format!("joining {id}"), ..letter }, now).await,
            None => Ok(()),
        }
    };
    app.db.write(write).await
}
