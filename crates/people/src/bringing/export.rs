//! `GET /c/{community}/manage/people/members.csv` and `members.vcf`: the members as a list that can be brought again.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result as Found, Tx, work};
use formats::members::{Person, write_csv, write_vcard};
use http::{HeaderValue, StatusCode, header};
use web::{App, Failure, Visited, respond};

use super::store;

/// Members in one look.
const BATCH: i64 = 500;

pub(super) async fn csv(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let people = everybody(&app, visit.here()?.id).await?;
    let text = work::blocking(move || Ok(write_csv(&people))).await?;
    Ok(download("text/csv; charset=utf-8", &format!("{}-members.csv", visit.here()?.slug), text))
}

pub(super) async fn vcard(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let people = everybody(&app, visit.here()?.id).await?;
    let text = work::blocking(move || Ok(write_vcard(&people))).await?;
    Ok(download("text/vcard; charset=utf-8", &format!("{}-members.vcf", visit.here()?.slug), text))
}

/// A file to keep; `name` is made of a slug.
pub(super) fn download(kind: &'static str, name: &str, text: String) -> Response {
    let mut response = respond(StatusCode::OK, kind, text);
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn everybody(app: &App, community: Id) -> Found<Vec<Person>> {
    app.db.read(move |tx| async move { all(&tx, community).await }).await
}

async fn all(tx: &Tx, community: Id) -> Found<Vec<Person>> {
    let (mut people, mut after) = (Vec::new(), Some((i64::MIN, 0)));
    while let Some(from) = after {
        let (more, next) = store::members(tx, community, from, BATCH).await?;
        people.extend(more);
        after = next;
    }
    Ok(people)
}
