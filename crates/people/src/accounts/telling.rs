//! What the owner of an account is told by mail when how they sign in was changed.

use base::{Id, Result, Tx};
use web::{App, SITE_NAME, Visit};

use super::store::secrets::{self, Secret};
use crate::mail::{self, NewMail};

/// That the password is another: for who has an address, where mail is sent.
pub(super) async fn new_password(app: &App, visit: &Visit, owner: &Secret) -> Result<Option<NewMail>> {
    let Some(recipient) = owner.email.clone() else { return Ok(None) };
    if !mail::is_on(app).await? {
        return Ok(None);
    }
    Ok(Some(NewMail {
        account: Some(owner.id),
        recipient,
        subject: visit.tongue.with("password-changed-subject", "site", SITE_NAME),
        text: visit.tongue.with2("password-changed-text", "name", &owner.name, "link", app.url("/sign-in/forgot")),
        reason: format!("password changed {}", visit.now.0),
        good_until: None,
    }))
}

/// That another way to sign in came or went: `what` is the rest of the key of the sentence that says which. For whom
/// [`new_password`] is.
pub(super) async fn other_way(app: &App, visit: &Visit, owner: Id, what: &'static str) -> Result<Option<NewMail>> {
    let owner = app.db.read(move |tx: Tx| async move { secrets::by_id(&tx, owner).await }).await?;
    let Some((owner, recipient)) = owner.and_then(|owner| Some((owner.clone(), owner.email?))) else { return Ok(None) };
    if !mail::is_on(app).await? {
        return Ok(None);
    }
    let t = visit.tongue;
    let text = t.with2("sign-in-changed-text", "name", &owner.name, "what", t.say_key(&format!("sign-in-changed-{what}")));
    Ok(Some(NewMail {
        account: Some(owner.id),
        recipient,
        subject: t.with("sign-in-changed-subject", "site", SITE_NAME),
        text: format!("{text}\n\n{}", app.url("/sign-in/forgot")),
        reason: format!("{what} {}", visit.now.0),
        good_until: None,
    }))
}
