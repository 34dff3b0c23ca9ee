//! `GET /api/v1/search?q=&community=&limit=&after=`: hits as JSON, for the palette and for programs.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Time, Tx};
use http::StatusCode;
use people::communities::store as communities;
use search::{Filter, FilterKey, Query};
use serde::{Deserialize, Serialize};
use web::{App, Failure, Query as Params, Visibility, Visited, respond};

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
        let (reader, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
        let may = app.db.read(move |tx| async move { readable(&tx, &slug, reader, now).await }).await?;
        match may {
            Some(true) => {}
            // A hidden community answers like none.
            None => return Err(Error::NotFound.into()),
            Some(false) if reader.is_none() => return Err(Failure::SignIn),
            Some(false) => return Err(Error::Forbidden.into()),
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

/// Whether the community may be searched by this reader; `None` when they may not know of it.
async fn readable(tx: &Tx, slug: &str, reader: Option<Id>, now: Time) -> base::Result<Option<bool>> {
    let Some(community) = communities::by_slug(tx, slug).await? else { return Ok(None) };
    let readable = communities::readable_everywhere(tx, reader, now).await?;
    let own = communities::audiences(tx, community.id).await?;
    let any = own.iter().any(|(id, _, _)| readable.contains(id));
    Ok((any || community.visibility != Visibility::Hidden).then_some(any))
}

impl From<Hit> for Shown {
    fn from(hit: Hit) -> Shown {
        let snippet = hit.snippet.into_iter().map(|piece| piece.text).collect();
        Shown { kind: hit.kind, id: hit.id, url: hit.url, title: hit.title, snippet, score: hit.score }
    }
}
