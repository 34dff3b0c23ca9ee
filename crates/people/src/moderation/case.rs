//! `GET /c/{community}/manage/queue/{id}`: one case: what, who, why, what was before, and what to do.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Problem, Tx};
use http::StatusCode;
use web::{App, Context, Failure, Page, Path, Problems, Shell, Thing, Visited};

use super::decide::Typed;
use super::model::{Case, Content, Flag, Person, Sanction};
use super::queue::{Named, thing};
use super::store;
use crate::communities::store as communities;
use crate::veils::store as veils;

#[derive(askama::Template)]
#[template(path = "moderation/templates/case.html")]
struct CasePage<'a> {
    shell: Shell<'a>,
    case: Case,
    thing: Option<Thing>,
    flags: Vec<Flag>,
    /// What was decided about its author before.
    before: Vec<Sanction>,
    contents: &'static [Content],
    persons: &'static [Person],
    typed: Typed,
    problems: Problems,
    me: Id,
    /// Whether this reader may answer the appeal: somebody else than decided, where there is somebody else.
    may_answer: bool,
    /// Whether the author keeps order here, too: then this reader may not decide about them.
    above: bool,
    /// Whether it was asked without a name, and nobody looked yet who it is.
    unnamed: bool,
}

impl CasePage<'_> {
    fn is_content(&self, one: &Content) -> bool {
        self.typed.content == one.code() || (self.typed.content.is_empty() && *one == Content::Stays)
    }

    fn is_person(&self, one: &Person) -> bool {
        self.typed.person == one.code() || (self.typed.person.is_empty() && *one == Person::Nothing)
    }

    /// People are looked at, not hidden.
    fn is_person_case(&self) -> bool {
        self.case.kind == super::persons::ACCOUNT
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    show(&app, &visit, named.id()?, Typed::default(), Vec::new()).await
}

pub(super) async fn show(app: &App, visit: &Visited, id: Id, typed: Typed, problems: Vec<Problem>) -> Result<Response, Failure> {
    let (here, me, now) = (visit.here()?.clone(), visit.account()?.id, visit.now);
    let (reader, leads) = (app.clone(), here.leads());
    let read = move |tx: Tx| async move {
        let case = store::case(&tx, here.id, id).await?;
        let thing = thing(&reader, &tx, &case).await?;
        let flags = store::flags(&tx, id).await?;
        let (author, known) = (veils::behind(&tx, case.author).await?, veils::known(&tx, case.author).await?);
        let before = store::history(&tx, here.id, known.unwrap_or(case.author)).await?;
        let moderators = communities::moderators(&tx, here.id, now).await?;
        Ok((case, thing, flags, before, moderators, author, known))
    };
    let (case, thing, flags, before, moderators, author, known) = app.db.read(read).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.tongue.say("case-title").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let may_answer = may_answer(&case, author, &moderators, me);
    let above = author == me || (known.is_some_and(|known| moderators.contains(&known)) && !leads);
    Page::answer(
        status,
        &CasePage {
            shell: Shell::new(app, visit, context),
            case,
            thing,
            flags,
            before,
            contents: Content::ALL,
            persons: Person::ALL,
            typed,
            problems: Problems(problems),
            me,
            may_answer,
            above,
            unnamed: known.is_none(),
        },
    )
}

/// Another moderator than decided answers, never the `author`, where there is another who is not concerned.
pub(super) fn may_answer(case: &Case, author: Id, moderators: &[Id], me: Id) -> bool {
    let others = moderators.iter().any(|id| *id != case.decided_by && *id != author);
    case.is_appealed() && me != author && (me != case.decided_by || !others)
}
