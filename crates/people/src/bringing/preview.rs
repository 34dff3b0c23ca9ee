//! `GET /c/{community}/manage/people/{id}`: what a list would do, or what it did.

use axum::extract::State as Held;
use axum::response::Response;
use base::{Error, Result as Found, Tx, work};
use formats::members::{List, Person};
use http::StatusCode;
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::model::{ListKind, Sketch, State, Stored, why};
use super::page::Named;
use super::plan::plan;
use super::store;
use super::store::chapters::{self, Named as Chapter};
use crate::communities::Deed;
use crate::facets::languages;

/// Rows and problems that are shown; the rest is counted.
const SHOWN: usize = 200;

struct Row {
    line: u64,
    name: String,
    email: String,
    about: String,
    /// What they speak, know and belong to.
    more: String,
    /// What stands there and is not understood.
    unknown: String,
    state: State,
}

#[derive(askama::Template)]
#[template(path = "bringing/templates/preview.html")]
struct PreviewPage<'a> {
    shell: Shell<'a>,
    stored: Stored,
    list: List,
    rows: Vec<Row>,
    counts: Vec<(State, i64)>,
    /// Whether somebody has a role in it.
    roles: bool,
}

impl PreviewPage<'_> {
    fn why(&self, problem: &formats::members::Problem) -> &'static str {
        why(problem, self.shell.t)
    }

    fn hidden_rows(&self) -> i64 {
        self.list.people.len().saturating_sub(SHOWN) as i64
    }

    fn hidden_problems(&self) -> i64 {
        self.list.problems.len().saturating_sub(SHOWN) as i64
    }

    /// Whether writing would change anything.
    fn does_something(&self) -> bool {
        self.counts.iter().any(|(state, n)| matches!(state, State::New | State::Joins | State::Invited | State::Fills) && *n > 0)
    }
}

/// The list as it was kept; empty once it was written.
pub(super) async fn parsed<T: serde::de::DeserializeOwned + Default + Send + 'static>(content: String) -> Found<T> {
    if content.is_empty() {
        return Ok(T::default());
    }
    work::blocking(move || serde_json::from_str(&content).map_err(Error::internal)).await
}

/// People as accounts would hold them.
pub(super) async fn sketches(people: &[Person]) -> Found<Vec<Sketch>> {
    let people = people.to_vec();
    work::blocking(move || Ok(people.iter().map(Sketch::of).collect())).await
}

pub(super) async fn show(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, id) = (Deed::of(&visit)?, named.id);
    let stored = app.db.read(move |tx| async move { store::list(&tx, ListKind::Members, deed.community, id).await }).await?;
    let mut stored = stored.ok_or(Error::NotFound)?;
    let list: List = parsed(std::mem::take(&mut stored.content)).await?;
    let sketches = sketches(&list.people).await?;
    let told: Vec<(String, String)> = sketches.iter().map(|sketch| (more_of(sketch), sketch.unknown.join(", "))).collect();
    let (states, chapters) = app.db.read(move |tx| async move { states(&tx, deed, &sketches).await }).await?;
    let counts = State::ALL.iter().map(|state| (*state, states.iter().filter(|known| *known == state).count() as i64));
    let counts: Vec<_> = counts.filter(|(_, n)| *n > 0).collect();
    let row = |((person, state), (more, unknown)): ((&Person, &State), (String, String))| {
        let known = chapters.iter().any(|chapter| chapter.is_called(&person.chapter));
        let (chapter, nowhere) = if known { (person.chapter.as_str(), "") } else { ("", person.chapter.as_str()) };
        Row {
            more: joined([more.as_str(), chapter], " · "),
            unknown: joined([unknown.as_str(), nowhere], ", "),
            line: person.line,
            name: person.name.clone(),
            email: person.email.clone(),
            about: [&person.title, &person.organisation, &person.location]
                .map(String::as_str)
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            state: *state,
        }
    };
    let rows = list.people.iter().zip(&states).zip(told).take(SHOWN).map(row).collect();
    let roles = list.people.iter().any(|person| has_role(&person.role));
    let title = visit.tongue.say("menu-manage-people").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let shell = Shell::new(&app, &visit, context);
    Page::answer(StatusCode::OK, &PreviewPage { shell, stored, list, rows, counts, roles })
}

fn has_role(role: &str) -> bool {
    !["", "member", "lid"].contains(&role.to_lowercase().as_str())
}

/// Both, where something is said.
fn joined(words: [&str; 2], by: &str) -> String {
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(by)
}

/// What is kept of somebody beside headline, place and chapter, in one line.
fn more_of(sketch: &Sketch) -> String {
    let languages = languages::names(&sketch.languages);
    let (skills, groups) = (sketch.skills.join(", "), sketch.groups.join(", "));
    let told = [&languages, &sketch.zone, &skills, &groups];
    told.into_iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

async fn states(tx: &Tx, deed: Deed, sketches: &[Sketch]) -> Found<(Vec<State>, Vec<Chapter>)> {
    let chapters = chapters::open_to(tx, deed).await?;
    let mut states = Vec::with_capacity(sketches.len());
    for sketch in sketches {
        states.push(plan(tx, deed, sketch, &chapters).await?.state);
    }
    Ok((states, chapters))
}
