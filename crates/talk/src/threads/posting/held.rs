//! `GET /c/{community}/held`: what somebody wrote waits for a look.

use axum::extract::State;
use axum::response::Response;
use web::{App, Context, Failure, Page, Shell, Visited};

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/held.html")]
struct HeldPage<'a> {
    shell: Shell<'a>,
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("held-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&HeldPage { shell: Shell::new(&app, &visit, context) })
}
