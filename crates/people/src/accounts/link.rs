//! `POST /admin/sign-in-link`: an administrator makes a link that lets somebody in, to hand on by whatever way there is.

use axum::extract::State;
use axum::response::Response;
use base::{Time, activity};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use super::sign_in::issue_link;
use super::store::secrets;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "accounts/templates/link.html")]
struct LinkPage<'a> {
    shell: Shell<'a>,
    handle: String,
    /// Empty when nobody is called so.
    link: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkForm {
    handle: String,
}

/// Shows the link once; it is kept as a hash only.
pub(super) async fn make(State(app): State<App>, visit: Visited, Form(form): Form<LinkForm>) -> Result<Response, Failure> {
    let named = form.handle.trim().to_owned();
    let wanted = named.clone();
    let known = app.db.read(move |tx| async move { secrets::by_name(&tx, &wanted).await }).await?;
    let (handle, link) = match known {
        Some(known) => {
            let (path, deed) =
                (issue_link(&app.db, &app.random, known.id, visit.now, Time::DAY, 1).await?, Deed::on_site(&visit)?);
            let entry = deed.entry("sign_in_link_made", "account", known.id);
            app.db.write(move |tx| async move { activity::record(&tx, entry).await }).await?;
            (known.handle, app.url(&path))
        }
        None => (named, String::new()),
    };
    let status = if link.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let context = Context { title: visit.tongue.say("link-title").to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::answer(status, &LinkPage { shell: Shell::new(&app, &visit, context), handle, link })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
