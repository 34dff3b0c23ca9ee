//! `GET/POST /c/{community}/threads/{id}/duplicate`: this was asked before. It stays readable and points at the original.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Problem};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Visited};

use super::merge::{self, Choosing};
use crate::threads::Named;
use crate::threads::model::LinkKind;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{held, moderating, writing};

const CHOOSING: Choosing =
    Choosing { title: "duplicate-title", text: "duplicate-text", button: "duplicate-send", action: "duplicate" };

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let rights = Rights::of(&visit)?;
    merge::choose(&app, &visit, named.id()?, &CHOOSING, "", None, move |thread| rights.sort(thread)).await
}

#[derive(Deserialize)]
pub(super) struct Sent {
    /// The original: its number or address.
    #[serde(default)]
    other: String,
    /// Takes the mark away.
    #[serde(default)]
    none: String,
}

pub(super) async fn duplicate(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let (slug, other, emptied) = (here.slug.clone(), merge::named(&sent.other), !sent.none.is_empty());
    let done = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.sort(&thread))?;
            if emptied {
                moderating::unlink(&tx, id, LinkKind::Duplicate).await?;
                moderating::close(&tx, id, None, "").await?;
                thread.writing(now).log(&tx, rights.acting(thread.author), now, "no_duplicate", "thread", id).await?;
                return Ok(thread);
            }
            let other: Id = other.filter(|other| *other != id).ok_or(Error::invalid("other", "thread-unknown"))?;
            let original = moderating::named(&tx, here.id, other, &here.audiences).await?;
            let original = original.ok_or(Error::invalid("other", "thread-unknown"))?;
            writing::link(&tx, id, original.id, LinkKind::Duplicate, now).await?;
            if thread.closed_at.is_none() {
                moderating::close(&tx, id, Some(now), "").await?;
            }
            let writing = thread.writing(now);
            writing.log(&tx, rights.acting(thread.author), now, "found_duplicate", "thread", id).await?;
            Ok(thread)
        })
        .await;
    match done {
        Ok(thread) => Ok(Page::go(format!("/c/{slug}/t/{id}/{}", thread.slug))),
        Err(Error::Invalid(problems)) => {
            let problem = problems.first().map(|Problem { message, .. }| *message);
            merge::choose(&app, &visit, id, &CHOOSING, &sent.other, problem, |_| true).await
        }
        Err(other) => Err(other.into()),
    }
}
