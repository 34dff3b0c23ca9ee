//! `POST /account/passkeys/begin`, `POST /account/passkeys`: adds a passkey. `POST …/{id}/name`, `…/{id}/remove`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result, Tx};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use web::{App, Failure, Form, Page, Path, Visited, one_line, respond};
use webauthn_rs::prelude::{Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use super::ceremony::{self, Begun};
use super::store;
use super::ways::{Told, show};
use crate::accounts::session::session_hash;
use crate::accounts::store::{self as accounts, secrets};
use crate::accounts::{password, single_sign_on, telling};
use crate::mail;

/// Letters of the longest name of a passkey.
const LONGEST: usize = 60;
/// Passkeys of one account.
const MOST: usize = 20;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PasskeyForm {
    name: String,
    password: String,
    ceremony: String,
    /// What the browser made, as JSON.
    credential: String,
}

/// Answers what the browser is to ask of the authenticator. Where there is a password, it is asked for first.
pub(super) async fn begin(State(app): State<App>, visit: Visited, Form(form): Form<PasskeyForm>) -> Result<Response, Failure> {
    let site = ceremony::site(&app).ok_or(Error::NotFound)?;
    let account = visit.account()?.clone();
    let (id, fresh, now) = (account.id, ceremony::fresh_user(&app.random), visit.now);
    let known = app.db.read(move |tx| async move { secrets::by_id(&tx, id).await }).await?.ok_or(Error::NotFound)?;
    if known.password.is_some() && !password::is_right(&app, &visit, "", Some(&known), form.password).await? {
        let told = json!({ "problem": visit.tongue.say("password-wrong") });
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, "application/json", told.to_string()));
    }
    let prepare = move |tx: Tx| async move { Ok((store::user(&tx, id, &fresh).await?, store::data(&tx, id).await?)) };
    let (user, others) = app.db.write(prepare).await?;
    let user: Uuid = user.parse().map_err(Error::internal)?;
    // The authenticator that has one already says so instead of making another.
    let others = others.iter().map(|data| Ok(ceremony::read::<Passkey>(data)?.cred_id().clone())).collect::<Result<Vec<_>>>()?;
    let (options, state) =
        site.start_passkey_registration(user, &account.face.handle, &account.face.name, Some(others)).map_err(Error::internal)?;
    let mut options = serde_json::to_value(&options).map_err(Error::internal)?;
    // The library would let it be forgotten which account a passkey is for; then nobody could sign in without a name.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let token = app.random.token();
    let (hash, state) = (session_hash(&token), ceremony::json(&state)?);
    app.db
        .write(move |tx| async move { store::begin(&tx, &hash, Some(id), &state, now, now.plus(ceremony::LASTING)).await })
        .await?;
    Ok(respond(StatusCode::OK, "application/json", ceremony::json(&Begun { ceremony: token, options })?))
}

pub(super) async fn add(State(app): State<App>, visit: Visited, Form(form): Form<PasskeyForm>) -> Result<Response, Failure> {
    let site = ceremony::site(&app).ok_or(Error::NotFound)?;
    let (account, now, hash) = (visit.account()?.id, visit.now, session_hash(&form.ceremony));
    let begun = app.db.write(move |tx| async move { store::finish(&tx, &hash, now).await }).await?;
    let made = match begun {
        Some((Some(owner), state)) if owner == account => made(&site, &state, &form.credential)?,
        _ => None,
    };
    let Some(passkey) = made else { return failed(&app, &visit).await };
    let name = named(&form.name, visit.tongue.say("passkey-unnamed"));
    let (credential, data) = (ceremony::written(passkey.cred_id()), ceremony::json(&passkey)?);
    let note = telling::other_way(&app, &visit, account, "passkey-added").await?;
    let added = app
        .db
        .write(move |tx| async move {
            if store::of_account(&tx, account).await?.len() >= MOST {
                return Err(Error::Conflict("too many passkeys".into()));
            }
            if let Some(note) = note {
                mail::send(&tx, &note, now).await?;
            }
            store::add(&tx, account, &credential, &data, &name, now).await
        })
        .await;
    match added {
        Ok(()) => Ok(Page::go("/account/sign-in-ways?saved=passkey")),
        Err(Error::Conflict(_)) => failed(&app, &visit).await,
        Err(error) => Err(error.into()),
    }
}

/// The passkey that a browser made, when it is what was asked for.
fn made(site: &webauthn_rs::Webauthn, state: &str, credential: &str) -> Result<Option<Passkey>> {
    let state: PasskeyRegistration = ceremony::read(state)?;
    let Ok(credential) = serde_json::from_str::<RegisterPublicKeyCredential>(credential) else { return Ok(None) };
    Ok(site.finish_passkey_registration(&credential, &state).inspect_err(ceremony::refused).ok())
}

async fn failed(app: &App, visit: &Visited) -> Result<Response, Failure> {
    let told = Told { problem: Some(Problem { field: "passkey", message: "passkey-failed" }), ..Told::default() };
    show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, told).await
}

fn named(typed: &str, other: &str) -> String {
    let name: String = one_line(typed).chars().take(LONGEST).collect();
    if name.is_empty() { other.to_owned() } else { name }
}

pub(super) async fn rename(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(form): Form<PasskeyForm>,
) -> Result<Response, Failure> {
    let (account, name) = (visit.account()?.id, named(&form.name, visit.tongue.say("passkey-unnamed")));
    app.db.write(move |tx| async move { store::rename(&tx, account, id, &name).await }).await?;
    Ok(Page::go("/account/sign-in-ways?saved=name"))
}

/// Removes a passkey, unless nothing would be left to come back with.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(form): Form<PasskeyForm>,
) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let known = app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?.ok_or(Error::NotFound)?;
    if known.password.is_some() && !password::is_right(&app, &visit, "", Some(&known), form.password).await? {
        let told = Told { problem: Some(Problem { field: "remove", message: "password-wrong" }), ..Told::default() };
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let other_way = known.password.is_some() || known.email.is_some();
    let note = telling::other_way(&app, &visit, account, "passkey-removed").await?;
    let removed = app
        .db
        .write(move |tx| async move {
            // Of two ways that are taken away at once the second sees the first.
            accounts::hold(&tx, account).await?;
            let elsewhere = single_sign_on::store::of_account(&tx, account).await?;
            let other_way = other_way || elsewhere.iter().any(|identity| !identity.provider.is_empty());
            if !other_way && store::of_account(&tx, account).await?.len() < 2 {
                return Ok(false);
            }
            if store::remove(&tx, account, id).await?
                && let Some(note) = note
            {
                mail::send(&tx, &note, now).await?;
            }
            Ok(true)
        })
        .await?;
    if !removed {
        let told = Told { problem: Some(Problem { field: "remove", message: "passkey-last" }), ..Told::default() };
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    Ok(Page::go("/account/sign-in-ways?saved=removed"))
}
