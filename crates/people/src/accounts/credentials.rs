//! `POST /account/email`, `POST /account/password`, `POST /account/sessions/…`: how somebody comes in.
//!
//! A change asks for the password, when there is one: an open screen is not enough to take an account away.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result, Tx};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Path, Problems, SITE_NAME, Visited};

use super::account::{Told, show};
use super::store::secrets::{self, Secret};
use super::{password, session};
use crate::mail::{self, NewMail};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EmailForm {
    email: String,
    password: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordForm {
    old: String,
    new: String,
}

/// What whoever asks comes in by.
pub(crate) async fn secret(app: &App, visit: &Visited) -> Result<Secret> {
    let account = visit.account()?.id;
    app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?.ok_or(Error::NotFound)
}

/// Whether the password that was typed is the one that is set; nothing is asked when none is.
pub(crate) async fn is_owner(app: &App, visit: &Visited, secret: &Secret, typed: String) -> Result<bool> {
    Ok(secret.password.is_none() || password::is_right(app, visit, "", Some(secret), typed).await?)
}

pub(super) async fn set_email(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<EmailForm>,
) -> Result<Response, Failure> {
    let (secret, email) = (secret(&app, &visit).await?, form.email.trim().to_owned());
    let problem = if !mail::is_address(&email) {
        Some(Problem { field: "email", message: "email-unreadable" })
    } else if !is_owner(&app, &visit, &secret, form.password).await? {
        Some(Problem { field: "email-password", message: "password-wrong" })
    } else {
        change_email(&app, &visit, &secret, &email).await?
    };
    match problem {
        None => Ok(Page::go("/account?saved=email")),
        Some(problem) => {
            let told = Told { email: Some(email), problems: Problems(vec![problem]), ..Told::default() };
            show(&app, &visit, &headers, StatusCode::UNPROCESSABLE_ENTITY, told).await
        }
    }
}

/// Sets the address, and tells the one before it.
async fn change_email(app: &App, visit: &Visited, secret: &Secret, email: &str) -> Result<Option<Problem>> {
    let (account, now, email) = (secret.id, visit.now, email.to_owned());
    if secret.email.as_deref() == Some(&email) {
        return Ok(None);
    }
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

/// Sets a password; every other session ends.
pub(super) async fn set_password(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Failure> {
    let secret = secret(&app, &visit).await?;
    let problem = match password::problem(&form.new) {
        Some(message) => Some(Problem { field: "new", message }),
        None if is_owner(&app, &visit, &secret, form.old).await? => None,
        None => Some(Problem { field: "old", message: "password-wrong" }),
    };
    if let Some(problem) = problem {
        let told = Told { problems: Problems(vec![problem]), ..Told::default() };
        return show(&app, &visit, &headers, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let hash = password::hash(&app.random, form.new).await?;
    let (account, now, kept) = (secret.id, visit.now, session::current(&app, &headers).unwrap_or_default());
    app.db
        .write(move |tx| async move {
            secrets::set_password(&tx, account, &hash, now).await?;
            secrets::end_other_sessions(&tx, account, &kept).await
        })
        .await?;
    Ok(Page::go("/account?saved=password"))
}

pub(super) async fn end_session(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    app.db.write(move |tx| async move { secrets::end_own_session(&tx, account, id).await }).await?;
    Ok(Page::go("/account?saved=sessions#sessions"))
}

pub(super) async fn end_others(State(app): State<App>, visit: Visited, headers: HeaderMap) -> Result<Response, Failure> {
    let (account, kept) = (visit.account()?.id, session::current(&app, &headers).unwrap_or_default());
    app.db.write(move |tx| async move { secrets::end_other_sessions(&tx, account, &kept).await }).await?;
    Ok(Page::go("/account?saved=sessions#sessions"))
}
