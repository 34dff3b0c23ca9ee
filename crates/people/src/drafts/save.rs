//! `POST /c/{community}/drafts`: keeps what somebody is writing. For the composer's script: answers in JSON.

use axum::extract::State;
use axum::response::Response;
use base::Error;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use web::{App, Failure, Form, Tongue, Visited, respond};

use super::model::{Saved, Spot, Text, is_place};
use super::store;

#[derive(Deserialize)]
pub(super) struct Typed {
    place: String,
    #[serde(default)]
    source: String,
    /// A JSON object.
    #[serde(default)]
    fields: String,
    /// The revision that this goes on from; 0 from nothing.
    #[serde(default)]
    rev: i64,
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let spot = Spot { account: visit.account()?.id, community: visit.here()?.id, place: typed.place };
    if !is_place(&spot.place) {
        return Ok(refused(visit.tongue, "draft-unreadable"));
    }
    let text = match Text::new(&typed.source, &typed.fields) {
        Ok(text) => text,
        Err(Error::Invalid(problems)) => {
            return Ok(refused(visit.tongue, problems.first().map_or("draft-unreadable", |problem| problem.message)));
        }
        Err(other) => return Err(other.into()),
    };
    let (rev, now) = (typed.rev, visit.now);
    let saved = app.db.write(move |tx| async move { store::save(&tx, &spot, &text, rev, now).await }).await?;
    let (status, answer) = match saved {
        Saved::Kept(rev) => (StatusCode::OK, json!({ "rev": rev })),
        Saved::Overtaken(newer) => {
            let fields: Value = serde_json::from_str(&newer.fields).unwrap_or_default();
            (StatusCode::CONFLICT, json!({ "rev": newer.rev, "source": newer.source, "fields": fields }))
        }
    };
    Ok(respond(status, "application/json", answer.to_string()))
}

fn refused(t: Tongue, key: &str) -> Response {
    let (status, words) = match key {
        "draft-too-long" => (StatusCode::PAYLOAD_TOO_LARGE, t.say("draft-too-long")),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, t.say("draft-unreadable")),
    };
    respond(status, "application/json", json!({ "title": words }).to_string())
}
