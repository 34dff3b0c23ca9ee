//! `POST /c/{community}/threads/{id}/follow`: hear of everything, of mentions only, or of nothing.

use axum::extract::{Path, State};
use axum::response::Response;
use base::Error;
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::model::Level;
use crate::threads::store::{following, held};
use crate::threads::{Named, back};

#[derive(Deserialize)]
pub(super) struct Sent {
    level: String,
}

pub(super) async fn follow(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let level = Level::from_code(&sent.level).ok_or(Error::invalid("level", "invalid"))?;
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            following::follow(&tx, account, id, level, now).await?;
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}
