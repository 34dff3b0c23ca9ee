//! `POST /account/password`: another password.
//!
//! A change asks for the password, when there is one: an open screen is not enough to take an account away.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Problems, Visited};

use super::account::{Told, show};
use super::store::secrets::{self, Secret};
use super::store::sessions;
use super::{codes, password, session, telling};
use crate::mail;

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

/// Sets a password; every other session ends.
pub(super) async fn set_password(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Failure> {
    let secret = secret(&app, &visit).await?;
    let problem = match password::problem(&form.new, &secret.known()) {
        Some(message) => Some(Problem { field: "new", message }),
        None if is_owner(&app, &visit, &secret, form.old).await? => None,
        None => Some(Problem { field: "old", message: "password-wrong" }),
    };
    if let Some(problem) = problem {
        let told = Told { problems: Problems(vec![problem]), ..Told::default() };
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let hash = password::hash(&app.random, form.new).await?;
    let note = telling::new_password(&app, &visit, &secret).await?;
    let (account, now, kept) = (secret.id, visit.now, session::current(&app, &headers).unwrap_or_default());
    app.db
        .write(move |tx| async move {
            secrets::set_password(&tx, account, &hash, now).await?;
            codes::store::nobody_waits(&tx, account).await?;
            if let Some(note) = note {
                mail::send(&tx, &note, now).await?;
            }
            sessions::end_others(&tx, account, &kept).await
        })
        .await?;
    Ok(Page::go("/account?saved=password"))
}
