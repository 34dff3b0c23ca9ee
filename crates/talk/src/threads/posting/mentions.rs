//! `GET /c/{community}/mentions?q=`: whom a handle's beginning may mean.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use web::{App, Failure, Query, Visited, respond};

use crate::threads::store::posting;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

pub(super) async fn complete(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (here, prefix) = (visit.here()?, asked.q.trim().to_lowercase());
    let community = here.id;
    // The list of members is for who is inside; a guest of an area does not see it.
    let found = match here.whole && prefix.len() <= 64 && !prefix.contains('\0') {
        true => app.db.read(move |tx| async move { posting::candidates(&tx, community, &prefix, 8).await }).await?,
        false => Vec::new(),
    };
    let people: Vec<_> =
        found.iter().map(|one| json!({ "handle": one.handle, "name": one.name, "headline": one.headline })).collect();
    Ok(respond(StatusCode::OK, "application/json", json!({ "people": people }).to_string()))
}
