//! `GET`, `POST /c/{community}/members/me`: what I know here, and what I want to learn.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visit, Visited};

use super::model::{Says, Typed};
use super::store;
use crate::communities::model::{AreaRow, Deed};
use crate::communities::store as communities;

#[derive(askama::Template)]
#[template(path = "knowing/templates/knowing.html")]
struct KnowingPage<'a> {
    shell: Shell<'a>,
    areas: Vec<AreaRow>,
    typed: Typed,
    now: Says,
    problems: Problems,
    saved: bool,
    /// Whether it was saved elsewhere in between: what stands now is shown beside what was typed.
    overtaken: bool,
}

impl KnowingPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn knows(&self, area: &AreaRow) -> bool {
        self.typed.knows.contains(&area.slug)
    }

    fn learns(&self, area: &AreaRow) -> bool {
        self.typed.learns.contains(&area.slug)
    }

    /// Names of areas as they stand now.
    fn names(&self, ids: &[base::Id]) -> String {
        let names = self.areas.iter().filter(|row| ids.contains(&row.id)).map(|row| row.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    let (areas, now) = app.db.read(move |tx| async move { load(&tx, deed).await }).await?;
    let typed = Typed::of(&now, &areas);
    let page = page(&app, &visit, areas, typed, now);
    Page::render(&KnowingPage { saved: !asked.saved.is_empty(), ..page? })
}

async fn load(tx: &Tx, deed: Deed) -> Found<(Vec<AreaRow>, Says)> {
    let says = store::says(tx, deed.community, deed.by).await?.ok_or(Error::Forbidden)?;
    Ok((communities::areas(tx, deed.community).await?, says))
}

enum Outcome {
    Saved,
    Wrong(Problems),
    Overtaken,
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, form) = (Deed::of(&visit)?, typed.clone());
    let (outcome, areas, now) = app
        .db
        .write(move |tx| async move {
            let (areas, now) = load(&tx, deed).await?;
            let outcome = change(&tx, deed, &form, &areas, &now).await?;
            Ok((outcome, areas, now))
        })
        .await?;
    let rev = now.rev;
    match outcome {
        Outcome::Saved => Ok(Page::go(format!("/c/{}/members/me?saved=1", visit.here()?.slug))),
        Outcome::Wrong(problems) => {
            let page = page(&app, &visit, areas, typed, now)?;
            Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &KnowingPage { problems, ..page })
        }
        Outcome::Overtaken => {
            // Saving once more is meant.
            let page = page(&app, &visit, areas, Typed { rev, ..typed }, now)?;
            Page::answer(StatusCode::CONFLICT, &KnowingPage { overtaken: true, ..page })
        }
    }
}

async fn change(tx: &Tx, deed: Deed, form: &Typed, areas: &[AreaRow], now: &Says) -> Found<Outcome> {
    let wanted = match form.read(areas) {
        Ok(wanted) => wanted,
        Err(problems) => return Ok(Outcome::Wrong(Problems(problems))),
    };
    // The same form twice.
    if same(&wanted, now) {
        return Ok(Outcome::Saved);
    }
    let done = wanted.rev == now.rev && store::change(tx, deed.community, deed.by, &wanted, deed.now).await?;
    Ok(if done { Outcome::Saved } else { Outcome::Overtaken })
}

/// Whether both say the same, whenever it was said.
fn same(one: &Says, other: &Says) -> bool {
    let sorted = |ids: &[base::Id]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids
    };
    sorted(&one.knows) == sorted(&other.knows)
        && sorted(&one.learns) == sorted(&other.learns)
        && (one.skills.as_str(), one.unlisted) == (other.skills.as_str(), other.unlisted)
}

fn page<'a>(app: &'a App, visit: &'a Visit, areas: Vec<AreaRow>, typed: Typed, now: Says) -> Result<KnowingPage<'a>, Failure> {
    let title = visit.tongue.say("knowing-title").to_owned();
    let context = Context { title, place: "members", robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Ok(KnowingPage { shell, areas, typed, now, problems: Problems::default(), saved: false, overtaken: false })
}
