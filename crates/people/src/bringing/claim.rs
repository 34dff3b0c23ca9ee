//! `GET /claim/{token}` says whom a personal link is for and asks; `POST` signs them in: from then on the
//! account is theirs. Whoever is signed in already stays who they are: what the member has becomes theirs.

use axum::extract::State;
use axum::response::Response;
use base::{Result as Found, Tx};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use web::{App, Context, Failure, Page, Path, Shell, Visited, encoded};

use super::merging;
use super::store::claims::{self, Behind};
use crate::accounts::{Opening, session_hash};
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "bringing/templates/claim.html")]
struct ClaimPage<'a> {
    shell: Shell<'a>,
    token: String,
    /// Nothing when the link is no longer good.
    behind: Option<Behind>,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(token): Path<String>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&token), visit.now);
    let behind = app.db.read(move |tx| async move { claims::behind(&tx, &hash, now).await }).await?;
    answer(&app, &visit, token, behind)
}

fn answer(app: &App, visit: &Visited, token: String, behind: Option<Behind>) -> Result<Response, Failure> {
    let status = if behind.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let context = Context { title: visit.tongue.say("claim-title").to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::answer(status, &ClaimPage { shell: Shell::new(app, visit, context), token, behind })?;
    // The address holds a secret.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

pub(super) async fn take(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&token), visit.now);
    let opening = Opening::of(&app, &visit, &headers);
    let session = opening.clone();
    let (own, kept) = (visit.account.as_ref().map(|account| account.id), app.belongings.clone());
    let take = move |tx: Tx| async move {
        let Some(behind) = claims::behind(&tx, &hash, now).await? else { return Ok(None) };
        // What the account became since the link was made is not its maker's to give.
        let deed = Deed { community: behind.community, by: behind.made_by, now };
        if !merging::is_still_theirs(&tx, &kept, deed, behind.account).await? {
            return Ok(None);
        }
        let taken = match own {
            Some(own) => merging::merge(&tx, &kept, Deed { by: own, ..deed }, behind.account).await?,
            None => claims::take_over(&tx, behind.account, behind.community, now).await?,
        };
        if !taken {
            return Ok(None);
        }
        if own.is_none() {
            session.open(&tx, behind.account, now).await?;
        }
        Found::Ok(Some(behind.slug))
    };
    match (app.db.write(take).await?, &visit.account) {
        (Some(slug), Some(account)) => Ok(Page::go(format!("/c/{slug}/members/{}", encoded(&account.face.handle)))),
        (Some(slug), None) => Ok(opening.lead(&app, &format!("/c/{slug}"))),
        (None, _) => answer(&app, &visit, token, None),
    }
}
