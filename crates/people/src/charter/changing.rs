//! `GET`, `POST /c/{community}/charter/proposals/{id}/edit`: its author writes an open proposal anew.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Found, Tx};
use http::StatusCode;
use web::{App, Failure, Form, Page, Path, Visited, lines, one_line};

use super::common::{Named, Typed, deed};
use super::discussing::path;
use super::edit::standing;
use super::proposal::{Kind, NewProposal, Proposal};
use super::propose::{Sheet, page, problems};
use super::saying::there;
use super::store::{self, proposals};
use crate::communities::Deed;

/// The proposal, for its author.
async fn own(tx: &Tx, deed: Deed, id: Id) -> Found<Proposal> {
    let proposal = there(tx, deed, id).await?;
    if proposal.author == deed.by { Ok(proposal) } else { Err(Error::Forbidden) }
}

/// What its author would have now, on top of the charter as it stands, and the number of that version.
async fn merged(tx: &Tx, deed: Deed, proposal: &Proposal) -> Found<Typed> {
    let (number, now) = standing(tx, deed.community).await?;
    let base = store::version(tx, deed.community, proposal.base).await?.map(|base| base.parts()).unwrap_or_default();
    let parts = if proposal.kind == Kind::Goal { proposal.parts() } else { proposal.parts().onto(&base, &now).0 };
    let typed = Typed::of(&parts, number);
    Ok(Typed { seen: proposal.rev, title: proposal.title.clone(), why: proposal.why.clone(), ..typed })
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, id) = (deed(&visit)?, named.id()?);
    let load = move |tx: Tx| async move {
        let proposal = own(&tx, deed, id).await?;
        Ok((merged(&tx, deed, &proposal).await?, proposal))
    };
    let (typed, proposal) = app.db.read(load).await?;
    if !proposal.is_open() {
        return Ok(Page::go(path(&visit, id)?));
    }
    Page::render(&page(&app, &visit, Sheet { of: id, typed, ..Sheet::new(proposal.kind) }))
}

enum Outcome {
    Done,
    Wrong(Kind, Vec<base::Problem>),
    /// They wrote it anew in another window: what stands now.
    Overtaken(Kind, Box<Typed>),
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (deed, id, form) = (deed(&visit)?, named.id()?, typed.clone());
    let outcome = app.db.write(move |tx| async move { change(&tx, deed, id, &form).await }).await?;
    let (status, sheet) = match outcome {
        Outcome::Done => return Ok(Page::go(path(&visit, id)?)),
        Outcome::Wrong(kind, problems) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Sheet { of: id, typed, problems, ..Sheet::new(kind) })
        }
        Outcome::Overtaken(kind, now) => {
            // Saving once more is meant.
            let typed = Typed { seen: now.seen, rev: now.rev, ..typed };
            (StatusCode::CONFLICT, Sheet { of: id, typed, theirs: Some(*now), ..Sheet::new(kind) })
        }
    };
    Page::answer(status, &page(&app, &visit, sheet))
}

async fn change(tx: &Tx, deed: Deed, id: Id, form: &Typed) -> Found<Outcome> {
    store::hold(tx, deed.community).await?;
    let proposal = own(tx, deed, id).await?;
    let is_goal = proposal.kind == Kind::Goal;
    let base = store::version(tx, deed.community, form.rev).await?;
    let new = NewProposal {
        kind: proposal.kind,
        once: String::new(),
        base: base.as_ref().map_or(0, |base| base.number),
        title: if is_goal { one_line(&form.title) } else { String::new() },
        why: lines(&form.why),
        parts: if is_goal { proposal.parts() } else { form.parts().tidied() },
    };
    let same = new.parts == proposal.parts() && new.why == proposal.why && new.title == proposal.title;
    // Decided meanwhile, which the proposal's page says; or the same form twice.
    if !proposal.is_open() || (same && new.base == proposal.base) {
        return Ok(Outcome::Done);
    }
    let problems = problems(&new, &base.map(|base| base.parts()).unwrap_or_default());
    if !problems.is_empty() {
        return Ok(Outcome::Wrong(proposal.kind, problems));
    }
    if proposal.rev != form.seen {
        return Ok(Outcome::Overtaken(proposal.kind, Box::new(merged(tx, deed, &proposal).await?)));
    }
    proposals::change(tx, deed, id, &new).await?;
    Ok(Outcome::Done)
}
