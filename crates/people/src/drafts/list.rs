//! `GET /c/{community}/drafts`: what somebody has not finished, and `POST /c/{community}/drafts/forget`.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use super::model::Listed;
use super::store;

#[derive(askama::Template)]
#[template(path = "drafts/templates/list.html")]
struct DraftsPage<'a> {
    shell: Shell<'a>,
    drafts: Vec<Listed>,
}

impl DraftsPage<'_> {
    fn what(&self, draft: &Listed) -> &'static str {
        match draft.what() {
            known @ ("new" | "reply" | "comment" | "edit" | "conclude") => self.shell.t.say_key(&format!("draft-of-{known}")),
            _ => self.shell.t.say("draft-of-other"),
        }
    }
}

pub(super) async fn drafts(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, community) = (visit.account()?.id, visit.here()?.id);
    let drafts = app.db.read(move |tx| async move { store::list(&tx, account, community).await }).await?;
    let context = Context { title: visit.tongue.say("drafts-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&DraftsPage { shell: Shell::new(&app, &visit, context), drafts })
}

#[derive(Deserialize)]
pub(super) struct Named {
    place: String,
}

pub(super) async fn forget(State(app): State<App>, visit: Visited, Form(named): Form<Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (account, community) = (visit.account()?.id, here.id);
    app.db.write(move |tx| async move { store::forget(&tx, account, community, &named.place).await }).await?;
    Ok(Page::go(format!("/c/{}/drafts", here.slug)))
}
