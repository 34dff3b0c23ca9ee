//! `GET /sign-in/with/{provider}`: a browser goes to a provider.
//!
//! It is a link, as Chromium does not let a form lead to another site under our policy (`form-action 'self'`). All that it changes is
//! that somebody is awaited back: for minutes, in this browser.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{Id, Result, Time};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde::Deserialize;
use web::{App, Failure, Page, Path, Query, Visit, Visited, encoded, set_cookie};

use super::store::{self, Provider, Trip};
use super::{Trouble, provider};
use crate::accounts::session::session_hash;
use crate::accounts::sign_in::{is_ahead, path_or};

/// A trip may take so long.
pub(super) const LASTING: i64 = 10 * Time::MINUTE;
/// Trips that one network address may begin or end in a minute: each asks another server, and a whole hall may stand behind it.
const MOST: u32 = 200;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    to: String,
}

/// The cookie of a browser on a trip, and of one that brought a stranger.
pub(super) const TRIP: &str = "trip";
pub(super) const STRANGER: &str = "stranger";

/// A cookie's name; `__Host-` ties it to this host under https.
pub(super) fn named(app: &App, name: &str) -> String {
    if app.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// Sets one of them for so long, ms.
pub(super) fn remember(app: &App, response: &mut Response, name: &str, value: &str, lasting: i64) {
    let set = set_cookie(app, &named(app, name), value, lasting / Time::SECOND);
    if let Some(set) = set {
        response.headers_mut().append(header::SET_COOKIE, set);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

pub(super) fn brake(app: &App, visit: &Visit) -> Result<()> {
    if visit.client.is_empty() {
        return Ok(());
    }
    app.limits.take(&format!("trips from {}", visit.client), MOST, Time::MINUTE, visit.now)
}

/// The provider, when it can be asked.
pub(super) async fn active(app: &App, id: Id) -> Result<Option<Provider>> {
    Ok(app.db.read(move |tx| async move { store::provider(&tx, id).await }).await?.filter(Provider::is_on))
}

/// Where a provider sends browsers back to.
pub(super) fn back_address(app: &App, provider: Id) -> String {
    app.url(&format!("/sign-in/with/{provider}/back"))
}

pub(super) async fn start(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(wanted): Query<Wanted>,
    visit: Visited,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if is_ahead(&method, &headers) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    // Another site must not send somebody off; they may come to the door and press there.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Ok(Page::go(format!("/sign-in?to={}", encoded(&wanted.to))));
    }
    brake(&app, &visit)?;
    let Some(asked) = active(&app, id).await? else { return Ok(Trouble::Closed.go(&visit, id, &wanted.to)) };
    let (state, browser) = (app.random.token(), app.random.token());
    let trip = Trip {
        provider: id,
        nonce: app.random.token(),
        verifier: app.random.token(),
        destination: path_or(&wanted.to, "").to_owned(),
        account: visit.account.as_ref().map_or(0, |account| account.id),
    };
    let address = match provider::send_off(&asked, back_address(&app, id), state.clone(), &trip).await {
        Ok(address) => address,
        Err(refused) => {
            tracing::warn!(provider = id, ask = %refused.ask, step = %refused.step, told = refused.told, "a provider cannot be asked");
            return Ok(Trouble::from(&refused).go(&visit, id, &wanted.to));
        }
    };
    let (hashes, now) = ((session_hash(&state), session_hash(&browser)), visit.now);
    app.db.write(move |tx| async move { store::begin(&tx, &hashes.0, &hashes.1, &trip, now, now.plus(LASTING)).await }).await?;
    let mut response = Page::go(address);
    remember(&app, &mut response, TRIP, &browser, LASTING);
    Ok(response)
}
