//! The names in an address, as a struct or a tuple. What cannot be read names nothing.

use axum::extract::FromRequestParts;
use base::Error;
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Failure;

/// Takes the path apart; a name that does not fit is `NotFound`.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Failure> {
        let read = axum::extract::Path::from_request_parts(parts, state).await;
        read.map(|path| Path(path.0)).map_err(|_| Error::NotFound.into())
    }
}
