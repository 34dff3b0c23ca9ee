//! `GET`, `POST /admin/chapters`: a list of chapters is sent; `GET /admin/chapters/{parent}/{id}` shows what it would found, or what it
//! founded.

use std::collections::HashSet;

use axum::extract::{Request, State as Held};
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx, work};
use formats::members::{self, Chapters};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Path, Problems, Shell, Visited};

use super::founding::{Plan, plan, slug_of};
use super::model::{ListKind, State, Stored, why};
use super::preview::parsed;
use super::store;
use super::store::chapters::{self, Parent};
use super::upload::Sent;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "bringing/templates/chapters.html")]
struct ChaptersPage<'a> {
    shell: Shell<'a>,
    parents: Vec<Parent>,
    sent: Sent,
    problems: Problems,
}

pub(super) async fn show(Held(app): Held<App>, visit: Visited) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, Sent::default(), Problems::default()).await
}

async fn answer(app: &App, visit: &Visited, status: StatusCode, sent: Sent, problems: Problems) -> Result<Response, Failure> {
    let parents = app.db.read(|tx| async move { chapters::parents(&tx).await }).await?;
    Page::answer(status, &ChaptersPage { shell: Shell::new(app, visit, context(visit)), parents, sent, problems })
}

fn context(visit: &Visited) -> Context {
    Context { title: visit.tongue.say("chapters-title").to_owned(), robots: "noindex", ..Context::default() }
}

/// The community of this slug, when it may have chapters.
pub(super) async fn parent(tx: &Tx, slug: &str) -> Found<Option<Parent>> {
    Ok(chapters::parents(tx).await?.into_iter().find(|parent| parent.slug == slug))
}

pub(super) async fn look(Held(app): Held<App>, visit: Visited, request: Request) -> Result<Response, Failure> {
    let sent = Sent::read(&app, request).await?;
    let slug = sent.parent.clone();
    let found = app.db.read(move |tx| async move { parent(&tx, &slug).await }).await?;
    let bytes = sent.list();
    let list: Chapters = work::blocking(move || Ok(members::read_chapters(&bytes))).await?;
    let mut wrong = Vec::new();
    if found.is_none() {
        wrong.push(Problem { field: "parent", message: "chapters-choose-parent" });
    }
    if list.chapters.is_empty() {
        wrong.push(Problem { field: "text", message: "chapters-nobody" });
    }
    let Some(parent) = found.filter(|_| wrong.is_empty()) else {
        return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, sent, Problems(wrong)).await;
    };
    let deed = Deed { community: parent.id, by: visit.account()?.id, now: visit.now };
    let content = serde_json::to_string(&list).map_err(Error::internal)?;
    let id = app.db.write(move |tx| async move { store::keep_list(&tx, deed, ListKind::Chapters, &content).await }).await?;
    Ok(Page::go(format!("/admin/chapters/{}/{id}", parent.slug)))
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub parent: String,
    pub id: Id,
}

struct Row {
    line: u64,
    name: String,
    slug: String,
    place: String,
    champion: String,
    state: State,
}

#[derive(askama::Template)]
#[template(path = "bringing/templates/founding.html")]
struct FoundingPage<'a> {
    shell: Shell<'a>,
    parent: Parent,
    stored: Stored,
    list: Chapters,
    rows: Vec<Row>,
    /// Champions of chapters who have never signed in.
    waiting: i64,
}

impl FoundingPage<'_> {
    fn why(&self, problem: &formats::members::Problem) -> &'static str {
        why(problem, self.shell.t)
    }

    fn fresh(&self) -> i64 {
        self.rows.iter().filter(|row| row.state == State::New).count() as i64
    }
}

/// The list, where it goes to, and its rows as they would be written.
pub(super) struct Loaded {
    pub parent: Parent,
    pub stored: Stored,
    pub list: Chapters,
}

pub(super) async fn load(app: &App, named: Named) -> Result<Loaded, Failure> {
    let found = app
        .db
        .read(move |tx| async move {
            let Some(parent) = parent(&tx, &named.parent).await? else { return Ok(None) };
            let stored = store::list(&tx, ListKind::Chapters, parent.id, named.id).await?;
            Ok(stored.map(|stored| (parent, stored)))
        })
        .await?;
    let (parent, mut stored) = found.ok_or(Error::NotFound)?;
    let list: Chapters = parsed(std::mem::take(&mut stored.content)).await?;
    Ok(Loaded { parent, stored, list })
}

pub(super) async fn preview(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let Loaded { parent, stored, list } = load(&app, named).await?;
    let (chapters, id, now) = (list.chapters.clone(), parent.id, visit.now);
    let (rows, waiting) = app
        .db
        .read(move |tx| async move {
            let (mut rows, mut seen) = (Vec::new(), HashSet::new());
            for chapter in chapters {
                let Plan { state, .. } = plan(&tx, id, &chapter).await?;
                let slug = slug_of(&chapter).unwrap_or_default();
                let state = if state == State::New && !seen.insert(slug.clone()) { State::Taken } else { state };
                let champion = if chapter.champion.is_empty() { chapter.email } else { chapter.champion };
                rows.push(Row { line: chapter.line, name: chapter.name, slug, place: chapter.place, champion, state });
            }
            Ok((rows, chapters::waiting(&tx, id, now).await?.len() as i64))
        })
        .await?;
    let shell = Shell::new(&app, &visit, context(&visit));
    Page::render(&FoundingPage { shell, parent, stored, list, rows, waiting })
}
