//! `GET/POST /account/data/delete` says what a deletion does, and asks for one; `POST /account/data/keep` takes it back.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result as Done, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Shell, Visited};

use super::deleting::{self, Refusal, Wish};
use super::store::departures;
use crate::accounts::{is_owner, secret};

#[derive(askama::Template)]
#[template(path = "data/templates/delete.html")]
struct DeletePage<'a> {
    shell: Shell<'a>,
    /// Communities that somebody else has to lead first.
    alone: Vec<(String, String)>,
    last_admin: bool,
    has_password: bool,
    content: String,
    problems: Problems,
}

impl DeletePage<'_> {
    /// Whether it is one's own account.
    fn is_own(&self) -> bool {
        true
    }

    /// What a deletion does: keys of messages.
    fn lines(&self) -> [&'static str; 5] {
        ["delete-line-account", "delete-line-places", "delete-line-own", "delete-line-votes", "delete-line-log"]
    }
}

/// The form as it was sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    /// What becomes of what they wrote: `stay` or `remove`.
    content: String,
    password: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    if visit.leaves_at.is_some() {
        return Ok(Page::go("/account/data"));
    }
    let (account, now) = (visit.account()?.id, visit.now);
    let refusal = app.db.read(move |tx| async move { deleting::refusal(&tx, account, now).await }).await?;
    show(&app, &visit, StatusCode::OK, String::new(), Problems::default(), refusal).await
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    content: String,
    problems: Problems,
    refusal: Option<Refusal>,
) -> Result<Response, Failure> {
    let has_password = secret(app, visit).await?.password.is_some();
    let (alone, last_admin) = match refusal {
        Some(Refusal::LeadsAlone(alone)) => (alone, false),
        Some(Refusal::LastAdmin) => (Vec::new(), true),
        None => (Vec::new(), false),
    };
    let context = Context { title: visit.tongue.say("delete-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &DeletePage { shell, alone, last_admin, has_password, content, problems })
}

/// Whether what was written goes, too.
pub(super) fn removes(content: &str) -> Option<bool> {
    match content {
        "stay" => Some(false),
        "remove" => Some(true),
        _ => None,
    }
}

pub(super) async fn ask(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let known = secret(&app, &visit).await?;
    let mut problems = Vec::new();
    let removes = removes(&typed.content);
    if removes.is_none() {
        problems.push(Problem { field: "content", message: "delete-choose" });
    }
    if !is_owner(&app, &visit, &known, typed.password).await? {
        problems.push(Problem { field: "password", message: "password-wrong" });
    }
    let (Some(removes), true) = (removes, problems.is_empty()) else {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed.content, Problems(problems), None).await;
    };
    let wish = Wish { account: known.id, by: Some(known.id), removes, why: String::new(), at_once: false };
    match deleting::ask(&app, visit.tongue, wish).await? {
        Ok(()) => Ok(Page::go("/account/data")),
        Err(refusal) => show(&app, &visit, StatusCode::CONFLICT, typed.content, Problems::default(), Some(refusal)).await,
    }
}

/// What an administrator asked for, an administrator takes back.
pub(super) async fn keep(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let write = move |tx: Tx| async move {
        let Some(departure) = departures::of(&tx, account).await? else { return Done::Ok(()) };
        if !departure.is_own() {
            return Err(Error::Forbidden);
        }
        departures::keep(&tx, account, Some(account), now).await.map(|_| ())
    };
    app.db.write(write).await?;
    Ok(Page::go("/account/data"))
}
