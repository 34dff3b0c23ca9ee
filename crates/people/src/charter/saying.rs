//! `POST /c/{community}/charter/proposals/{id}/say`, `…/comment`, `…/charter/comments/{id}/remove`: fine or not, remarks.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Tx};
use http::StatusCode;
use web::{App, Failure, Form, Page, Path, Problems, Visited, is_seen, lines};

use super::common::{Named, deed, once_key};
use super::discussing::{Back, Sent, answer, path};
use super::model::LONGEST;
use super::proposal::Stance;
use super::propose::LONGEST_WHY;
use super::store::{self, proposals};

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
        let back = Back { form: "say", sent, problems: Problems(problems), overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    };
    let write = move |tx: Tx| async move {
        store::hold(&tx, deed.community).await?;
        let open = proposals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?.is_open();
        if open {
            proposals::say(&tx, deed, id, stance, &why).await?;
        }
        Ok(open)
    };
    if !app.db.write(write).await? {
        let back = Back { form: "say", sent, overtaken: true, ..Back::default() };
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
        let back = Back { form: "comment", sent, problems, overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    }
    let once = once_key(&app, &sent.once, &[&text]);
    let write = move |tx: Tx| async move {
        proposals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?;
        proposals::comment(&tx, deed, id, &once, &text).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, id)?)))
}

/// Takes a remark away: its author, or who moderates.
pub(super) async fn remove_comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
) -> Result<Response, Failure> {
    let (deed, comment, moderates) = (deed(&visit)?, named.id()?, visit.here()?.moderates());
    let write = move |tx: Tx| async move {
        let (proposal, author) = proposals::comment_of(&tx, deed.community, comment).await?.ok_or(Error::NotFound)?;
        if author != deed.by && !moderates {
            return Err(Error::Forbidden);
        }
        proposals::remove_comment(&tx, deed, comment).await?;
        Ok(proposal)
    };
    let proposal = app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, proposal)?)))
}
