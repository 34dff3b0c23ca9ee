//! `GET /reached/{token}`: what another device opens to see whether it gets here. The visit itself tells who waits for it.

use std::net::IpAddr;

use axum::extract::State;
use axum::response::Response;
use base::Error;
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::check::{MARK, answer};
use super::{near, store};

#[derive(Deserialize)]
pub(super) struct Named {
    token: String,
}

#[derive(askama::Template)]
#[template(path = "address/templates/reached.html")]
struct ReachedPage<'a> {
    shell: Shell<'a>,
    /// Whether it is another device than the one that the program runs on.
    elsewhere: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (token, now) = (named.token.clone(), visit.now);
    let found = app.db.read(move |tx| async move { store::by_token(&tx, &token, now).await }).await?.ok_or(Error::NotFound)?;
    let elsewhere = visit.client.parse::<IpAddr>().is_ok_and(|ip| !ip.is_loopback() && !near().contains(&ip));
    // Our own question is no visit, nor is the device that shows the link.
    let asks = headers.contains_key(MARK);
    let own = visit.account.is_some() && visit.client == found.by;
    if elsewhere && !asks && !own {
        let from = visit.client.clone();
        app.db.write(move |tx| async move { store::note(&tx, &found.token, &from, now).await }).await?;
    }
    let context = Context { title: visit.tongue.say("reached-title").to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::render(&ReachedPage { shell: Shell::new(&app, &visit, context), elsewhere })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(told) = HeaderValue::from_str(&answer(&named.token)) {
        response.headers_mut().insert(MARK, told);
    }
    Ok(response)
}
