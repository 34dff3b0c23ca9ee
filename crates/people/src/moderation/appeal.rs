//! `GET`, `POST /account/cases/{id}`: what was decided about something of one's own, why, and once another look;
//! `POST /c/{community}/manage/queue/{id}/answer`: another moderator answers.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Thing, Visited, lines};

use super::case::{may_answer, show as show_case};
use super::decide::{Typed, overturn, take_back};
use super::model::{Case, LONGEST};
use super::queue::{Named, thing};
use super::store;
use crate::communities::{Deed, store as communities};
use crate::inbox::{MODERATED, store as inbox};
use crate::veils::store as veils;

#[derive(askama::Template)]
#[template(path = "moderation/templates/mine.html")]
struct MinePage<'a> {
    shell: Shell<'a>,
    case: Case,
    thing: Option<Thing>,
    community: String,
    words: String,
    problems: Problems,
}

impl MinePage<'_> {
    /// Whether another look can be asked for: once, of what was decided and concerns them.
    fn may_appeal(&self) -> bool {
        is_open_to_appeal(&self.case)
    }
}

fn is_open_to_appeal(case: &Case) -> bool {
    case.decided_at.is_some() && case.appealed_at.is_none() && case.decision != "undone" && case.concerns_author()
}

/// Whether its author knows of a case: something of theirs was hidden, or decided.
fn is_theirs_to_know(case: &Case) -> bool {
    case.hidden || (case.decided_at.is_some() && case.concerns_author()) || case.appealed_at.is_some()
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    show(&app, &visit, named.id()?, String::new(), Vec::new()).await
}

async fn show(app: &App, visit: &Visited, id: Id, words: String, problems: Vec<Problem>) -> Result<Response, Failure> {
    let (me, reader) = (visit.account()?.id, app.clone());
    let read = move |tx: Tx| async move {
        let case = store::of_author(&tx, me, id).await?;
        let (_, _, community) = store::places(&tx, me, &[id]).await?.pop().ok_or(Error::NotFound)?;
        let thing = thing(&reader, &tx, &case).await?;
        Ok((case, thing, community))
    };
    let (case, thing, community) = app.db.read(read).await?;
    if !is_theirs_to_know(&case) && case.decided_at.is_none() {
        return Err(Error::NotFound.into());
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let context = Context { title: visit.tongue.say("mine-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &MinePage { shell, case, thing, community, words, problems: Problems(problems) })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    words: String,
    /// `read`: it was read, nothing is asked.
    go: String,
}

pub(super) async fn appeal(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(asking): Form<Asking>,
) -> Result<Response, Failure> {
    let (me, id, now) = (visit.account()?.id, named.id()?, visit.now);
    let words: String = lines(&asking.words).chars().take(LONGEST).collect();
    let only_read = asking.go == "read";
    if words.is_empty() && !only_read {
        return show(&app, &visit, id, words, vec![Problem { field: "words", message: "mine-words-missing" }]).await;
    }
    let go = move |tx: Tx| async move {
        let case = store::of_author(&tx, me, id).await?;
        let case = store::held(&tx, case.community, id).await?;
        inbox::done(&tx, me, MODERATED, id).await?;
        if only_read || !is_open_to_appeal(&case) {
            return Ok(());
        }
        store::appeal(&tx, Deed { community: case.community, by: me, now }, &case, &words).await
    };
    app.db.write(go).await?;
    Ok(Page::go(if only_read { "/notifications".into() } else { format!("/account/cases/{id}") }))
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Answering {
    /// `back` takes the decision back, anything else leaves it.
    decision: String,
    reason: String,
}

pub(super) async fn answer(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(answering): Form<Answering>,
) -> Result<Response, Failure> {
    let (deed, slug, id) = (Deed::of(&visit)?, visit.here()?.slug.clone(), named.id()?);
    let words: String = lines(&answering.reason).chars().take(LONGEST).collect();
    let (upheld, worker) = (answering.decision != "back", app.clone());
    let done = app.db.write(move |tx| async move { decide(&worker, &tx, deed, id, upheld, &words).await }).await;
    match done {
        Ok(()) => Ok(Page::go(format!("/c/{slug}/manage/queue/{id}"))),
        Err(Error::Invalid(problems)) => {
            show_case(&app, &visit, id, Typed { reason: answering.reason, ..Typed::default() }, problems).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn decide(app: &App, tx: &Tx, deed: Deed, id: Id, upheld: bool, words: &str) -> Done<()> {
    let case = store::held(tx, deed.community, id).await?;
    if !case.is_appealed() {
        return Ok(());
    }
    let moderators = communities::moderators(tx, deed.community, deed.now).await?;
    let author = veils::behind(tx, case.author).await?;
    if !may_answer(&case, author, &moderators, deed.by) {
        return Err(Error::Forbidden);
    }
    if words.is_empty() {
        return Err(Error::invalid("answer", "case-reason-missing"));
    }
    if !upheld {
        take_back(app, tx, deed, &case).await?;
        return overturn(tx, deed, &case, words).await;
    }
    store::answer(tx, deed, id, true, words).await?;
    inbox::put(tx, author, MODERATED, id, deed.now).await
}
