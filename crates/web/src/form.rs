//! Forms: what somebody typed as a struct, and what is wrong with it.

use std::borrow::Borrow;

use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::response::IntoResponse as _;
use base::{Error, Problem};
use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::failure::Kind;
use crate::{Failure, Tongue};

/// Bytes of a form: a text of one megabyte takes up to three in a form's own writing.
const MOST: usize = 4 << 20;

/// The body of a form. Fields may repeat (`Vec`); a value that does not fit its field is `Invalid`.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(mut request: Request, state: &S) -> Result<Form<T>, Failure> {
        DefaultBodyLimit::max(MOST).apply(&mut request);
        // What is no more than cut off was not too much.
        let body = Bytes::from_request(request, state).await.map_err(|refused| match refused.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::Error(Kind::TooLarge),
            _ => Error::invalid("form", "invalid").into(),
        })?;
        serde_html_form::from_bytes(&body).map(Form).map_err(|_| Error::invalid("form", "invalid").into())
    }
}

/// What was typed into a field of one line: trimmed, any white space a single blank, no control characters, and none that
/// are invisible or turn the direction of what stands behind them.
pub fn one_line(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && (!is_invisible(*c) || is_joiner(*c));
    let words = text.split_whitespace().map(|word| word.chars().filter(kept).collect::<String>());
    words.filter(|word| is_seen(word)).collect::<Vec<_>>().join(" ")
}

/// Whether there is anything to see in a text.
pub fn is_seen(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// What joins letters of some scripts and parts of emoji, and says how they look.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}')
}

/// What was typed into a field of several lines: trimmed, lines ended alike, no other control characters.
pub fn lines(text: &str) -> String {
    let kept = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
    // Trimmed last: behind a character that goes there may stand a blank.
    text.replace("\r\n", "\n").chars().filter(kept).collect::<String>().trim().to_owned()
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

#[cfg(test)]
mod tests {
    use super::{is_seen, lines, one_line};

    #[test]
    fn a_line_has_something_to_see() {
        assert_eq!(one_line("  two\t words\n"), "two words");
        assert_eq!(one_line("\u{200b}\u{202e} \u{200d}"), "");
        assert_eq!(one_line("\u{202e}npg.exe"), "npg.exe");
        assert_eq!(one_line("👩\u{200d}🔬 می\u{200c}خواهم"), "👩\u{200d}🔬 می\u{200c}خواهم");
        assert!(is_seen("a") && !is_seen(" \u{200b} \u{2060}"));
    }

    #[test]
    fn lines_are_trimmed_whatever_goes() {
        assert_eq!(lines("\u{1} one\r\n\ttwo\r\n \u{7}"), "one\n\ttwo");
    }
}
