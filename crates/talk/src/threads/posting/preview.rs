//! `POST /c/{community}/preview`: a text as it will look.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Form, Visited, respond};

use super::compose;

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    source: String,
}

/// The HTML for inside of a `.post-body`; nothing for nothing.
pub(super) async fn preview(State(app): State<App>, visit: Visited, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let html = match compose(&app, &visit, &sent.source).await {
        Ok(composed) => composed.html,
        Err(base::Error::Invalid(_)) => String::new(),
        Err(other) => return Err(other.into()),
    };
    Ok(respond(StatusCode::OK, "text/html; charset=utf-8", html))
}
