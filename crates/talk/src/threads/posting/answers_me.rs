//! `POST /c/{community}/threads/{id}/answers-me`: a question that need not be asked. Counted, once a day and person.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Visited};

use crate::threads::Named;
use crate::threads::store::{held, voting};

#[derive(Deserialize)]
pub(super) struct Sent {
    /// What they were about to ask.
    #[serde(default)]
    asked: String,
}

pub(super) async fn answers_me(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, now, id): (_, Id, _, Id) = (visit.here()?.clone(), visit.account()?.id, visit.now, named.id()?);
    let asked: String = web::one_line(&sent.asked).chars().take(200).collect();
    let slug = app
        .db
        .write(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            if voting::deflect(&tx, here.id, id, account, &asked, now).await? {
                let writing = thread.writing(now);
                writing.log(&tx, account, now, "answered_already", "deflection", id).await?;
            }
            Ok::<_, Error>(thread.slug)
        })
        .await?;
    Ok(Page::go(format!("/c/{}/t/{id}/{slug}?thanks=1", visit.here()?.slug)))
}
