//! `GET`, `POST /c/{community}/charter/propose`: a member would change the charter, or set a goal.

use axum::extract::State;
use axum::response::Response;
use base::Problem;
use http::StatusCode;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited, is_seen, lines};

use super::common::{Typed, deed, once_key};
use super::edit::standing;
use super::goal::title_problems;
use super::model::{LONGEST, NAMES, Parts};
use super::proposal::{Kind, NewProposal};
use super::store::proposals;

/// Letters of the longest reason.
pub(super) const LONGEST_WHY: usize = 1000;

#[derive(askama::Template)]
#[template(path = "charter/templates/propose.html")]
struct ProposePage<'a> {
    shell: Shell<'a>,
    kind: Kind,
    typed: Typed,
    parts: Parts,
    problems: Problems,
}

impl ProposePage<'_> {
    /// Name, what was typed, and what is wrong.
    fn fields(&self) -> Vec<(&'static str, &str, Option<&'static str>)> {
        let fields = NAMES.into_iter().zip(self.parts.texts());
        fields.map(|(name, typed)| (name, typed, self.problem(name))).collect()
    }

    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn is_goal(&self) -> bool {
        self.kind == Kind::Goal
    }

    fn longest(&self) -> usize {
        LONGEST
    }
}

fn page<'a>(app: &'a App, visit: &'a Visited, kind: Kind, mut typed: Typed, problems: Vec<Problem>) -> ProposePage<'a> {
    let title = visit.tongue.say(if kind == Kind::Goal { "charter-propose-goal" } else { "charter-propose" }).to_owned();
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    if typed.once.is_empty() {
        typed.once = app.random.token();
    }
    let parts = typed.parts();
    ProposePage { shell: Shell::new(app, visit, context), kind, typed, parts, problems: Problems(problems) }
}

fn kind_of(code: &str) -> Kind {
    Kind::from_code(code).unwrap_or(Kind::Change)
}

/// `?kind=goal` for a goal.
pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    deed(&visit)?;
    let community = visit.here()?.id;
    let (rev, now) = app.db.read(move |tx| async move { standing(&tx, community).await }).await?;
    Page::render(&page(&app, &visit, kind_of(&asked.kind), Typed::of(&now, rev), Vec::new()))
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
}

pub(super) async fn send(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, kind, rev) = (deed(&visit)?, kind_of(&typed.kind), typed.rev);
    let (parts, title, why) = (typed.parts().tidied(), web::one_line(&typed.title), lines(&typed.why));
    let base = app.db.read(move |tx| async move { super::store::version(&tx, deed.community, rev).await }).await?;
    let mut problems = match kind {
        Kind::Goal => title_problems(&title),
        Kind::Change => parts.problems(),
    };
    // From another version than the one that it names nothing can be told apart.
    if kind == Kind::Change && problems.is_empty() && base.as_ref().map(|base| base.parts()).unwrap_or_default() == parts {
        problems.push(Problem { field: "form", message: "charter-nothing-changed" });
    }
    if !is_seen(&why) || why.chars().count() > LONGEST_WHY {
        problems.push(Problem { field: "why", message: "charter-why-length" });
    }
    if !problems.is_empty() {
        return Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &page(&app, &visit, kind, typed, problems));
    }
    let once = match kind {
        Kind::Goal => once_key(&app, &typed.once, &[&title, &why]),
        Kind::Change => once_key(&app, &typed.once, &[parts.texts().as_slice(), &[&why]].concat()),
    };
    let new = NewProposal {
        kind,
        once,
        base: base.map_or(0, |base| base.number),
        title: if kind == Kind::Goal { title } else { String::new() },
        why,
        parts: if kind == Kind::Goal { Parts::default() } else { parts },
    };
    let id = app.db.write(move |tx| async move { proposals::propose(&tx, deed, &new).await }).await?;
    Ok(Page::go(format!("/c/{}/charter/proposals/{id}", visit.here()?.slug)))
}
