//! `POST /c/{community}/threads/{id}/pin`: above its list, or no longer.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{held, moderating};
use crate::threads::{Named, back};

#[derive(Deserialize)]
pub(super) struct Sent {
    value: i64,
}

pub(super) async fn pin(
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
            only_if(rights.pin(&thread))?;
            moderating::pin(&tx, id, sent.value != 0).await?;
            people::communities::store::bump(&tx, here.id).await?;
            let writing = thread.writing(now);
            writing.log(&tx, rights.account, now, if sent.value != 0 { "pinned" } else { "unpinned" }, "thread", id).await?;
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}
