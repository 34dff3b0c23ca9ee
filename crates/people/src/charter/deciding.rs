//! `POST /c/{community}/charter/proposals/{id}/take`, `…/decline` by who leads, `…/withdraw` by its author.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx};
use http::StatusCode;
use web::{App, Failure, Form, Page, Path, Problems, Visited, is_seen, lines};

use super::common::{Named, deed};
use super::discussing::{Back, Sent, answer, path};
use super::edit::standing;
use super::goal::Wanted;
use super::model::REVIEW;
use super::proposal::{Fate, Kind, Proposal};
use super::propose::LONGEST_WHY;
use super::saying::there;
use super::store::{self, goals, proposals};
use crate::communities::Deed;

enum Outcome {
    Done,
    Wrong(Vec<Problem>),
    /// The charter, or what became of the proposal, is not what they saw.
    Overtaken,
}

async fn finish(
    app: &App,
    visit: &Visited,
    id: Id,
    form: &'static str,
    sent: Sent,
    outcome: Outcome,
) -> Result<Response, Failure> {
    let (status, problems, overtaken) = match outcome {
        Outcome::Done => return Ok(Page::go(path(visit, id)?)),
        Outcome::Wrong(problems) => (StatusCode::UNPROCESSABLE_ENTITY, problems, false),
        Outcome::Overtaken => (StatusCode::CONFLICT, Vec::new(), true),
    };
    answer(app, visit, id, status, Back { form, sent, problems: Problems(problems), overtaken }).await
}

/// The proposal, held so that of two who decide one is later.
async fn held(tx: &Tx, deed: Deed, id: Id) -> Found<Proposal> {
    store::hold(tx, deed.community).await?;
    there(tx, deed, id).await
}

/// Makes a proposal the next version, or a goal of its author's.
pub(super) async fn take(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, form) = (Deed::of(&visit)?, named.id()?, sent.clone());
    let outcome = app.db.write(move |tx| async move { take_up(&tx, deed, id, &form).await }).await?;
    finish(&app, &visit, id, "take", sent, outcome).await
}

async fn take_up(tx: &Tx, deed: Deed, id: Id, form: &Sent) -> Found<Outcome> {
    let proposal = held(tx, deed, id).await?;
    if !proposal.is_open() {
        return Ok(if proposal.fate == Fate::Taken { Outcome::Done } else { Outcome::Overtaken });
    }
    if !form.saw(&proposal) {
        return Ok(Outcome::Overtaken);
    }
    let why = lines(&form.why);
    // Who objects gets an answer.
    let unanswered = !is_seen(&why) && proposals::counts(tx, id).await?.1 > 0;
    if unanswered || why.chars().count() > LONGEST_WHY {
        let message = if unanswered { "charter-objections-open" } else { "charter-why-length" };
        return Ok(Outcome::Wrong(vec![Problem { field: "why", message }]));
    }
    let result = match proposal.kind {
        Kind::Goal => {
            let wanted = Wanted {
                title: proposal.title.clone(),
                detail: proposal.why.clone(),
                owner: proposal.author,
                ..Wanted::default()
            };
            goals::add(tx, deed, &format!("proposal {id}"), &wanted).await?
        }
        Kind::Change => {
            let (number, now) = standing(tx, deed.community).await?;
            if number != form.rev {
                return Ok(Outcome::Overtaken);
            }
            let base = store::version(tx, deed.community, proposal.base).await?;
            let (parts, _) = proposal.parts().onto(&base.map(|base| base.parts()).unwrap_or_default(), &now);
            let problems = parts.problems();
            if !problems.is_empty() {
                return Ok(Outcome::Wrong(problems));
            }
            // Somebody else wrote the same meanwhile.
            if parts == now {
                number
            } else {
                let substance = !form.substance.is_empty();
                store::publish_from(tx, deed, &parts, substance, deed.now.plus(REVIEW), id).await?
            }
        }
    };
    proposals::close(tx, deed, id, Fate::Taken, &why, result).await?;
    Ok(Outcome::Done)
}

/// Says no, and why.
pub(super) async fn decline(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, form, why) = (Deed::of(&visit)?, named.id()?, sent.clone(), lines(&sent.why));
    let outcome = match is_seen(&why) && why.chars().count() <= LONGEST_WHY {
        true => app.db.write(move |tx| async move { end(&tx, deed, id, &form, Fate::Declined, &why).await }).await?,
        false => Outcome::Wrong(vec![Problem { field: "why", message: "charter-why-length" }]),
    };
    finish(&app, &visit, id, "decline", sent, outcome).await
}

/// Its author takes it back.
pub(super) async fn withdraw(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, id) = (deed(&visit)?, named.id()?);
    let outcome = app.db.write(move |tx| async move { end(&tx, deed, id, &Sent::default(), Fate::Withdrawn, "").await }).await?;
    finish(&app, &visit, id, "", Sent::default(), outcome).await
}

async fn end(tx: &Tx, deed: Deed, id: Id, form: &Sent, fate: Fate, why: &str) -> Found<Outcome> {
    let proposal = held(tx, deed, id).await?;
    if fate == Fate::Withdrawn && proposal.author != deed.by {
        return Err(Error::Forbidden);
    }
    match proposal.fate {
        Fate::Open if !form.saw(&proposal) => Ok(Outcome::Overtaken),
        Fate::Open => proposals::close(tx, deed, id, fate, why, 0).await.map(|_| Outcome::Done),
        // The same form twice.
        before if before == fate => Ok(Outcome::Done),
        _ => Ok(Outcome::Overtaken),
    }
}
