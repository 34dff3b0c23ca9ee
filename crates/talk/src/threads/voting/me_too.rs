//! `POST /c/{community}/threads/{id}/me-too`: the same question, without asking it again.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{following, held, voting};
use crate::threads::{Named, back};

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `0` takes it back.
    value: i64,
}

pub(super) async fn me_too(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.writes(thread.audience) && thread.kind.is_ranked() && !rights.is(thread.author))?;
            voting::me_too(&tx, id, rights.account, sent.value != 0, now).await?;
            // Who has the same problem wants to hear of the answer.
            if sent.value != 0 {
                following::follow_by_taking_part(&tx, rights.account, id, now).await?;
            }
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}
