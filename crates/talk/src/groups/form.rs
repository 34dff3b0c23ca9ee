//! `GET/POST /c/{community}/groups/new`: a member starts a group and leads it. The form also changes one.

use axum::extract::State;
use axum::response::Response;
use base::{Problem, Time};
use http::StatusCode;
use people::groups::{Group, Wanted, store as groups};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Shell, Visited, lines, one_line};

use super::{deed, lead};
use crate::threads::store::posting::once_key;

/// Letters of the longest name and goal.
const LONGEST_NAME: usize = 80;
const LONGEST_GOAL: usize = 1000;

/// Words that stand behind a group's number in addresses of their own.
const TAKEN: [&str; 7] = ["join", "leave", "ask", "edit", "end", "tell", "reopen"];

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub name: String,
    pub goal: String,
    /// The last day (`2026-11-25`), or empty.
    pub due: String,
    /// `1` when only the group reads what it says; asked once, when it is founded.
    pub closed: String,
    /// The handle of who leads it; of a group that is there.
    pub lead: String,
    pub rev: i64,
    pub once: String,
}

impl Typed {
    /// The fields of a group as it is.
    pub fn of(group: &Group) -> Typed {
        Typed {
            name: group.name.clone(),
            goal: group.goal.clone(),
            due: group.last_day().map(|day| day.rfc3339().chars().take(10).collect()).unwrap_or_default(),
            lead: group.lead_handle.clone(),
            rev: group.rev,
            ..Typed::default()
        }
    }

    /// The group that was meant, or what is wrong. A day that has passed may stay where it `was`.
    pub fn read(&self, was: Option<Time>, now: Time) -> Result<Wanted, Vec<Problem>> {
        let (name, goal) = (one_line(&self.name), lines(&self.goal));
        let mut problems = Vec::new();
        let mut check = |fits: bool, field, message| {
            if !fits {
                problems.push(Problem { field, message });
            }
        };
        check((2..=LONGEST_NAME).contains(&name.chars().count()), "name", "group-name-length");
        check((3..=LONGEST_GOAL).contains(&goal.chars().count()), "goal", "group-goal-length");
        let ends_at = Time::end_of_day(self.due.trim());
        let good = ends_at.is_some_and(|end| end > now || Some(end) == was);
        check(good || self.due.trim().is_empty(), "due", "group-due-odd");
        if problems.is_empty() { Ok(Wanted { slug: slug(&name), name, goal, ends_at }) } else { Err(problems) }
    }
}

fn slug(name: &str) -> String {
    match markup::slug(name).as_str() {
        "" => "group".to_owned(),
        word if TAKEN.contains(&word) => format!("{word}-group"),
        word => word.to_owned(),
    }
}

#[derive(askama::Template)]
#[template(path = "groups/templates/form.html")]
struct FormPage<'a> {
    shell: Shell<'a>,
    /// Nothing for a new one.
    group: Option<Group>,
    /// Who may lead it: handle and name.
    people: Vec<(String, String)>,
    typed: Typed,
    problems: Problems,
    /// Whether somebody else changed it meanwhile: what stands now is shown beside what was typed.
    overtaken: bool,
}

impl FormPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn action(&self) -> String {
        let base = self.shell.base();
        self.group.as_ref().map_or_else(|| format!("{base}/groups/new"), |group| format!("{base}/groups/{}/edit", group.id))
    }

    /// Where one came from.
    fn back(&self) -> String {
        let base = self.shell.base();
        self.group.as_ref().map_or_else(|| format!("{base}/groups"), |group| format!("{base}/groups/{}/{}", group.id, group.slug))
    }

    /// What stands now, where it differs from what was typed and somebody else may have changed it.
    fn theirs(&self, field: &str) -> Option<String> {
        let now = Typed::of(self.group.as_ref().filter(|_| self.overtaken)?);
        let (typed, now) = match field {
            "name" => (&self.typed.name, now.name),
            "goal" => (&self.typed.goal, now.goal),
            _ => (&self.typed.due, now.due),
        };
        (*typed != now).then_some(now)
    }
}

/// What is shown of the form.
#[derive(Default)]
pub(super) struct Shown {
    pub group: Option<Group>,
    pub people: Vec<(String, String)>,
    pub typed: Typed,
    pub problems: Vec<Problem>,
    pub overtaken: bool,
}

pub(super) fn answer(app: &App, visit: &Visited, status: StatusCode, shown: Shown) -> Result<Response, Failure> {
    let Shown { group, people, mut typed, problems, overtaken } = shown;
    if typed.once.is_empty() {
        typed.once = app.random.token();
    }
    let key = if group.is_some() { "group-edit" } else { "group-new" };
    let context = Context { title: visit.tongue.say(key).to_owned(), place: "groups", robots: "noindex", ..Context::default() };
    let (shell, problems) = (Shell::new(app, visit, context), Problems(problems));
    Page::answer(status, &FormPage { shell, group, people, typed, problems, overtaken })
}

pub(super) async fn new(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    deed(&visit)?;
    answer(&app, &visit, StatusCode::OK, Shown::default())
}

pub(super) async fn start(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let deed = deed(&visit)?;
    let here = visit.here()?;
    let wanted = match typed.read(None, visit.now) {
        Ok(wanted) => wanted,
        Err(problems) => {
            return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, Shown { typed, problems, ..Shown::default() });
        }
    };
    // A form without a key, as programs send it, is each time another one.
    let form = if typed.once.is_empty() { app.random.token() } else { typed.once.clone() };
    let once = once_key(&form, &[&here.slug, &wanted.name, &wanted.goal]);
    let closed = !typed.closed.is_empty();
    let slug = wanted.slug.clone();
    let id = app.db.write(move |tx| async move { groups::start(&tx, deed, &once, &wanted, closed).await }).await?;
    Ok(lead(here, id, &slug))
}
