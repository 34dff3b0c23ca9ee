//! `GET/POST /admin/delete-account`: an administrator deletes somebody's account, with a reason; `…/keep` takes it back.

use axum::extract::State;
use axum::response::Response;
use base::{Problem, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited};

use super::deleting::{self, Refusal, Wish};
use super::leaving::removes;
use super::store::departures::{self, Listed};
use crate::accounts::store::secrets;

#[derive(askama::Template)]
#[template(path = "data/templates/admin.html")]
struct AdminPage<'a> {
    shell: Shell<'a>,
    typed: Typed,
    content: String,
    alone: Vec<(String, String)>,
    problems: Problems,
    saved: bool,
    /// Deletions that wait, the next one first.
    waiting: Vec<Listed>,
}

impl AdminPage<'_> {
    /// Whether it is one's own account.
    fn is_own(&self) -> bool {
        false
    }
}

/// The form as it was sent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    handle: String,
    why: String,
    content: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
    /// Filled in.
    handle: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let told = Told { saved: !asked.saved.is_empty(), ..Told::default() };
    show(&app, &visit, StatusCode::OK, Typed { handle: asked.handle, ..Typed::default() }, told).await
}

#[derive(Default)]
struct Told {
    alone: Vec<(String, String)>,
    problems: Vec<Problem>,
    saved: bool,
}

async fn show(app: &App, visit: &Visited, status: StatusCode, typed: Typed, told: Told) -> Result<Response, Failure> {
    let waiting = app.db.read(|tx| async move { departures::waiting(&tx).await }).await?;
    let context = Context { title: visit.tongue.say("delete-admin-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    let Told { alone, problems, saved } = told;
    Page::answer(
        status,
        &AdminPage { shell, content: typed.content.clone(), typed, alone, problems: Problems(problems), saved, waiting },
    )
}

/// The longest reason, in letters.
const LONGEST: usize = 500;

pub(super) async fn ask(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (by, named) = (visit.account()?.id, typed.handle.trim().to_owned());
    let known = app.db.read(move |tx| async move { secrets::by_name(&tx, &named).await }).await?;
    let (removes, why) = (removes(&typed.content), web::one_line(&typed.why));
    let mut problems = Vec::new();
    if known.is_none() {
        problems.push(Problem { field: "handle", message: "role-nobody" });
    }
    if removes.is_none() {
        problems.push(Problem { field: "content", message: "delete-choose" });
    }
    match why.chars().count() {
        0 => problems.push(Problem { field: "why", message: "delete-why-missing" }),
        n if n > LONGEST => problems.push(Problem { field: "why", message: "text-long" }),
        _ => {}
    }
    let (Some(known), Some(removes), true) = (known, removes, problems.is_empty()) else {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Told { problems, ..Told::default() }).await;
    };
    let wish = Wish { account: known.id, by: Some(by), removes, why, at_once: false };
    match deleting::ask(&app, visit.tongue, wish).await? {
        Ok(()) => Ok(Page::go("/admin/delete-account?saved=1")),
        Err(Refusal::LeadsAlone(alone)) => {
            show(&app, &visit, StatusCode::CONFLICT, typed, Told { alone, ..Told::default() }).await
        }
        Err(Refusal::LastAdmin) => {
            let problems = vec![Problem { field: "handle", message: "delete-last-admin" }];
            show(&app, &visit, StatusCode::CONFLICT, typed, Told { problems, ..Told::default() }).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    handle: String,
}

pub(super) async fn keep(State(app): State<App>, visit: Visited, Form(kept): Form<Kept>) -> Result<Response, Failure> {
    let (by, now) = (visit.account()?.id, visit.now);
    let write = move |tx: Tx| async move {
        match secrets::by_name(&tx, &kept.handle).await? {
            Some(known) => departures::keep(&tx, known.id, Some(by), now).await.map(|_| ()),
            None => Ok(()),
        }
    };
    app.db.write(write).await?;
    Ok(Page::go("/admin/delete-account"))
}
