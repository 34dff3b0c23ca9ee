//! A forgotten password: `GET|POST /sign-in/forgot` asks for a link, `GET|POST /reset/{token}` sets a new one.
//!
//! The link goes out by mail. Without mail it stands in the outbox, and an administrator hands it on; the page says so.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Problem, Result, Time, Tx};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, SITE_NAME, Shell, Visit, Visited};

use super::session::{Opening, session_hash};
use super::store::key;
use super::store::secrets::{self, Secret};
use super::store::sessions;
use super::{codes, links, password, telling};
use crate::mail::{self, NewMail};

/// A link is good for so long.
const LASTING: i64 = Time::HOUR;
/// Links for one account, and questions from one network address, in that time.
const MOST: (u32, u32) = (3, 20);

#[derive(askama::Template)]
#[template(path = "accounts/templates/forgot.html")]
struct ForgotPage<'a> {
    shell: Shell<'a>,
    asked: Asked,
    problems: Problems,
    mail: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Set after asking.
    sent: String,
    /// Set by a link that is no longer good.
    stale: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ForgotForm {
    /// Handle or e-mail address.
    name: String,
}

pub(super) async fn forgot(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show_forgot(&app, &visit, StatusCode::OK, asked, Problems::default()).await
}

async fn show_forgot(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    asked: Asked,
    problems: Problems,
) -> Result<Response, Failure> {
    let mail = mail::is_on(app).await?;
    let context = Context { title: visit.tongue.say("forgot-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::answer(status, &ForgotPage { shell: Shell::new(app, visit, context), asked, problems, mail })
}

/// The answer is the same whether there is such an account or not.
pub(super) async fn ask(State(app): State<App>, visit: Visited, Form(form): Form<ForgotForm>) -> Result<Response, Failure> {
    let (named, now) = (form.name.trim().to_owned(), visit.now);
    if named.is_empty() {
        let problems = Problems(vec![Problem { field: "name", message: "forgot-missing" }]);
        return show_forgot(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, Asked::default(), problems).await;
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("reset from {}", visit.client), MOST.1, LASTING, now)?;
    }
    let wanted = named.clone();
    let known = app.db.read(move |tx| async move { secrets::by_name(&tx, &wanted).await }).await?;
    match known {
        Some(known) => send_link(&app, &visit, known).await?,
        // It takes as long, and ends as soon.
        None if app.limits.take(&format!("reset of nobody {}", key(&named)), MOST.0, LASTING, now).is_ok() => {
            app.db.write(move |tx| async move { links::store::pretend(&tx, now).await }).await?;
        }
        None => {}
    }
    Ok(Page::go("/sign-in/forgot?sent=1"))
}

/// Sends somebody a link to set a password with, unless they got enough of them lately.
pub(super) async fn send_link(app: &App, visit: &Visit, known: Secret) -> Result<()> {
    let now = visit.now;
    if app.limits.take(&format!("reset of {}", known.id), MOST.0, LASTING, now).is_err() {
        return Ok(());
    }
    let token = app.random.token();
    let (hash, mail) = (session_hash(&token), letter(app, visit, &known, &token));
    app.db.write(move |tx| async move { write_link(&tx, &known, &hash, mail, now).await }).await
}

fn letter(app: &App, visit: &Visit, known: &Secret, token: &str) -> NewMail {
    let link = app.url(&format!("/reset/{token}"));
    NewMail {
        account: Some(known.id),
        recipient: known.email.clone().unwrap_or_else(|| format!("@{}", known.handle)),
        subject: visit.tongue.with("reset-mail-subject", "site", SITE_NAME),
        text: visit.tongue.with2("reset-mail-text", "name", &known.name, "link", link),
        reason: String::new(),
        good_until: Some(visit.now.plus(LASTING)),
    }
}

async fn write_link(tx: &Tx, known: &Secret, hash: &str, mail: NewMail, now: Time) -> Result<()> {
    let link = secrets::create_reset_link(tx, hash, known.id, now, now.plus(LASTING)).await?;
    mail::send(tx, &NewMail { reason: format!("reset {link}"), ..mail }, now).await
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/reset.html")]
struct ResetPage<'a> {
    shell: Shell<'a>,
    token: String,
    problems: Problems,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ResetForm {
    password: String,
}

const STALE: &str = "/sign-in/forgot?stale=1";

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(token): Path<String>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&token), visit.now);
    if app.db.read(move |tx| async move { secrets::of_reset_link(&tx, &hash, now).await }).await?.is_none() {
        return Ok(Page::go(STALE));
    }
    show(&app, &visit, StatusCode::OK, token, Problems::default())
}

fn show(app: &App, visit: &Visited, status: StatusCode, token: String, problems: Problems) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("reset-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::answer(status, &ResetPage { shell: Shell::new(app, visit, context), token, problems })
}

/// Sets the password, ends every other session, signs in.
pub(super) async fn reset(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ResetForm>,
) -> Result<Response, Failure> {
    let (key, now) = (session_hash(&token), visit.now);
    let looked = key.clone();
    let Some(owner) = app.db.read(move |tx| async move { secrets::of_reset_link(&tx, &looked, now).await }).await? else {
        return Ok(Page::go(STALE));
    };
    if let Some(message) = password::problem(&form.password, &owner.known()) {
        let problems = Problems(vec![Problem { field: "password", message }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, token, problems);
    }
    let hash = password::hash(&app.random, form.password).await?;
    let note = telling::new_password(&app, &visit, &owner).await?;
    let opening = Opening::of(&app, &visit, &headers);
    let session = opening.clone();
    let set = move |tx: Tx| async move {
        let Some(account) = secrets::use_reset_link(&tx, &key, now).await? else { return Ok(None) };
        secrets::set_password(&tx, account, &hash, now).await?;
        sessions::end_others(&tx, account, "").await?;
        links::store::end(&tx, account, now).await?;
        codes::store::nobody_waits(&tx, account).await?;
        if let Some(note) = note {
            mail::send(&tx, &note, now).await?;
        }
        // Whoever reads somebody's mail has not got their phone.
        let entered = session.enter(&tx, account, now).await?;
        Ok(Some(entered))
    };
    match app.db.write(set).await? {
        Some(entered) => {
            password::forgive(&app, &owner);
            Ok(opening.lead_on(&app, entered, "/"))
        }
        None => Ok(Page::go(STALE)),
    }
}
