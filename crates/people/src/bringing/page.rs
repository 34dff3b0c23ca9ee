//! `GET`, `POST /c/{community}/manage/people`: a list is sent and looked at. Nobody is brought by that.

use axum::extract::{Request, State};
use axum::response::Response;
use base::{Error, Id, work};
use formats::members::{self, List};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::model::{ListKind, why};
use super::store;
use super::upload::Sent;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "bringing/templates/people.html")]
struct PeoplePage<'a> {
    shell: Shell<'a>,
    /// What was pasted.
    text: String,
    problem: Option<&'static str>,
}

pub(super) async fn show(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, String::new(), None)
}

fn answer(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    text: String,
    problem: Option<&'static str>,
) -> Result<Response, Failure> {
    let title = visit.tongue.say("menu-manage-people").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    Page::answer(status, &PeoplePage { shell: Shell::new(app, visit, context), text, problem })
}

/// Reads the list and leads to what it would do.
pub(super) async fn look(State(app): State<App>, visit: Visited, request: Request) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    let sent = Sent::read(&app, request).await?;
    let bytes = sent.list();
    if bytes.trim_ascii().is_empty() {
        return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, sent.text, Some(visit.tongue.say("people-empty")));
    }
    let list: List = work::blocking(move || Ok(members::read(&bytes))).await?;
    if list.people.is_empty() {
        let told = list.problems.first().map_or_else(|| visit.tongue.say("people-nobody"), |problem| why(problem, visit.tongue));
        return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, sent.text, Some(told));
    }
    let content = serde_json::to_string(&list).map_err(Error::internal)?;
    let id = app.db.write(move |tx| async move { store::keep_list(&tx, deed, ListKind::Members, &content).await }).await?;
    Ok(Page::go(format!("/c/{}/manage/people/{id}", visit.here()?.slug)))
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub id: Id,
}

/// Throws a list away that nothing was written of.
pub(super) async fn forget(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    app.db.write(move |tx| async move { store::forget_list(&tx, ListKind::Members, community, named.id).await }).await?;
    Ok(Page::go(format!("/c/{}/manage/people", visit.here()?.slug)))
}
