//! What the owner of an account is told by mail when how they sign in was changed.

use base::Result;
use web::{App, SITE_NAME, Visit};

use super::store::secrets::Secret;
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
