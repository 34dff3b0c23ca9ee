//! Forms: what somebody typed as a struct, and what is wrong with it.

use std::borrow::Borrow;

use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use base::{Error, Problem};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{Failure, Tongue};

/// Bytes of a form: a text of one megabyte takes up to three in a form's own writing.
const MOST: usize = 4 << 20;

/// The body of a form. Fields may repeat (`Vec`); a value that does not fit its field is `Invalid`.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Form<T>, Failure> {
        DefaultBodyLimit::max(MOST).apply(&mut request);
        let body = Bytes::from_request(request, state).await.map_err(|_| Error::invalid("form", "invalid"))?;
        serde_html_form::from_bytes(&body).map(Form).map_err(|_| Error::invalid("form", "invalid").into())
    }
}

/// What was typed into a field of one line: trimmed, any white space a single blank, no control characters.
pub fn one_line(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What was typed into a field of several lines: trimmed, lines ended alike, no other control characters.
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect()
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
