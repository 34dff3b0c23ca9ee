//! `GET`, `POST /c/{community}/charter/edit`: who leads writes the next version.

use axum::extract::State;
use axum::response::Response;
use base::{Result as Found, Tx};
use http::StatusCode;
use web::{App, Context, Failure, Form, Page, Problems, Shell, Visited};

use super::common::Typed;
use super::model::{LONGEST, NAMES, Parts, REVIEW};
use super::store;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "charter/templates/edit.html")]
struct EditPage<'a> {
    shell: Shell<'a>,
    typed: Typed,
    /// What was typed, and what stands now.
    parts: Parts,
    now: Parts,
    problems: Problems,
    /// Whether somebody else wrote a version in between.
    overtaken: bool,
}

impl EditPage<'_> {
    /// Name, what was typed, what stands now where somebody else wrote another text, and what is wrong.
    fn fields(&self) -> Vec<(&'static str, &str, Option<&str>, Option<&'static str>)> {
        let pairs = self.parts.texts().into_iter().zip(self.now.texts());
        let fields = NAMES.into_iter().zip(pairs).map(|(name, (typed, now))| {
            let theirs = (self.overtaken && typed != now).then_some(now);
            (name, typed, theirs, self.problems.of(name, self.shell.t))
        });
        fields.collect()
    }

    fn longest(&self) -> usize {
        LONGEST
    }
}

fn page<'a>(
    app: &'a App,
    visit: &'a Visited,
    typed: Typed,
    now: Parts,
    problems: Vec<base::Problem>,
    overtaken: bool,
) -> EditPage<'a> {
    let title = visit.tongue.say("charter-edit").to_owned();
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    EditPage { shell: Shell::new(app, visit, context), parts: typed.parts(), typed, now, problems: Problems(problems), overtaken }
}

/// The number and the parts of the charter as it stands; 0 and nothing before the first version.
pub(super) async fn standing(tx: &Tx, community: base::Id) -> Found<(i64, Parts)> {
    let version = store::current(tx, community).await?;
    Ok(version.map_or_else(|| (0, Parts::default()), |version| (version.number, version.parts())))
}

pub(super) async fn show(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    let (rev, now) = app.db.read(move |tx| async move { standing(&tx, community).await }).await?;
    let typed = Typed::of(&now, rev);
    Page::render(&page(&app, &visit, typed, now, Vec::new(), false))
}

enum Outcome {
    Saved,
    /// The version that stands by now.
    Overtaken(i64, Parts),
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, rev, substance) = (Deed::of(&visit)?, typed.rev, !typed.substance.is_empty());
    let parts = typed.parts().tidied();
    let problems = parts.problems();
    if !problems.is_empty() {
        let (_, now) = app.db.read(move |tx| async move { standing(&tx, deed.community).await }).await?;
        let page = page(&app, &visit, typed, now, problems, false);
        return Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let wanted = parts.clone();
    match app.db.write(move |tx| async move { change(&tx, deed, rev, &wanted, substance).await }).await? {
        Outcome::Saved => Ok(Page::go(format!("/c/{}/charter", visit.here()?.slug))),
        Outcome::Overtaken(rev, now) => {
            // Saving once more is meant.
            let typed = Typed { rev, ..typed }.with(&parts);
            Page::answer(StatusCode::CONFLICT, &page(&app, &visit, typed, now, Vec::new(), true))
        }
    }
}

async fn change(tx: &Tx, deed: Deed, rev: i64, parts: &Parts, substance: bool) -> Found<Outcome> {
    store::hold(tx, deed.community).await?;
    let (number, now) = standing(tx, deed.community).await?;
    // The same form twice, or two people of one mind.
    if now == *parts {
        return Ok(Outcome::Saved);
    }
    if number != rev {
        return Ok(Outcome::Overtaken(number, now));
    }
    store::publish(tx, deed, parts, substance, deed.now.plus(REVIEW)).await?;
    Ok(Outcome::Saved)
}
