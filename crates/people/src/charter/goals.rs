//! `/c/{community}/charter/goals/…`: who leads sets, changes and closes goals; who looks after one says how far it is.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Visited};

use super::common::{Named, deed, once_key};
use super::goal::{Goal, State as GoalState, Typed, Wanted, percent};
use super::store::goals;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "charter/templates/goal.html")]
struct GoalPage<'a> {
    shell: Shell<'a>,
    /// Nothing for a new one.
    goal: Option<Goal>,
    typed: Typed,
    problems: Problems,
    leads: bool,
    /// Whether the reader looks after it.
    owns: bool,
    /// Whether somebody else changed it meanwhile: what stands now is shown beside what was typed.
    overtaken: bool,
}

impl GoalPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    /// A closed goal is opened again first.
    fn is_editable(&self) -> bool {
        self.goal.as_ref().is_none_or(Goal::is_open)
    }

    /// Where the form goes.
    fn action(&self) -> String {
        let base = self.shell.base();
        self.goal
            .as_ref()
            .map_or_else(|| format!("{base}/charter/goals/new"), |goal| format!("{base}/charter/goals/{}/edit", goal.id))
    }

    /// What stands now, where it differs from what was typed and somebody else may have changed it.
    fn theirs(&self, field: &str, typed: &str) -> Option<String> {
        let now = self.goal.as_ref().filter(|_| self.overtaken).map(|goal| Typed::of(goal).field(field))?;
        (now != typed).then_some(now)
    }
}

/// What is shown of a form.
#[derive(Default)]
struct Shown {
    goal: Option<Goal>,
    typed: Typed,
    problems: Vec<Problem>,
    overtaken: bool,
}

fn answer(app: &App, visit: &Visited, status: StatusCode, shown: Shown) -> Result<Response, Failure> {
    let Shown { goal, mut typed, problems, overtaken } = shown;
    if typed.once.is_empty() {
        typed.once = app.random.token();
    }
    let title = goal.as_ref().map_or_else(|| visit.tongue.say("goal-new").to_owned(), |goal| goal.title.clone());
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    let account = visit.account.as_ref().map(|account| account.id);
    let owns = goal.as_ref().is_some_and(|goal| Some(goal.owner) == account);
    let (shell, leads, problems) = (Shell::new(app, visit, context), visit.here()?.leads(), Problems(problems));
    Page::answer(status, &GoalPage { shell, goal, typed, problems, leads, owns, overtaken })
}

async fn load(app: &App, visit: &Visited, id: Id) -> Result<Goal, Failure> {
    let community = visit.here()?.id;
    let found = app.db.read(move |tx| async move { goals::find(&tx, community, id).await }).await?;
    Ok(found.ok_or(Error::NotFound)?)
}

pub(super) async fn new(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, Shown::default())
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let goal = load(&app, &visit, named.id()?).await?;
    answer(&app, &visit, StatusCode::OK, Shown { typed: Typed::of(&goal), goal: Some(goal), ..Shown::default() })
}

/// The member of a handle; 0 for no handle, nothing when nobody here has it.
async fn owner(tx: &Tx, community: Id, handle: &str) -> Found<Option<Id>> {
    if handle.is_empty() { Ok(Some(0)) } else { goals::member(tx, community, handle).await }
}

pub(super) async fn add(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, form) = (Deed::of(&visit)?, typed.clone());
    let once = once_key(&app, &typed.once, &[&typed.title, &typed.detail]);
    let write = move |tx: Tx| async move {
        let wanted = form.read(owner(&tx, deed.community, &form.handle()).await?).map_err(Error::Invalid)?;
        goals::add(&tx, deed, &once, &wanted).await
    };
    match app.db.write(write).await {
        Ok(_) => Ok(Page::go(format!("/c/{}/charter#goals", visit.here()?.slug))),
        Err(Error::Invalid(problems)) => {
            answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, Shown { typed, problems, ..Shown::default() })
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn change(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (deed, id, form) = (Deed::of(&visit)?, named.id()?, typed.clone());
    let write = move |tx: Tx| async move {
        let goal = goals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?;
        let wanted = form.read(owner(&tx, deed.community, &form.handle()).await?).map_err(Error::Invalid)?;
        // The same form twice, or two people of one mind.
        let same = wanted == Wanted::of(&goal);
        Ok(same || goals::change(&tx, deed, id, form.rev, &wanted).await?)
    };
    let (status, problems) = match app.db.write(write).await {
        Ok(true) => return Ok(Page::go(format!("/c/{}/charter#goals", visit.here()?.slug))),
        Ok(false) => (StatusCode::CONFLICT, Vec::new()),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(other) => return Err(other.into()),
    };
    let (goal, overtaken) = (load(&app, &visit, id).await?, status == StatusCode::CONFLICT);
    // Saving once more is meant.
    let typed = Typed { rev: if overtaken { goal.rev } else { typed.rev }, ..typed };
    answer(&app, &visit, status, Shown { goal: Some(goal), typed, problems, overtaken })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Far {
    progress: String,
}

/// How far it is: by who looks after it, or who leads.
pub(super) async fn progress(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(far): Form<Far>,
) -> Result<Response, Failure> {
    let (deed, id, leads) = (deed(&visit)?, named.id()?, visit.here()?.leads());
    let goal = load(&app, &visit, id).await?;
    if goal.owner != deed.by && !leads {
        return Err(Error::Forbidden.into());
    }
    let Some(percent) = percent(&far.progress) else {
        let typed = Typed { progress: far.progress, ..Typed::of(&goal) };
        let problems = vec![Problem { field: "progress", message: "goal-progress-odd" }];
        let shown = Shown { goal: Some(goal), typed, problems, overtaken: false };
        return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, shown);
    };
    app.db.write(move |tx| async move { goals::progress(&tx, deed, id, percent).await }).await?;
    Ok(Page::go(format!("/c/{}/charter#goals", visit.here()?.slug)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Closing {
    /// A code of [`GoalState`].
    to: String,
}

/// Reached, dropped, or open again.
pub(super) async fn close(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(closing): Form<Closing>,
) -> Result<Response, Failure> {
    let (deed, id) = (Deed::of(&visit)?, named.id()?);
    let state = GoalState::from_code(&closing.to).ok_or_else(|| Error::invalid("to", "invalid"))?;
    load(&app, &visit, id).await?;
    app.db.write(move |tx| async move { goals::close(&tx, deed, id, state).await }).await?;
    Ok(Page::go(format!("/c/{}/charter#goals", visit.here()?.slug)))
}
