//! The query of an address, as a struct. What cannot be read is answered like any other bad input.

use axum::extract::FromRequestParts;
use base::Error;
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Failure;

/// Takes the address apart; a value that does not fit its field is `Invalid`.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query<T>, Failure> {
        let read = axum::extract::Query::try_from_uri(&parts.uri);
        read.map(|query| Query(query.0)).map_err(|_| Error::invalid("address", "invalid").into())
    }
}
