//! `POST /c/{community}/manage/requests/{id}`: lets somebody in, or declines with a reason that they read.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id};
use serde::Deserialize;
use web::{App, Failure, Form, Page, Path, Visited, lines};

use super::store;
use crate::communities::Deed;

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    /// `in` lets them in, anything else declines.
    decision: String,
    reason: String,
}

pub(super) async fn decide(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(decision): Form<Decision>,
) -> Result<Response, Failure> {
    let id: Id = named.id.parse().map_err(|_| Error::NotFound)?;
    let (deed, slug) = (Deed::of(&visit)?, visit.here()?.slug.clone());
    let reason: String = lines(&decision.reason).chars().take(1000).collect();
    let accepted = decision.decision == "in";
    // Who was not quick enough sees what the other decided: the queue without it.
    app.db.write(move |tx| async move { store::decide(&tx, deed, id, accepted, &reason).await }).await?;
    Ok(Page::go(format!("/c/{slug}/manage/requests")))
}
