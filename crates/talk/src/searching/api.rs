//! `GET /api/v1/search?q=&community=&limit=&after=`: hits as JSON, for the palette and for programs.

use axum::extract::{Query as Params, State};
use axum::response::Response;
use base::{Error, Time};
use http::StatusCode;
use people::communities::store as communities;
use search::{Filter, FilterKey, Query};
use serde::{Deserialize, Serialize};
use web::{App, Failure, Visited, respond};

use super::asking::{self, Hit};

/// Hits in one answer: this many unless asked otherwise, and never more than [`MOST`].
const USUAL: usize = 20;
const MOST: usize = 50;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    community: String,
    limit: Option<usize>,
    after: Option<usize>,
}

#[derive(Serialize)]
struct Answer {
    hits: Vec<Shown>,
    /// The `after` of the next page.
    next: Option<usize>,
}

#[derive(Serialize)]
struct Shown {
    kind: &'static str,
    id: i64,
    url: String,
    title: String,
    snippet: String,
    score: f32,
}

pub(super) async fn search(State(app): State<App>, visit: Visited, Params(asked): Params<Asked>) -> Result<Response, Failure> {
    let mut query = Query::parse(&asked.q);
    if !asked.community.is_empty() {
        let slug = asked.community.clone();
        let known = app.db.read(move |tx| async move { communities::by_slug(&tx, &slug).await }).await?;
        if known.is_none() {
            return Err(Error::NotFound.into());
        }
        query = query.with(Filter { key: FilterKey::In, value: asked.community });
    }
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let started = visit.now;
    let answer = asking::ask(&app, &visit, &query, None, asked.after.unwrap_or(0), limit).await?;
    let took = app.clock.now().since(started);
    if took > Time::SECOND {
        tracing::warn!(ms = took, "a slow search");
    }
    let body = Answer { hits: answer.hits.into_iter().map(Shown::from).collect(), next: answer.next };
    let body = serde_json::to_string(&body).map_err(Error::internal)?;
    Ok(respond(StatusCode::OK, "application/json", body))
}

impl From<Hit> for Shown {
    fn from(hit: Hit) -> Shown {
        let snippet = hit.snippet.into_iter().map(|piece| piece.text).collect();
        Shown { kind: hit.kind, id: hit.id, url: hit.url, title: hit.title, snippet, score: hit.score }
    }
}
