//! `GET /c/{community}/held`: what somebody wrote waits for a look.

use axum::extract::State;
use axum::response::Response;
use base::Id;
use people::moderation;
use web::{App, Context, Failure, Page, Shell, Thing, Visited};

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/held.html")]
struct HeldPage<'a> {
    shell: Shell<'a>,
    /// What waits, with its case.
    held: Vec<(Id, Thing)>,
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (community, account, reader) = (visit.here()?.id, visit.account()?.id, app.clone());
    let held = app.db.read(move |tx| async move { moderation::held_of(&reader, &tx, community, account).await }).await?;
    let context = Context { title: visit.tongue.say("held-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&HeldPage { shell: Shell::new(&app, &visit, context), held })
}
