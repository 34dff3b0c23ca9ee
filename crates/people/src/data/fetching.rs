//! `GET /account/data/copy/{name}`: the newest copy, for its owner.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use base::Error;
use http::{HeaderValue, StatusCode, header};
use tower_http::services::ServeFile;
use web::{App, Failure, Visited};

use super::store;

/// Whose copy is fetched, the session says: there is no address of anybody else's.
pub(super) async fn fetch(State(app): State<App>, visit: Visited, request: Request) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let copy = app.db.read(move |tx| async move { store::newest_ready(&tx, account).await }).await?.ok_or(Error::NotFound)?;
    let zip = "application/zip".parse().map_err(Error::internal)?;
    let served = ServeFile::new_with_mime(app.blobs.path(&copy.hash), &zip).try_call(request.map(|_| Body::empty())).await;
    let mut response = served.map_err(Error::from)?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        tracing::error!(id = copy.id, "the bytes of a copy are gone");
        return Err(Error::NotFound.into());
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"guildhall.zip\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
