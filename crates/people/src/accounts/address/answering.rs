//! `GET`, `POST /email/confirm/{token}`: the new address confirms. `GET`, `POST /email/stop/{token}`: the old one stops it.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Result, Tx};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::change::{TO_CONFIRM, TO_STOP};
use super::store;
use crate::accounts::session::session_hash;
use crate::accounts::store::{secrets, sessions};
use crate::accounts::{codes, links};

#[derive(askama::Template)]
#[template(path = "accounts/address/templates/answer.html")]
struct AnswerPage<'a> {
    shell: Shell<'a>,
    /// Where the button leads; empty when nothing is to be pressed.
    action: String,
    text: String,
    button: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Named {
    token: String,
}

fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    title: &'static str,
    text: String,
    action: String,
    button: &'static str,
) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say(title).to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::answer(status, &AnswerPage { shell: Shell::new(app, visit, context), action, text, button })?;
    // The address holds a secret.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// What somebody sees who comes too late, or twice.
fn over(app: &App, visit: &Visited) -> Result<Response, Failure> {
    let text = visit.tongue.say("email-over-text").to_owned();
    show(app, visit, StatusCode::NOT_FOUND, "email-over", text, String::new(), "")
}

pub(super) async fn confirm_page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, since) = (session_hash(&named.token), visit.now.plus(-TO_CONFIRM));
    let Some(change) = app.db.read(move |tx| async move { store::to_confirm(&tx, &hash, since).await }).await? else {
        return over(&app, &visit);
    };
    let text = visit.tongue.with("email-confirm-text", "address", &change.email);
    let action = format!("/email/confirm/{}", named.token);
    show(&app, &visit, StatusCode::OK, "email-confirm", text, action, "email-confirm-button")
}

pub(super) async fn confirm(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&named.token), visit.now);
    let change = move |tx: Tx| async move {
        let Some(change) = store::to_confirm(&tx, &hash, now.plus(-TO_CONFIRM)).await? else { return Ok(None) };
        if !store::confirmed(&tx, change.id, now).await? {
            return Ok(None);
        }
        secrets::set_email(&tx, change.account, &change.email, now).await?;
        links::store::end(&tx, change.account, now).await?;
        links::store::prove(&tx, change.account, now).await?;
        Ok(Some(change.email))
    };
    match app.db.write(change).await {
        Ok(Some(email)) => {
            let text = visit.tongue.with("email-confirmed-text", "address", email);
            show(&app, &visit, StatusCode::OK, "email-confirmed", text, String::new(), "")
        }
        // Somebody else has the address since.
        Ok(None) | Err(Error::Conflict(_)) => over(&app, &visit),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn stop_page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, since) = (session_hash(&named.token), visit.now.plus(-TO_STOP));
    if app.db.read(move |tx| async move { store::to_stop(&tx, &hash, since).await }).await?.is_none() {
        return over(&app, &visit);
    }
    let text = visit.tongue.say("email-stop-text").to_owned();
    show(&app, &visit, StatusCode::OK, "email-stop", text, format!("/email/stop/{}", named.token), "email-stop-button")
}

/// Stops a change, or takes it back; whoever asked for it is signed out everywhere.
pub(super) async fn stop(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&named.token), visit.now);
    let stop = move |tx: Tx| async move {
        let Some(change) = store::to_stop(&tx, &hash, now.plus(-TO_STOP)).await? else { return Ok(false) };
        let Some(confirmed) = store::end(&tx, change.id, now).await? else { return Ok(false) };
        store::end_later(&tx, change.account, change.id, now).await?;
        if let Some(before) = change.email_before.filter(|_| confirmed) {
            secrets::set_email(&tx, change.account, &before, now).await?;
        }
        links::store::end(&tx, change.account, now).await?;
        codes::store::nobody_waits(&tx, change.account).await?;
        sessions::end_others(&tx, change.account, "").await?;
        Ok(true)
    };
    match app.db.write(stop).await {
        Ok(true) => {
            let text = visit.tongue.say("email-stopped-text").to_owned();
            show(&app, &visit, StatusCode::OK, "email-stopped", text, String::new(), "")
        }
        Ok(false) | Err(Error::Conflict(_)) => over(&app, &visit),
        Err(error) => Err(error.into()),
    }
}
