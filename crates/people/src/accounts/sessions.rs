//! `GET /account/sessions`: where somebody is signed in; `POST …/{id}/end`, `…/end-others`, `…/end-all` sign out there.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Tx};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use web::{
    App, Context, Failure, Feature, Language, Page, Path, Permission, Query, Routes, Shell, Visited, session_cookie, set_cookie,
};

use super::session;
use super::store::sessions::{self, Session};

pub fn feature() -> Feature {
    const LIST: &str = "/account/sessions";
    Feature {
        name: "sessions",
        routes: Routes::new()
            .get(LIST, LIST, Permission::SignedIn, page)
            .post("/account/sessions/{id}/end", "/account/sessions/0/end", Permission::SignedIn, end_one)
            .post("/account/sessions/end-others", "/account/sessions/end-others", Permission::SignedIn, end_others)
            .post("/account/sessions/end-all", "/account/sessions/end-all", Permission::SignedIn, end_all),
        texts: &[
            (Language::English, include_str!("text/sessions.en.ftl")),
            (Language::Dutch, include_str!("text/sessions.nl.ftl")),
        ],
        ..Feature::default()
    }
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/sessions.html")]
struct SessionsPage<'a> {
    shell: Shell<'a>,
    sessions: Vec<Session>,
    /// The hash of the session that asks.
    current: String,
    ended: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    ended: String,
}

async fn page(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let mut sessions = app.db.read(move |tx| async move { sessions::of_account(&tx, account, now).await }).await?;
    let current = session::current(&app, &headers).unwrap_or_default();
    // This one first.
    sessions.sort_by_key(|session| session.token_hash != current);
    let context = Context { title: visit.tongue.say("sessions").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(&app, &visit, context);
    Page::render(&SessionsPage { shell, sessions, current, ended: !asked.ended.is_empty() })
}

const ENDED: &str = "/account/sessions?ended=1";

async fn end_one(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    app.db.write(move |tx| async move { sessions::end_own(&tx, account, id).await }).await?;
    Ok(Page::go(ENDED))
}

async fn end_others(State(app): State<App>, visit: Visited, headers: HeaderMap) -> Result<Response, Failure> {
    let (account, kept) = (visit.account()?.id, session::current(&app, &headers).unwrap_or_default());
    app.db.write(move |tx| async move { sessions::end_others(&tx, account, &kept).await }).await?;
    Ok(Page::go(ENDED))
}

/// This browser, too: for somebody who is about to give the device away.
async fn end_all(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    app.db.write(move |tx: Tx| async move { sessions::end_others(&tx, account, "").await }).await?;
    let mut response = Page::go("/sign-in?out=1");
    if let Some(value) = set_cookie(&app, session_cookie(app.is_secure()), "", 0) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    // What the browser kept of the pages goes, too.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}
