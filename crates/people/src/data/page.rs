//! `GET`, `POST /account/data`: a download of everything; `GET …/everything.zip` for its owner; `POST …/go`, `…/stay`.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use base::{Error, Problem, Time};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use tower_http::services::ServeFile;
use web::{App, Context, Failure, Form, Page, Problems, Shell, Visited};

use super::store::{self, Departure, Download};

/// A download can be fetched so long, ms: afterwards its bytes are swept away.
const KEPT: i64 = 20 * Time::HOUR;
/// So long going can be taken back, ms.
const WAITS: i64 = 14 * Time::DAY;

#[derive(askama::Template)]
#[template(path = "data/templates/data.html")]
struct DataPage<'a> {
    shell: Shell<'a>,
    download: Option<Download>,
    departure: Option<Departure>,
    /// Communities that they lead alone: somebody else must lead first.
    alone: Vec<String>,
    problems: Problems,
}

impl DataPage<'_> {
    fn is_ready(&self) -> bool {
        self.download.as_ref().is_some_and(|download| is_there(download, self.shell.visit.now))
    }

    fn is_being_made(&self) -> bool {
        self.download.as_ref().is_some_and(|download| download.made_at.is_none())
    }

    fn has_failed(&self) -> bool {
        self.download.as_ref().is_some_and(|download| download.made_at.is_some() && download.hash.is_empty())
    }
}

fn is_there(download: &Download, now: Time) -> bool {
    !download.hash.is_empty() && download.made_at.is_some_and(|at| now.since(at) < KEPT)
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, Vec::new()).await
}

async fn show(app: &App, visit: &Visited, status: StatusCode, problems: Vec<Problem>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let (download, departure, alone) = app
        .db
        .read(move |tx| async move {
            let download = store::download(&tx, account).await?;
            Ok((download, store::departure(&tx, account).await?, store::led_alone(&tx, account, now).await?))
        })
        .await?;
    let context = Context { title: visit.tongue.say("data-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &DataPage { shell, download, departure, alone, problems: Problems(problems) })
}

pub(super) async fn ask(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    app.db.write(move |tx| async move { store::ask(&tx, account, now).await }).await?;
    Ok(Page::go("/account/data"))
}

pub(super) async fn fetch(State(app): State<App>, visit: Visited, request: Request) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let download = app.db.read(move |tx| async move { store::download(&tx, account).await }).await?;
    let download = download.filter(|download| is_there(download, now)).ok_or(Error::NotFound)?;
    let zip = "application/zip".parse().map_err(Error::internal)?;
    let request = request.map(|_| Body::empty());
    let served = ServeFile::new_with_mime(app.blobs.path(&download.hash), &zip).try_call(request).await;
    let mut response = served.map_err(Error::from)?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        return Err(Error::NotFound.into());
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"everything.zip\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Going {
    /// `remove`: what they wrote goes, too; `keep`: it stays without their name.
    texts: String,
    sure: String,
}

pub(super) async fn go(State(app): State<App>, visit: Visited, Form(going): Form<Going>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let removes = match going.texts.as_str() {
        "remove" => Some(true),
        "keep" => Some(false),
        _ => None,
    };
    let mut problems = Vec::new();
    if removes.is_none() {
        problems.push(Problem { field: "texts", message: "settings-choose" });
    }
    if going.sure.is_empty() {
        problems.push(Problem { field: "sure", message: "data-sure-missing" });
    }
    let (Some(removes), true) = (removes, problems.is_empty()) else {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, problems).await;
    };
    let asked = app
        .db
        .write(move |tx| async move {
            if !store::led_alone(&tx, account, now).await?.is_empty() {
                return Ok(false);
            }
            store::depart(&tx, account, removes, now.plus(WAITS), now).await?;
            Ok(true)
        })
        .await?;
    if asked { Ok(Page::go("/account/data")) } else { show(&app, &visit, StatusCode::CONFLICT, Vec::new()).await }
}

pub(super) async fn stay(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    app.db.write(move |tx| async move { store::stay(&tx, account).await }).await?;
    Ok(Page::go("/account/data"))
}
