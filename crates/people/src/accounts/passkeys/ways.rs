//! `GET /account/sign-in-ways`: the ways in which somebody signs in, and their passkeys.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visited};

use super::ceremony;
use super::store::{self, Listed};
use crate::accounts::codes;
use crate::accounts::store::secrets;

#[derive(askama::Template)]
#[template(path = "accounts/passkeys/templates/ways.html")]
struct WaysPage<'a> {
    shell: Shell<'a>,
    passkeys: Vec<Listed>,
    /// Whether the site has a name to which passkeys can belong.
    possible: bool,
    has_password: bool,
    email: Option<String>,
    codes: bool,
    problems: Problems,
    saved: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

/// What the page says beside what stands.
#[derive(Default)]
pub(super) struct Told {
    pub problem: Option<Problem>,
    pub saved: &'static str,
}

const SAVED: [&str; 3] = ["passkey", "name", "removed"];

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let saved = SAVED.into_iter().find(|what| *what == asked.saved).unwrap_or("");
    show(&app, &visit, StatusCode::OK, Told { saved, ..Told::default() }).await
}

pub(super) async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let (passkeys, known, codes) = app
        .db
        .read(move |tx| async move {
            let known = secrets::by_id(&tx, account).await?.ok_or(Error::NotFound)?;
            Ok((store::of_account(&tx, account).await?, known, codes::store::is_on(&tx, account).await?))
        })
        .await?;
    let context = Context { title: visit.tongue.say("ways-title").to_owned(), robots: "noindex", ..Context::default() };
    let page = WaysPage {
        shell: Shell::new(app, visit, context),
        passkeys,
        possible: ceremony::site(app).is_some(),
        has_password: known.password.is_some(),
        email: known.email,
        codes,
        problems: Problems(told.problem.into_iter().collect()),
        saved: told.saved,
    };
    Page::answer(status, &page)
}
