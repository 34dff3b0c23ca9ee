//! `POST /c/{community}/threads/{id}/turn`: a discussion becomes a question, or the other way round.

use axum::extract::{Path, State};
use axum::response::Response;
use base::Error;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Visited};

use crate::threads::Named;
use crate::threads::model::Kind;
use crate::threads::store::{held, moderating, recount};

#[derive(Deserialize)]
pub(super) struct Sent {
    kind: String,
}

pub(super) async fn turn(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let kind = Kind::from_code(&sent.kind).filter(|kind| Kind::USUAL.contains(kind)).ok_or(Error::invalid("kind", "invalid"))?;
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            // What was announced to everybody stays that.
            if thread.kind != kind && thread.kind != Kind::Announcement {
                moderating::turn(&tx, &thread, kind).await?;
                recount::thread(&tx, id).await?;
                for author in moderating::authors(&tx, id).await? {
                    recount::member(&tx, here.id, author).await?;
                }
                recount::community(&tx, here.id).await?;
                let writing = thread.writing(now);
                writing.log(&tx, account, now, "turned", "thread", id).await?;
            }
            Ok(thread)
        })
        .await?;
    Ok(Page::go(format!("/c/{slug}/t/{id}/{}", thread.slug)))
}
