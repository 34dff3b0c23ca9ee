//! `POST /sign-in/passkey/begin`, `POST /sign-in/passkey`: signs in with a passkey, without a name.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Result, Time};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Visited, encoded, respond};
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential, Uuid};

use super::ceremony::{self, Begun};
use super::store::{self, Shown};
use crate::accounts::session::{Opening, session_hash};
use crate::accounts::sign_in::path_or;

/// Ceremonies that one network address may begin in a minute: each is a row for some minutes.
const MOST: u32 = 60;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EnterForm {
    ceremony: String,
    /// What the browser answered, as JSON.
    credential: String,
    to: String,
}

pub(super) async fn begin(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let site = ceremony::site(&app).ok_or(Error::NotFound)?;
    let now = visit.now;
    if !visit.client.is_empty() {
        app.limits.take(&format!("passkeys from {}", visit.client), MOST, Time::MINUTE, now)?;
    }
    let (options, state) = site.start_discoverable_authentication().map_err(Error::internal)?;
    let token = app.random.token();
    let (hash, state) = (session_hash(&token), ceremony::json(&state)?);
    app.db.write(move |tx| async move { store::begin(&tx, &hash, None, &state, now, now.plus(ceremony::LASTING)).await }).await?;
    let options = serde_json::to_value(&options).map_err(Error::internal)?;
    Ok(respond(StatusCode::OK, "application/json", ceremony::json(&Begun { ceremony: token, options })?))
}

pub(super) async fn enter(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<EnterForm>,
) -> Result<Response, Failure> {
    let site = ceremony::site(&app).ok_or(Error::NotFound)?;
    let (now, hash) = (visit.now, session_hash(&form.ceremony));
    let begun = app.db.write(move |tx| async move { store::finish(&tx, &hash, now).await }).await?;
    let known = match (begun, serde_json::from_str::<PublicKeyCredential>(&form.credential)) {
        (Some((None, state)), Ok(credential)) => whose(&app, &site, &state, &credential).await?,
        _ => None,
    };
    let Some((shown, data)) = known else {
        return Ok(Page::go(format!("/sign-in?passkey=failed&to={}", encoded(&form.to))));
    };
    let opening = Opening::of(&app, &visit, &headers);
    let session = opening.clone();
    let come = app
        .db
        .write(move |tx| async move {
            if !store::used(&tx, shown.id, &data, now).await? {
                return Ok(false);
            }
            // The authenticator asked for a finger, a face or a number: no other code is needed.
            session.open(&tx, shown.account, now).await?;
            Ok(true)
        })
        .await?;
    if !come {
        return Ok(Page::go("/sign-in?passkey=failed"));
    }
    Ok(opening.lead(&app, path_or(&form.to, "/")))
}

/// The passkey that was shown, when the answer to our challenge is its own, and what is to be kept of it now.
async fn whose(
    app: &App,
    site: &webauthn_rs::Webauthn,
    state: &str,
    credential: &PublicKeyCredential,
) -> Result<Option<(Shown, String)>> {
    let state: DiscoverableAuthentication = ceremony::read(state)?;
    let Ok((user, id)) = site.identify_discoverable_authentication(credential) else { return Ok(None) };
    let id = ceremony::written(id);
    let Some(shown) = app.db.read(move |tx| async move { store::shown(&tx, &id).await }).await? else { return Ok(None) };
    let own: Option<Uuid> = shown.user.as_deref().and_then(|user| user.parse().ok());
    if own != Some(user) {
        return Ok(None);
    }
    let mut passkey: Passkey = ceremony::read(&shown.data)?;
    let Ok(result) = site.finish_discoverable_authentication_v2(credential, state, &passkey).inspect_err(ceremony::refused)
    else {
        return Ok(None);
    };
    passkey.update_credential(&result);
    let data = ceremony::json(&passkey)?;
    Ok(Some((shown, data)))
}
