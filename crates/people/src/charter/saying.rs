//! `POST /c/{community}/charter/proposals/{id}/say`, `…/comment`, `…/remove`, `…/charter/comments/{id}/remove`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Path, Problems, Visited, is_seen, lines};

use super::common::{Named, deed, once_key};
use super::discussing::{self, Sent, answer, path};
use super::model::LONGEST;
use super::proposal::{Proposal, Stance};
use super::propose::LONGEST_WHY;
use super::store::{self, proposals};
use crate::communities::Deed;

/// A proposal that was not taken away.
pub(super) async fn there(tx: &Tx, deed: Deed, id: Id) -> Found<Proposal> {
    let found = proposals::find(tx, deed.community, id).await?;
    found.filter(|proposal| proposal.removed_at.is_none()).ok_or(Error::NotFound)
}

/// "Fine with me", or "I object, because …". Of a closed proposal nothing can be said any more.
pub(super) async fn say(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, stance) = (deed(&visit)?, named.id()?, Stance::from_code(&sent.stance));
    let why = if stance == Some(Stance::Objects) { lines(&sent.why) } else { String::new() };
    let problem = match stance {
        None => Some(("stance", "charter-stance-missing")),
        Some(Stance::Objects) if !is_seen(&why) => Some(("why", "charter-objection-missing")),
        Some(_) => (why.chars().count() > LONGEST_WHY).then_some(("why", "charter-why-length")),
    };
    let (Some(stance), None) = (stance, problem) else {
        let problems = problem.map(|(field, message)| Problem { field, message }).into_iter().collect();
        let back = discussing::Back { form: "say", sent, problems: Problems(problems), overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    };
    let form = sent.clone();
    let write = move |tx: Tx| async move {
        store::hold(&tx, deed.community).await?;
        let proposal = there(&tx, deed, id).await?;
        let open = proposal.is_open() && form.saw(&proposal);
        if open {
            proposals::say(&tx, deed, id, stance, &why).await?;
        }
        Ok(open)
    };
    if !app.db.write(write).await? {
        let back = discussing::Back { form: "say", sent, overtaken: true, ..discussing::Back::default() };
        return answer(&app, &visit, id, StatusCode::CONFLICT, back).await;
    }
    Ok(Page::go(path(&visit, id)?))
}

/// A remark.
pub(super) async fn comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, text) = (deed(&visit)?, named.id()?, lines(&sent.source));
    if !is_seen(&text) || text.chars().count() > LONGEST {
        let problems = Problems(vec![Problem { field: "source", message: "charter-comment-length" }]);
        let back = discussing::Back { form: "comment", sent, problems, overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    }
    let once = once_key(&app, &sent.once, &[&text]);
    let write = move |tx: Tx| async move {
        there(&tx, deed, id).await?;
        proposals::comment(&tx, deed, id, &once, &text).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, id)?)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Back {
    /// Not empty to bring it back.
    back: String,
}

/// Takes a remark away: its author, or who moderates. For 30 days who did it, or who moderates, brings it back.
pub(super) async fn remove_comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(asked): Form<Back>,
) -> Result<Response, Failure> {
    let (deed, comment, moderates) = (deed(&visit)?, named.id()?, visit.here()?.moderates());
    let gone = asked.back.is_empty();
    let write = move |tx: Tx| async move {
        let found = proposals::comment_of(&tx, deed.community, comment).await?;
        let (proposal, author, by, at) = found.ok_or(Error::NotFound)?;
        let theirs = if gone { author } else { by };
        if theirs != deed.by && !moderates {
            return Err(Error::Forbidden);
        }
        // Pressed twice it is the same.
        let there = by == 0;
        if there == gone && (gone || deed.now.since(at) < proposals::BACK) {
            proposals::remove_comment(&tx, deed, comment, gone).await?;
        }
        Ok(proposal)
    };
    let proposal = app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, proposal)?)))
}

/// Takes a proposal away with everything that was said to it, or brings it back: who moderates.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(asked): Form<Back>,
) -> Result<Response, Failure> {
    let (deed, id, gone) = (Deed::of(&visit)?, named.id()?, asked.back.is_empty());
    let write = move |tx: Tx| async move {
        store::hold(&tx, deed.community).await?;
        let proposal = proposals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?;
        let in_time = proposal.removed_at.is_none_or(|at| deed.now.since(at) < proposals::BACK);
        if proposal.removed_at.is_none() == gone && in_time {
            proposals::remove(&tx, deed, id, gone).await?;
        }
        Ok(())
    };
    app.db.write(write).await?;
    Ok(Page::go(path(&visit, id)?))
}
