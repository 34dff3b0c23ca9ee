//! `GET /c/{community}/manage/areas`, and the forms on it.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Problem, Result as Found, Tx};
use http::StatusCode;
use people::communities::model::{AreaRow, Deed};
use people::communities::store as communities;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Tone, Visit, Visited};

use super::command::{self, NOWHERE, Typed};
use super::store;

#[derive(askama::Template)]
#[template(path = "areas/templates/areas.html")]
struct AreasPage<'a> {
    shell: Shell<'a>,
    areas: Vec<(AreaRow, i64)>,
    /// A form that comes back, and the area that it belongs to (nothing: the new one).
    back: Option<Back>,
    saved: bool,
}

/// A form that comes back.
struct Back {
    area: Option<String>,
    typed: Typed,
    problems: Problems,
    /// Whether somebody else changed the area meanwhile.
    overtaken: bool,
}

impl AreasPage<'_> {
    fn back_of(&self, area: Option<&str>) -> Option<&Back> {
        self.back.as_ref().filter(|back| back.area.as_deref() == area)
    }

    fn problem(&self, area: Option<&str>, field: &str) -> Option<&'static str> {
        self.back_of(area).and_then(|back| back.problems.of(field, self.shell.t))
    }

    fn path(&self, area: &AreaRow) -> String {
        format!("{}/manage/areas/{}", self.shell.base(), area.slug)
    }

    fn is_overtaken(&self, area: &AreaRow) -> bool {
        self.back_of(Some(&area.slug)).is_some_and(|back| back.overtaken)
    }

    /// What stands in an area's form: what was typed when it comes back, else the area as it is.
    fn shown(&self, row: Option<&AreaRow>) -> Typed {
        match (self.back_of(row.map(|row| row.slug.as_str())), row) {
            (Some(back), _) => back.typed.clone(),
            (None, Some(row)) => Typed {
                name: row.name.clone(),
                tone: row.tone.code().into(),
                guests: if row.guests { "yes".into() } else { String::new() },
                rev: row.rev,
            },
            (None, None) => Typed { tone: Tone::Slate.code().into(), ..Typed::default() },
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    area: String,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, None, !asked.saved.is_empty()).await
}

pub(super) async fn add(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, form) = (Deed::of(&visit)?, typed.clone());
    let done = app.db.write(move |tx| async move { command::add(&tx, deed, &form).await }).await;
    after(&app, &visit, None, typed, done).await
}

pub(super) async fn change(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (deed, slug, form) = (Deed::of(&visit)?, named.area.clone(), typed.clone());
    let done = app.db.write(move |tx| async move { command::change(&tx, deed, &slug, &form).await }).await;
    after(&app, &visit, Some(named.area), typed, done).await
}

#[derive(Deserialize)]
pub(super) struct Place {
    #[serde(default)]
    position: String,
}

pub(super) async fn place(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Place>,
) -> Result<Response, Failure> {
    let (deed, slug) = (Deed::of(&visit)?, named.area.clone());
    let done = app.db.write(move |tx| async move { command::place(&tx, deed, &slug, form.position.trim()).await }).await;
    with_area(&app, &visit, named.area, done).await
}

#[derive(Deserialize)]
pub(super) struct Removal {
    #[serde(default)]
    to: String,
}

pub(super) async fn remove(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Removal>,
) -> Result<Response, Failure> {
    let (deed, slug) = (Deed::of(&visit)?, named.area.clone());
    let done = app.db.write(move |tx| async move { command::remove(&tx, deed, &slug, &form.to).await }).await;
    with_area(&app, &visit, named.area, done).await
}

/// As [`after`], for a form that holds nothing of the area itself.
async fn with_area(app: &App, visit: &Visit, area: String, done: Found<()>) -> Result<Response, Failure> {
    let (community, slug) = (visit.here()?.id, area.clone());
    let known = app.db.read(move |tx| async move { people::communities::areas::by_slug(&tx, community, &slug).await }).await?;
    let typed = match known {
        Some(row) => Typed {
            name: row.name,
            tone: row.tone.code().into(),
            guests: if row.guests { "yes".into() } else { String::new() },
            rev: row.rev,
        },
        None => Typed::default(),
    };
    after(app, visit, Some(area), typed, done).await
}

/// The answer to a command: on to the list, or the list with the form that comes back.
async fn after(app: &App, visit: &Visit, area: Option<String>, typed: Typed, done: Found<()>) -> Result<Response, Failure> {
    let back = |problems: Vec<Problem>, overtaken| Back { area, typed, problems: Problems(problems), overtaken };
    match done {
        Ok(()) => Ok(Page::go(format!("/c/{}/manage/areas?saved=1", visit.here()?.slug))),
        Err(Error::Invalid(problems)) => {
            answer(app, visit, StatusCode::UNPROCESSABLE_ENTITY, Some(back(problems, false)), false).await
        }
        Err(Error::Conflict(_)) => answer(app, visit, StatusCode::CONFLICT, Some(back(Vec::new(), true)), false).await,
        Err(error) => Err(error.into()),
    }
}

async fn answer(app: &App, visit: &Visit, status: StatusCode, mut back: Option<Back>, saved: bool) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    let areas = app.db.read(move |tx| async move { load(&tx, community).await }).await?;
    if let Some(back) = back.as_mut().filter(|back| back.overtaken) {
        // Saving once more is meant.
        let now = areas.iter().find(|(row, _)| back.area.as_ref() == Some(&row.slug));
        back.typed.rev = now.map_or(0, |(row, _)| row.rev);
    }
    let title = visit.tongue.say("menu-manage-areas").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    Page::answer(status, &AreasPage { shell: Shell::new(app, visit, context), areas, back, saved })
}

async fn load(tx: &Tx, community: base::Id) -> Found<Vec<(AreaRow, i64)>> {
    let counts = store::counts(tx, community).await?;
    let count = |id: base::Id| counts.iter().find(|(area, _)| *area == id).map_or(0, |(_, count)| *count);
    let areas = communities::areas(tx, community).await?;
    Ok(areas.into_iter().map(|row| (row.clone(), count(row.id))).collect())
}
