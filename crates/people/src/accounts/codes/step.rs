//! `GET /sign-in/code`, `POST /sign-in/code`: the code that is asked for after a password or a link.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Problem, Result, Tx};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited, cookie, set_cookie};

use super::{check, store};
use crate::accounts::session::{Opening, STEP, session_hash};
use crate::accounts::sign_in::path_or;

#[derive(askama::Template)]
#[template(path = "accounts/codes/templates/step.html")]
struct StepPage<'a> {
    shell: Shell<'a>,
    to: String,
    problems: Problems,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct StepForm {
    code: String,
    to: String,
}

/// Who owes a code in this browser, and the hash of what it holds.
async fn owing(app: &App, visit: &Visited, headers: &HeaderMap) -> Result<Option<(Id, String)>> {
    let Some(hash) = cookie(headers, STEP).map(|token| session_hash(&token)) else { return Ok(None) };
    let (now, looked) = (visit.now, hash.clone());
    let account = app.db.read(move |tx| async move { store::waiting(&tx, &looked, now).await }).await?;
    Ok(account.map(|account| (account, hash)))
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Query(form): Query<StepForm>,
) -> Result<Response, Failure> {
    if owing(&app, &visit, &headers).await?.is_none() {
        return Ok(Page::go("/sign-in"));
    }
    show(&app, &visit, StatusCode::OK, form.to, Problems::default())
}

fn show(app: &App, visit: &Visited, status: StatusCode, to: String, problems: Problems) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("code-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::answer(status, &StepPage { shell: Shell::new(app, visit, context), to, problems })
}

pub(super) async fn enter(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<StepForm>,
) -> Result<Response, Failure> {
    let Some((account, waiting)) = owing(&app, &visit, &headers).await? else {
        return Ok(Page::go("/sign-in?stale=1"));
    };
    let Some(good) = check::look(&app, &visit, account, &form.code).await? else {
        return wrong(&app, &visit, form.to);
    };
    let (opening, now) = (Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let come = move |tx: Tx| async move {
        // Once more: the password may have been changed meanwhile.
        if store::waiting(&tx, &waiting, now).await? != Some(account) || !check::take(&tx, account, good, now).await? {
            return Ok(false);
        }
        store::waits_no_more(&tx, &waiting).await?;
        session.open(&tx, account, now).await?;
        Ok(true)
    };
    if !app.db.write(come).await? {
        return wrong(&app, &visit, form.to);
    }
    check::forgive(&app, account);
    let mut response = opening.lead(&app, path_or(&form.to, "/"));
    response.headers_mut().extend(set_cookie(&app, STEP, "", 0).map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

fn wrong(app: &App, visit: &Visited, to: String) -> Result<Response, Failure> {
    let problems = Problems(vec![Problem { field: "code", message: "code-wrong" }]);
    show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, to, problems)
}
