//! `GET /sign-in`, `GET /sign-in/{token}`, `POST /sign-out`.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Db, Id, Random, Result, Time};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, Method, StatusCode, header};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use web::{App, Context, Failure, Page, Query, Shell, Visited, cookie, is_path, session_cookie, set_cookie};

use super::store;

/// A session lasts this long, ms.
const SESSION: i64 = 30 * Time::DAY;

/// Tokens are kept hashed: who reads the database cannot sign in with it.
pub fn session_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Makes a link for `account` that is good for `lasting` ms and `uses` times; returns its path.
pub async fn issue_link(db: &Db, random: &Random, account: Id, now: Time, lasting: i64, uses: i64) -> Result<String> {
    let token = random.token();
    let hash = session_hash(&token);
    db.write(move |tx| async move { store::create_link(&tx, &hash, account, now, now.plus(lasting), uses).await }).await?;
    Ok(format!("/sign-in/{token}"))
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/sign_in.html")]
struct SignInPage<'a> {
    shell: Shell<'a>,
    stale: bool,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    stale: String,
    /// Where somebody was when they were asked to sign in.
    #[serde(default)]
    to: String,
}

/// The cookie that leads back there after the link was opened, and how long, s.
const BACK: (&str, i64) = ("back", 900);

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let title = visit.tongue.say("sign-in-title").to_owned();
    let context = Context { title, robots: "noindex", ..Context::default() };
    let page = SignInPage { shell: Shell::new(&app, &visit, context), stale: !wanted.stale.is_empty() };
    let mut response = Page::render(&page)?;
    // A cookie's value ends at a semicolon.
    if is_path(&wanted.to) && !wanted.to.contains(';') {
        response.headers_mut().extend(set_cookie(&app, BACK.0, &wanted.to, BACK.1).map(|value| (header::SET_COOKIE, value)));
    }
    Ok(response)
}

/// Signs in. A link is not a page that anything may fetch ahead: it is marked so, and a prefetch gets nothing.
pub(super) async fn by_link(
    State(app): State<App>,
    Path(token): Path<String>,
    visit: Visited,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let ahead = |name: &str| headers.get(name).is_some_and(|value| value.as_bytes().starts_with(b"prefetch"));
    if method == Method::HEAD || ahead("sec-purpose") || ahead("x-sec-purpose") || ahead("purpose") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    // Another site must not change who somebody is here.
    let elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if visit.account.is_some() && elsewhere {
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response());
    }
    let before = cookie(&headers, session_cookie(app.is_secure())).map(|token| session_hash(&token));
    let (hash, session, now) = (session_hash(&token), app.random.token(), app.clock.now());
    let session_key = session_hash(&session);
    let known = app
        .db
        .write(move |tx| async move {
            let Some(account) = store::use_link(&tx, &hash, now).await? else { return Ok(false) };
            if let Some(before) = before {
                store::end_session(&tx, &before).await?;
            }
            store::open_session(&tx, &session_key, account, now, now.plus(SESSION)).await?;
            Ok(true)
        })
        .await?;
    if !known {
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/sign-in?stale=1")]).into_response());
    }
    let back = cookie(&headers, BACK.0);
    let to = back.clone().filter(|back| is_path(back)).unwrap_or_else(|| "/".into());
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    if let Some(value) = back.and_then(|_| set_cookie(&app, BACK.0, "", 0)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    if let Some(value) = set_cookie(&app, session_cookie(app.is_secure()), &session, SESSION / 1000) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    Ok(response)
}

pub(super) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = cookie(&headers, session_cookie(app.is_secure())) {
        let hash = session_hash(&token);
        app.db.write(move |tx| async move { store::end_session(&tx, &hash).await }).await?;
    }
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
    if let Some(value) = set_cookie(&app, session_cookie(app.is_secure()), "", 0) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}
