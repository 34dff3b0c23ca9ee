//! `GET`, `POST /c/{community}/charter/propose`: a member would change the charter, or set a goal.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Problem};
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

/// The form with what is written on it.
pub(super) struct Sheet {
    pub kind: Kind,
    pub typed: Typed,
    pub problems: Vec<Problem>,
    /// The proposal that is written anew; 0 for a new one.
    pub of: Id,
    /// What stands now, where it was written anew meanwhile.
    pub theirs: Option<Typed>,
}

impl Sheet {
    pub fn new(kind: Kind) -> Sheet {
        Sheet { kind, typed: Typed::default(), problems: Vec::new(), of: 0, theirs: None }
    }
}

#[derive(askama::Template)]
#[template(path = "charter/templates/propose.html")]
pub(super) struct ProposePage<'a> {
    shell: Shell<'a>,
    kind: Kind,
    typed: Typed,
    parts: Parts,
    problems: Problems,
    of: Id,
    theirs: Option<Typed>,
    /// The parts of `theirs`.
    their_parts: Parts,
}

impl ProposePage<'_> {
    /// Name, what was typed, what stands now where that is another text, and what is wrong.
    fn fields(&self) -> Vec<(&'static str, &str, Option<&str>, Option<&'static str>)> {
        let pairs = self.parts.texts().into_iter().zip(self.their_parts.texts());
        let fields = NAMES.into_iter().zip(pairs);
        fields.map(|(name, (typed, now))| (name, typed, self.other(typed, now), self.problem(name))).collect()
    }

    fn other<'t>(&self, typed: &str, now: &'t str) -> Option<&'t str> {
        (self.theirs.is_some() && typed != now).then_some(now)
    }

    fn their_title(&self) -> Option<&str> {
        self.theirs.as_ref().and_then(|theirs| self.other(&self.typed.title, &theirs.title))
    }

    fn their_why(&self) -> Option<&str> {
        self.theirs.as_ref().and_then(|theirs| self.other(&self.typed.why, &theirs.why))
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

    /// Where the form goes.
    fn action(&self) -> String {
        let base = self.shell.base();
        if self.of == 0 { format!("{base}/charter/propose") } else { format!("{base}/charter/proposals/{}/edit", self.of) }
    }

    /// Where they come from.
    fn back(&self) -> String {
        let base = self.shell.base();
        if self.of == 0 { format!("{base}/charter") } else { format!("{base}/charter/proposals/{}", self.of) }
    }
}

pub(super) fn page<'a>(app: &'a App, visit: &'a Visited, sheet: Sheet) -> ProposePage<'a> {
    let Sheet { kind, mut typed, problems, of, theirs } = sheet;
    let title = match kind {
        _ if of != 0 => "charter-proposal-edit",
        Kind::Goal => "charter-propose-goal",
        Kind::Change => "charter-propose",
    };
    let title = visit.tongue.say(title).to_owned();
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    if typed.once.is_empty() {
        typed.once = app.random.token();
    }
    let their_parts = theirs.as_ref().map(Typed::parts).unwrap_or_default();
    let (shell, parts, problems) = (Shell::new(app, visit, context), typed.parts(), Problems(problems));
    ProposePage { shell, kind, typed, parts, problems, of, theirs, their_parts }
}

fn kind_of(code: &str) -> Kind {
    Kind::from_code(code).unwrap_or(Kind::Change)
}

/// `?kind=goal` for a goal.
pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    deed(&visit)?;
    let community = visit.here()?.id;
    let (rev, now) = app.db.read(move |tx| async move { standing(&tx, community).await }).await?;
    Page::render(&page(&app, &visit, Sheet { typed: Typed::of(&now, rev), ..Sheet::new(kind_of(&asked.kind)) }))
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
}

/// What is wrong with a proposal that was written from `base`.
pub(super) fn problems(new: &NewProposal, base: &Parts) -> Vec<Problem> {
    let mut problems = match new.kind {
        Kind::Goal => title_problems(&new.title),
        Kind::Change => new.parts.problems(),
    };
    // From another version than the one that it names nothing can be told apart.
    if new.kind == Kind::Change && problems.is_empty() && *base == new.parts {
        problems.push(Problem { field: "form", message: "charter-nothing-changed" });
    }
    if !is_seen(&new.why) || new.why.chars().count() > LONGEST_WHY {
        problems.push(Problem { field: "why", message: "charter-why-length" });
    }
    problems
}

pub(super) async fn send(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, kind, rev) = (deed(&visit)?, kind_of(&typed.kind), typed.rev);
    let (parts, title, why) = (typed.parts().tidied(), web::one_line(&typed.title), lines(&typed.why));
    let base = app.db.read(move |tx| async move { super::store::version(&tx, deed.community, rev).await }).await?;
    let once = match kind {
        Kind::Goal => once_key(&app, &typed.once, &[&title, &why]),
        Kind::Change => once_key(&app, &typed.once, &[parts.texts().as_slice(), &[&why]].concat()),
    };
    let new = NewProposal {
        kind,
        once,
        base: base.as_ref().map_or(0, |base| base.number),
        title: if kind == Kind::Goal { title } else { String::new() },
        why,
        parts: if kind == Kind::Goal { Parts::default() } else { parts },
    };
    let problems = problems(&new, &base.map(|base| base.parts()).unwrap_or_default());
    if !problems.is_empty() {
        let sheet = Sheet { typed, problems, ..Sheet::new(kind) };
        return Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &page(&app, &visit, sheet));
    }
    let id = app.db.write(move |tx| async move { proposals::propose(&tx, deed, &new).await }).await?;
    Ok(Page::go(format!("/c/{}/charter/proposals/{id}", visit.here()?.slug)))
}
