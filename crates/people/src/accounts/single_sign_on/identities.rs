//! `POST /identity/link`: a stranger is somebody who signed in here. `POST /account/identities/{id}/remove`: one identity less.
//!
//! Both ask for the password where there is one; linking does not right after signing in.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result, Time, Tx};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Path, SITE_NAME, Visit, Visited};

use super::start::{STRANGER, active, remember};
use super::store;
use super::{Trouble, stranger};
use crate::accounts::passkeys::ways::{Told, show};
use crate::accounts::session;
use crate::accounts::sign_in::path_or;
use crate::accounts::store::{self as accounts, secrets, sessions};
use crate::accounts::{passkeys, password};
use crate::mail::{self, NewMail};

/// Who signed in so lately is asked for no password.
const LATELY: i64 = 10 * Time::MINUTE;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    password: String,
}

/// Whether linking asks for the password.
pub(super) async fn asks(app: &App, visit: &Visit, headers: &HeaderMap) -> Result<bool> {
    let (account, now) = (visit.account()?.id, visit.now);
    let current = session::current(app, headers).unwrap_or_default();
    let find = move |tx: Tx| async move {
        let known = secrets::by_id(&tx, account).await?.ok_or(Error::NotFound)?;
        let sessions = sessions::of_account(&tx, account, now).await?;
        let lately = sessions.iter().any(|one| one.token_hash == current && one.created_at > now.plus(-LATELY));
        Ok(known.password.is_some() && !lately)
    };
    app.db.read(find).await
}

pub(super) async fn link(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<Shown>,
) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let Some((hash, person)) = stranger::waiting(&app, &visit, &headers).await? else {
        return Ok(Trouble::Stale.go(&visit, 0, ""));
    };
    let Some(provider) = active(&app, person.provider).await? else {
        return Ok(Trouble::Closed.go(&visit, person.provider, ""));
    };
    if asks(&app, &visit, &headers).await? && !is_owner(&app, &visit, form.password).await? {
        let problem = Problem { field: "password", message: "password-wrong" };
        return stranger::show(&app, &visit, &headers, StatusCode::UNPROCESSABLE_ENTITY, None, vec![problem]).await;
    }
    let (note, now) = (note(&app, &visit, account, &provider.name, true).await?, visit.now);
    let destination = person.destination.clone();
    let write = move |tx: Tx| async move {
        store::forget(&tx, &hash).await?;
        store::link(&tx, account, &person.issuer, &person.subject, &person.label, now).await?;
        match note {
            Some(note) => mail::send(&tx, &note, now).await,
            None => Ok(()),
        }
    };
    let mut response = match app.db.write(write).await {
        Ok(()) if destination.starts_with("/account/sign-in-ways") => Page::go("/account/sign-in-ways?saved=identity"),
        Ok(()) => Page::go(path_or(&destination, "/account/sign-in-ways?saved=identity")),
        Err(Error::Conflict(_)) => Trouble::Taken.go(&visit, provider.id, ""),
        Err(error) => return Err(error.into()),
    };
    remember(&app, &mut response, STRANGER, "", 0);
    Ok(response)
}

async fn is_owner(app: &App, visit: &Visit, typed: String) -> Result<bool> {
    let account = visit.account()?.id;
    let known = app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?.ok_or(Error::NotFound)?;
    Ok(known.password.is_none() || password::is_right(app, visit, "", Some(&known), typed).await?)
}

/// Takes an identity away, unless nothing would be left to come back with.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(form): Form<Shown>,
) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let refused = |message| {
        let told = Told { problem: Some(Problem { field: "remove", message }), ..Told::default() };
        show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told)
    };
    if !is_owner(&app, &visit, form.password).await? {
        return refused("password-wrong").await;
    }
    let all = app.db.read(move |tx| async move { store::of_account(&tx, account).await }).await?;
    let Some(gone) = all.into_iter().find(|identity| identity.id == id) else { return Ok(Page::go("/account/sign-in-ways")) };
    let name = if gone.provider.is_empty() { &gone.issuer } else { &gone.provider };
    let note = note(&app, &visit, account, name, false).await?;
    let write = move |tx: Tx| async move {
        // Of two that are taken away at once the second sees the first.
        accounts::hold(&tx, account).await?;
        if !can_return_without(&tx, account, id).await? {
            return Ok(false);
        }
        store::unlink(&tx, account, id).await?;
        if let Some(note) = note {
            mail::send(&tx, &note, now).await?;
        }
        Ok(true)
    };
    if !app.db.write(write).await? {
        return refused("identity-last").await;
    }
    Ok(Page::go("/account/sign-in-ways?saved=unlinked"))
}

/// Whether somebody could still come in without one of their identities. A provider that is not asked any more lets nobody in.
async fn can_return_without(tx: &Tx, account: Id, without: Id) -> Result<bool> {
    let known = secrets::by_id(tx, account).await?.ok_or(Error::NotFound)?;
    if known.password.is_some() || known.email.is_some() || !passkeys::store::of_account(tx, account).await?.is_empty() {
        return Ok(true);
    }
    let others = store::of_account(tx, account).await?;
    Ok(others.iter().any(|other| other.id != without && !other.provider.is_empty()))
}

/// The letter that tells of a new way in, or of one less: for who has an address, where mail is sent.
pub(super) async fn note(app: &App, visit: &Visit, account: Id, provider: &str, linked: bool) -> Result<Option<NewMail>> {
    let known = app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?.ok_or(Error::NotFound)?;
    let Some(recipient) = known.email else { return Ok(None) };
    if !mail::is_on(app).await? {
        return Ok(None);
    }
    let (subject, text, reason) = if linked {
        ("identity-linked-subject", "identity-linked-letter", "linked")
    } else {
        ("identity-unlinked-subject", "identity-unlinked-letter", "unlinked")
    };
    let t = visit.tongue;
    let text = t.with2(text, "name", &known.name, "provider", provider);
    Ok(Some(NewMail {
        account: Some(account),
        recipient,
        subject: t.with(subject, "site", SITE_NAME),
        text: format!("{text}\n\n{}", app.url("/account/sign-in-ways")),
        reason: format!("identity {reason} {}", visit.now.0),
        good_until: None,
    }))
}
