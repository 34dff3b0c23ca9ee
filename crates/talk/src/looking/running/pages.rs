//! `POST /new/look/import` begins; `GET /new/imports/{id}` says how far it is; `POST …/stop`, `POST …/again`.

use std::collections::BTreeMap;

use ::people::communities::model::is_slug;
use ::people::settings::LANGUAGES;
use axum::extract::State as Held;
use axum::response::Response;
use base::{Error, Id, Problem, Tx};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Visibility, Visited, one_line};

use super::super::page as looking;
use super::store::{self, Run, State, Wanted};

/// Letters of the longest name.
const LONGEST: usize = 80;

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The export, by its name.
    pub of: String,
    pub community: String,
    pub name: String,
    pub visibility: String,
    pub language: String,
    pub once: String,
}

impl Typed {
    fn read(&self) -> Result<Wanted, Vec<Problem>> {
        let mut problems = Vec::new();
        let (slug, name) = (self.community.trim().to_lowercase(), one_line(&self.name));
        if !is_slug(&slug) {
            problems.push(Problem { field: "community", message: "import-address" });
        }
        if name.chars().count() > LONGEST {
            problems.push(Problem { field: "name", message: "settings-name-length" });
        }
        let visibility = Visibility::from_code(&self.visibility).unwrap_or(Visibility::Private);
        let known = LANGUAGES.iter().find(|(code, _)| *code == self.language);
        let language = known.map_or("en", |(code, _)| code).to_owned();
        let wanted = Wanted { export: self.of.clone(), slug, name, visibility, language };
        if problems.is_empty() { Ok(wanted) } else { Err(problems) }
    }
}

pub(super) async fn begin(Held(app): Held<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    // A name that lies there, never a path.
    if !looking::names(&app.exports).contains(&typed.of) {
        return looking::refuse(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, "of", "look-no-dump");
    }
    let wanted = match typed.read() {
        Ok(wanted) => wanted,
        Err(problems) => return looking::again(&app, &visit, typed, Problems(problems)).await,
    };
    let (by, now) = (visit.account()?.id, visit.now);
    let once = if typed.once.is_empty() { app.random.token() } else { typed.once };
    let (id, fresh) = app.db.write(move |tx| async move { store::begin(&tx, by, &once, &wanted, now).await }).await?;
    if fresh {
        start(&app, id);
    }
    Ok(Page::go(format!("/new/imports/{id}")))
}

/// Lets it go on beside the requests.
fn start(app: &App, id: Id) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = super::run(app, id).await {
            tracing::error!(%error, "an import does not know how it ended");
        }
    });
}

#[derive(askama::Template)]
#[template(path = "looking/templates/run.html")]
struct RunPage<'a> {
    shell: Shell<'a>,
    run: Run,
    /// What came of it, by kind: brought, changed, unchanged.
    kinds: Vec<(String, i64, i64, i64)>,
}

impl RunPage<'_> {
    fn kind(&self, kind: &str) -> &'static str {
        self.shell.t.say_key(&format!("look-kind-{kind}"))
    }

    fn goes_on(&self) -> bool {
        matches!(self.run.state, State::Running | State::Stopping)
    }

    fn is_done(&self) -> bool {
        self.run.state == State::Done
    }
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: Id,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Counted {
    created: i64,
    updated: i64,
    unchanged: i64,
}

pub(super) async fn show(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let run = app.db.read(move |tx| async move { store::one(&tx, named.id).await }).await?.ok_or(Error::NotFound)?;
    let told: BTreeMap<String, Counted> = serde_json::from_str(&run.report).unwrap_or_default();
    let kinds = told.into_iter().map(|(kind, n)| (kind, n.created, n.updated, n.unchanged)).collect();
    let title = visit.tongue.with("import-title", "export", &run.export);
    let context = Context { title, robots: "noindex", ..Context::default() };
    let page = RunPage { shell: Shell::new(&app, &visit, context), run, kinds };
    let goes_on = page.goes_on();
    let mut response = Page::render(&page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if goes_on {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
    }
    Ok(response)
}

pub(super) async fn stop(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, now) = (named.id, visit.now);
    let stop = move |tx: Tx| async move { store::turn(&tx, id, State::Running, State::Stopping, now).await };
    app.db.write(stop).await?;
    Ok(Page::go(format!("/new/imports/{id}")))
}

/// Takes up what was stopped, or failed.
pub(super) async fn again(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, now) = (named.id, visit.now);
    let turn = move |tx: Tx| async move {
        for from in [State::Stopped, State::Failed, State::Busy] {
            if store::turn(&tx, id, from, State::Running, now).await? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    if app.db.write(turn).await? {
        start(&app, id);
    }
    Ok(Page::go(format!("/new/imports/{id}")))
}
