//! `GET`, `POST /account/people`: whom one keeps at a distance.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Form, Page, Paging, Problems, Query, Shell, Visited, is_path};

use super::Level;
use super::store::{self, Kept};
use crate::accounts::store as accounts;

const PAGE: usize = 50;

#[derive(askama::Template)]
#[template(path = "blocks/templates/people.html")]
struct PeoplePage<'a> {
    shell: Shell<'a>,
    kept: Vec<Kept>,
    typed: Typed,
    problems: Problems,
    paging: Paging,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    handle: String,
    /// A code of [`Level`], or `none`.
    level: String,
    /// Where to go on.
    to: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, &asked.after, Typed::default(), Vec::new()).await
}

async fn show(app: &App, visit: &Visited, after: &str, typed: Typed, problems: Vec<Problem>) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let behind = Cursor::decode(after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let mut kept = app.db.read(move |tx| async move { store::page(&tx, account, behind, PAGE as i64 + 1).await }).await?;
    let more = kept.len() > PAGE;
    kept.truncate(PAGE);
    let last = kept.last().filter(|_| more).map(|last| Cursor(vec![last.created_at.0, last.other]).encode());
    let paging = Paging {
        next: last.map(|cursor| format!("/account/people?after={cursor}")),
        first: (!after.is_empty()).then(|| "/account/people".into()),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let context = Context { title: visit.tongue.say("blocks-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &PeoplePage { shell, kept, typed, problems: Problems(problems), paging })
}

pub(super) async fn set(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (account, now, form) = (visit.account()?.id, visit.now, typed.clone());
    let done = app
        .db
        .write(move |tx| async move {
            let handle = form.handle.trim().trim_start_matches('@');
            let other = accounts::profile(&tx, handle).await?.map(|profile| profile.id);
            let other = other.ok_or(Error::invalid("handle", "role-nobody"))?;
            if other == account {
                return Err(Error::invalid("handle", "blocks-own"));
            }
            store::set(&tx, account, other, Level::from_code(&form.level), now).await
        })
        .await;
    match done {
        Ok(()) if is_path(&typed.to) => Ok(Page::go(&typed.to)),
        Ok(()) => Ok(Page::go("/account/people")),
        Err(Error::Invalid(problems)) => show(&app, &visit, "", typed, problems).await,
        Err(error) => Err(error.into()),
    }
}
