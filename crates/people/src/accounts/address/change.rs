//! `POST /account/email`: asks for another address, or sets it at once where no mail is sent.
//!
//! It takes the password, when there is one: an open screen is not enough to take an account away.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Problems, SITE_NAME, Visited};

use super::store::{self, NewChange};
use crate::accounts::account::{Told, show};
use crate::accounts::credentials::{is_owner, secret};
use crate::accounts::session::session_hash;
use crate::accounts::store::secrets::{self, Secret};
use crate::mail::{self, NewMail};

/// The new address has so long to confirm.
pub(super) const TO_CONFIRM: i64 = Time::DAY;
/// The old one has so long to stop it.
pub(super) const TO_STOP: i64 = 7 * Time::DAY;
/// Changes that one account may ask for in a day: each writes to an address of their choice.
const MOST: u32 = 5;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EmailForm {
    email: String,
    password: String,
}

pub(super) async fn set(State(app): State<App>, visit: Visited, Form(form): Form<EmailForm>) -> Result<Response, Failure> {
    let (secret, email) = (secret(&app, &visit).await?, form.email.trim().to_owned());
    let problem = if !mail::is_address(&email) {
        Some(Problem { field: "email", message: "email-unreadable" })
    } else if !is_owner(&app, &visit, &secret, form.password).await? {
        Some(Problem { field: "email-password", message: "password-wrong" })
    } else if secret.email.as_deref() == Some(&email) {
        None
    } else if mail::is_on(&app).await? {
        ask(&app, &visit, &secret, &email).await?;
        return Ok(Page::go("/account?saved=email-asked"));
    } else {
        at_once(&app, &visit, &secret, &email).await?
    };
    match problem {
        None => Ok(Page::go("/account?saved=email")),
        Some(problem) => {
            let told = Told { email: Some(email), problems: Problems(vec![problem]), ..Told::default() };
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await
        }
    }
}

/// Sets the address, where nothing can be confirmed; a message to the one before waits in the outbox.
async fn at_once(app: &App, visit: &Visited, secret: &Secret, email: &str) -> Result<Option<Problem>> {
    let (account, now, email) = (secret.id, visit.now, email.to_owned());
    let note = secret.email.clone().map(|before| NewMail {
        account: Some(account),
        recipient: before,
        subject: visit.tongue.with("email-changed-subject", "site", SITE_NAME),
        text: visit.tongue.with2("email-changed-text", "name", &secret.name, "site", app.url("/")),
        reason: format!("address changed {}", now.0),
        good_until: None,
    });
    let set = move |tx: Tx| async move {
        secrets::set_email(&tx, account, &email, now).await?;
        match note {
            Some(note) => mail::send(&tx, &note, now).await,
            None => Ok(()),
        }
    };
    match app.db.write(set).await {
        Ok(()) => Ok(None),
        Err(Error::Conflict(_)) => Ok(Some(Problem { field: "email", message: "email-unusable" })),
        Err(error) => Err(error),
    }
}

/// Asks the new address and tells the old one. Whether the new one is somebody's already, only its owner learns.
async fn ask(app: &App, visit: &Visited, secret: &Secret, email: &str) -> Result<()> {
    let (account, now) = (secret.id, visit.now);
    app.limits.take(&format!("addresses of {account}"), MOST, Time::DAY, now)?;
    let (confirm, stop) = (app.random.token(), app.random.token());
    let new = NewChange {
        account,
        email: email.to_owned(),
        email_before: secret.email.clone(),
        confirm_hash: session_hash(&confirm),
        stop_hash: session_hash(&stop),
    };
    let t = visit.tongue;
    let letter = |recipient: &str, subject: String, text: String, lasting: i64| NewMail {
        account: Some(account),
        recipient: recipient.to_owned(),
        subject,
        text,
        reason: String::new(),
        good_until: Some(now.plus(lasting)),
    };
    let asking = letter(
        email,
        t.with("email-confirm-subject", "site", SITE_NAME),
        t.with2("email-confirm-letter", "name", &secret.name, "link", app.url(&format!("/email/confirm/{confirm}"))),
        TO_CONFIRM,
    );
    let telling = secret.email.as_ref().map(|before| {
        let link = app.url(&format!("/email/stop/{stop}"));
        let text = t.with2("email-stop-letter", "name", &secret.name, "link", link);
        letter(before, t.with("email-stop-subject", "site", SITE_NAME), text, TO_STOP)
    });
    let taken = letter(
        email,
        t.with("email-taken-subject", "site", SITE_NAME),
        t.with("email-taken-letter", "site", app.url("/")),
        TO_CONFIRM,
    );
    let write = move |tx: Tx| async move {
        let change = store::begin(&tx, &new, now).await?;
        let known = secrets::by_email(&tx, &new.email).await?;
        let asking = if known.is_some_and(|known| known.id != account) { taken } else { asking };
        mail::send(&tx, &NewMail { reason: format!("address {change}"), ..asking }, now).await?;
        match telling {
            Some(telling) => mail::send(&tx, &NewMail { reason: format!("address told {change}"), ..telling }, now).await,
            None => Ok(()),
        }
    };
    app.db.write(write).await
}
