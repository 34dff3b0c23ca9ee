//! `GET /f/{file}/{name}` and `?size=small`: a file, for whoever may read what it stands in.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use base::{Error, Id};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use tower_http::services::ServeFile;
use web::{App, Failure, Query, Visited};

use super::names;
use super::store;
use super::uses::may_read;

/// So long a browser need not ask again, s. Short, since rights end.
const LIFETIME: &str = "private, max-age=3600";
/// Nothing that a file says is done, wherever it is opened.
const POLICY: &str = "sandbox; default-src 'none'";

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    size: String,
}

/// Every refusal is the same "nothing is here". Ranges and "not modified" are `ServeFile`'s.
pub(super) async fn fetch(
    State(app): State<App>,
    visit: Visited,
    Path((id, _)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Failure> {
    let id: Id = id.parse().map_err(|_| Error::NotFound)?;
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let found = app.db.read(move |tx| async move {
        let Some(file) = store::find(&tx, id).await? else { return Ok(None) };
        Ok(may_read(&tx, &file, account, now).await?.then_some(file))
    });
    let file = found.await?.ok_or(Error::NotFound)?;
    let is_picture = file.width > 0;
    let hash = if is_picture && asked.size == "small" { &file.small_hash } else { &file.hash };
    let media_type = file.media_type.parse().map_err(Error::internal)?;
    let request = request.map(|_| Body::empty());
    let served = ServeFile::new_with_mime(app.blobs.path(hash), &media_type).try_call(request).await;
    let mut response = served.map_err(Error::from)?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        tracing::error!(id, "the bytes of a file are gone");
        return Err(Error::NotFound.into());
    }
    let disposition = names::disposition(if is_picture { "inline" } else { "attachment" }, &file.name);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(disposition).map_err(Error::internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(LIFETIME));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Another site cannot find out by an image of it who may read what.
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    Ok(response)
}
