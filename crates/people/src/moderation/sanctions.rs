//! `POST /c/{community}/manage/sanctions/{id}/lift`: somebody is not silent or out any more. `GET`, `POST /admin/suspensions`: out of
//! the whole site; `POST /admin/suspensions/{id}/lift`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Query, Shell, Visited, lines};

use super::decide::until;
use super::model::{LONGEST, Person, Sanction};
use super::queue::Named;
use super::store::{self, Giving};
use crate::accounts::store as accounts;
use crate::communities::Deed;

pub(super) async fn lift(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, here, id) = (Deed::of(&visit)?, visit.here()?, named.id()?);
    let slug = here.slug.clone();
    app.db.write(move |tx| async move { lift_one(&tx, deed, id).await }).await?;
    Ok(Page::go(format!("/c/{slug}/manage/queue")))
}

/// Ends it; nobody ends their own.
async fn lift_one(tx: &Tx, deed: Deed, id: Id) -> Done<()> {
    match store::lift(tx, deed, id).await? {
        Some(account) if account == deed.by => Err(Error::Forbidden),
        _ => Ok(()),
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    handle: String,
    days: String,
    reason: String,
}

#[derive(askama::Template)]
#[template(path = "moderation/templates/suspensions.html")]
struct SuspensionsPage<'a> {
    shell: Shell<'a>,
    in_force: Vec<Sanction>,
    typed: Typed,
    problems: Problems,
}

/// `?handle=` is filled in.
pub(super) async fn page(State(app): State<App>, visit: Visited, Query(typed): Query<Typed>) -> Result<Response, Failure> {
    show(&app, &visit, typed, Vec::new()).await
}

async fn show(app: &App, visit: &Visited, typed: Typed, problems: Vec<Problem>) -> Result<Response, Failure> {
    let now = visit.now;
    let in_force = app.db.read(move |tx| async move { store::in_force(&tx, 0, now).await }).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let context = Context { title: visit.tongue.say("suspensions-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &SuspensionsPage { shell, in_force, typed, problems: Problems(problems) })
}

pub(super) async fn suspend(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let deed = Deed::on_site(&visit)?;
    let form = typed.clone();
    match app.db.write(move |tx| async move { put_out(&tx, deed, &form).await }).await {
        Ok(()) => Ok(Page::go("/admin/suspensions")),
        Err(Error::Invalid(problems)) => show(&app, &visit, typed, problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn put_out(tx: &Tx, deed: Deed, typed: &Typed) -> Done<()> {
    let handle = typed.handle.trim().trim_start_matches('@');
    let profile = accounts::profile(tx, handle).await?.ok_or(Error::invalid("handle", "role-nobody"))?;
    if profile.id == deed.by {
        return Err(Error::invalid("handle", "suspensions-own"));
    }
    let ends_at = if typed.days.trim().is_empty() { None } else { Some(until(&typed.days, deed.now)?) };
    let reason: String = lines(&typed.reason).chars().take(LONGEST).collect();
    if reason.is_empty() {
        return Err(Error::invalid("reason", "case-reason-missing"));
    }
    if accounts::is_suspended(tx, profile.id, deed.now).await? {
        return Err(Error::invalid("handle", "suspensions-out"));
    }
    store::give(tx, deed, &Giving { account: profile.id, kind: Person::Suspend, reason, case: 0, ends_at }).await
}

pub(super) async fn lift_on_site(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let id: Id = named.id()?;
    let deed = Deed::on_site(&visit)?;
    app.db.write(move |tx| async move { lift_one(&tx, deed, id).await }).await?;
    Ok(Page::go("/admin/suspensions"))
}
