//! Forms: what somebody typed as a struct, and what is wrong with it.

use std::borrow::Borrow;

use axum::extract::{FromRequest, Request};
use base::{Error, Problem};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{Failure, Tongue};

/// The body of a form. Fields may repeat (`Vec`); a value that does not fit its field is `Invalid`.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Form<T>, Failure> {
        let body = Bytes::from_request(request, state).await.map_err(|_| Error::invalid("form", "invalid"))?;
        serde_html_form::from_bytes(&body).map(Form).map_err(|_| Error::invalid("form", "invalid").into())
    }
}

/// What is wrong with a form that comes back: message keys by field.
#[derive(Clone, Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// What is wrong with `field`, in the reader's language.
    pub fn of(&self, field: &str, t: impl Borrow<Tongue>) -> Option<&'static str> {
        let t = *t.borrow();
        self.0.iter().find(|problem| problem.field == field).map(|problem| t.say_key(problem.message))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
