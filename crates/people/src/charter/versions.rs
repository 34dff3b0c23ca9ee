//! `GET /c/{community}/charter/versions`, `…/versions/{id}`: how the charter became what it is.

use axum::extract::State;
use axum::response::Response;
use base::Error;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Paging, Path, Query, Shell, Visited};

use super::common::{Change, Named, changes};
use super::model::{NAMES, Parts, Version};
use super::store;

/// Versions on one page.
const PAGE: usize = 30;

#[derive(askama::Template)]
#[template(path = "charter/templates/versions.html")]
struct VersionsPage<'a> {
    shell: Shell<'a>,
    versions: Vec<Version>,
    paging: Paging,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Versions below this number.
    #[serde(default)]
    before: String,
}

pub(super) async fn list(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, before) = (here.id, asked.before.parse().ok());
    let from = before.unwrap_or(i64::MAX);
    let load = move |tx| async move { store::versions(&tx, community, from, PAGE as i64 + 1).await };
    let mut versions = app.db.read(load).await?;
    let more = versions.len() > PAGE;
    versions.truncate(PAGE);
    let path = format!("/c/{}/charter/versions", here.slug);
    let paging = Paging {
        next: versions.last().filter(|_| more).map(|last| format!("{path}?before={}", last.number)),
        first: before.map(|_| path),
    };
    let context = context(&visit, visit.tongue.say("charter-versions").to_owned());
    Page::render(&VersionsPage { shell: Shell::new(&app, &visit, context), versions, paging })
}

#[derive(askama::Template)]
#[template(path = "charter/templates/version.html")]
struct VersionPage<'a> {
    shell: Shell<'a>,
    version: Version,
    latest: bool,
    /// What it changed of the version before; nothing for the first.
    changes: Vec<Change>,
    parts: Vec<(&'static str, Vec<String>)>,
}

pub(super) async fn one(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (community, number) = (visit.here()?.id, named.id()?);
    let (version, before, latest) = app
        .db
        .read(move |tx| async move {
            let version = store::version(&tx, community, number).await?.ok_or(Error::NotFound)?;
            let before = store::version(&tx, community, number - 1).await?;
            let latest = store::state(&tx, community).await?.is_some_and(|state| state.number == number);
            Ok((version, before, latest))
        })
        .await?;
    let parts = version.parts();
    let changes = match before {
        Some(before) => changes(before.parts(), parts.clone()).await?,
        None => Vec::new(),
    };
    let title = visit.tongue.with("charter-version", "number", visit.tongue.number(number));
    let shell = Shell::new(&app, &visit, context(&visit, title));
    Page::render(&VersionPage { shell, version, latest, changes, parts: written(&parts) })
}

/// Parts of which something is written: name and lines.
fn written(parts: &Parts) -> Vec<(&'static str, Vec<String>)> {
    let lines = NAMES.into_iter().zip(parts.texts()).map(|(name, text)| (name, text.lines().map(str::to_owned).collect()));
    lines.filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty()).collect()
}

fn context(_: &Visited, title: String) -> Context {
    Context { title, place: "charter", robots: "noindex", ..Context::default() }
}
