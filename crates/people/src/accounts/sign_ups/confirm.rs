//! `GET`, `POST /join/confirm/{token}`: the address is somebody's, and the account is made.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Tx};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::asking::LASTING;
use super::{making, store};
use crate::accounts::links;
use crate::accounts::session::{Opening, session_hash};

#[derive(askama::Template)]
#[template(path = "accounts/sign_ups/templates/confirm.html")]
struct ConfirmPage<'a> {
    shell: Shell<'a>,
    token: String,
    /// Nothing when the link is no longer good.
    name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    token: String,
}

fn show(app: &App, visit: &Visited, token: String, name: Option<String>) -> Result<Response, Failure> {
    let status = if name.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let context = Context { title: visit.tongue.say("join-title").to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::answer(status, &ConfirmPage { shell: Shell::new(app, visit, context), token, name })?;
    // The address holds a secret.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, since) = (session_hash(&named.token), visit.now.plus(-LASTING));
    let waiting = app.db.read(move |tx| async move { store::by_link(&tx, &hash, since).await }).await?;
    show(&app, &visit, named.token, waiting.map(|waiting| waiting.name))
}

pub(super) async fn confirm(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(named): Path<Named>,
) -> Result<Response, Failure> {
    let (hash, opening, now) = (session_hash(&named.token), Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let come = move |tx: Tx| async move {
        let Some(waiting) = store::by_link(&tx, &hash, now.plus(-LASTING)).await? else { return Ok(false) };
        let Some(waiting) = store::decide(&tx, waiting.id, None, "in", "", now).await? else { return Ok(false) };
        let account = making::make(&tx, &waiting, now).await?;
        links::store::prove(&tx, account, now).await?;
        session.open(&tx, account, now).await?;
        Ok(true)
    };
    match app.db.write(come).await {
        Ok(true) => Ok(opening.lead(&app, "/")),
        // The address became somebody's meanwhile.
        Ok(false) | Err(Error::Conflict(_)) => show(&app, &visit, named.token, None),
        Err(error) => Err(error.into()),
    }
}
