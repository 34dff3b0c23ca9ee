//! How an error looks: a page in shell and language, or problem JSON for the API. Causes are logged once, never shown.

use axum::response::{IntoResponse, Response};
use base::Error;
use http::{HeaderValue, StatusCode, header};

use crate::page::{self, Context, Shell};
use crate::resend::Kept;
use crate::{App, Hold, Visit};

/// What a handler answers instead of a page.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Sign in first; the address is kept for afterwards.
    SignIn,
    /// Join the community first.
    Join,
    /// Moderators decided that this person is silent or out for a while.
    Held(Hold),
    /// Anything else, by kind.
    Error(Kind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    NotFound,
    Forbidden,
    Invalid,
    Conflict,
    /// More was sent than is taken.
    TooLarge,
    Limited(u32),
    Unavailable,
    Internal,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let kind = match &error {
            Error::NotFound => Kind::NotFound,
            Error::Forbidden => Kind::Forbidden,
            Error::Invalid(_) => Kind::Invalid,
            Error::Conflict(_) => Kind::Conflict,
            Error::Limited { retry_after } => Kind::Limited(*retry_after),
            Error::Unavailable(_) => Kind::Unavailable,
            Error::Internal(_) => Kind::Internal,
        };
        if matches!(kind, Kind::Internal | Kind::Unavailable) {
            tracing::error!(%error, "a request failed");
        }
        Failure::Error(kind)
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Failure {
        Failure::from(Error::internal(error))
    }
}

/// Carries the failure to the gate, which knows the reader's shell and language.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(askama::Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    shell: Shell<'a>,
    title: &'a str,
    text: &'a str,
    /// How long it holds, in words.
    until: Option<String>,
    /// Where one joins, and comes back from.
    join: Option<(String, &'a str)>,
    /// Where one asks to be let in.
    ask: Option<String>,
}

impl Failure {
    /// The answer; with the text of the form that failed, if there was one.
    pub(crate) fn answer_form(self, app: &App, visit: &Visit, json: bool, kept: &Kept) -> Response {
        let (status, key) = match &self {
            Failure::SignIn => (StatusCode::UNAUTHORIZED, "sign-in"),
            Failure::Join => (StatusCode::FORBIDDEN, "join"),
            Failure::Held(hold) => (StatusCode::FORBIDDEN, hold.key()),
            Failure::Error(kind) => kind.status(),
        };
        match kept.page(app, visit, status, key) {
            Some(page) if !json => page,
            _ => self.answer(app, visit, json),
        }
    }

    pub(crate) fn answer(self, app: &App, visit: &Visit, json: bool) -> Response {
        let (status, key) = match &self {
            Failure::SignIn if !json => return sign_in(visit),
            Failure::SignIn => (StatusCode::UNAUTHORIZED, "sign-in"),
            Failure::Join => (StatusCode::FORBIDDEN, "join"),
            Failure::Held(hold) => (StatusCode::FORBIDDEN, hold.key()),
            Failure::Error(kind) => kind.status(),
        };
        let mut response = if json { problem(status, key) } else { failure_page(app, visit, status, key) };
        if let Failure::Error(Kind::Limited(seconds)) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl Hold {
    /// The middle of its messages' keys.
    pub fn key(&self) -> &'static str {
        if self.out { "suspended" } else { "silenced" }
    }
}

/// Where one signs in; at the door of a community that can be asked, where one asks (that page leads to signing in, too).
fn sign_in(visit: &Visit) -> Response {
    let door = visit.here.as_ref().filter(|here| here.is_askable() && visit.address == format!("/c/{}", here.slug));
    let to = match door {
        Some(here) => format!("/c/{}/ask-to-join", here.slug),
        None => format!("/sign-in?to={}", page::encoded(&visit.address)),
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

fn problem(status: StatusCode, key: &str) -> Response {
    let body = serde_json::json!({ "type": "about:blank", "title": key, "status": status.as_u16() }).to_string();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn failure_page(app: &App, visit: &Visit, status: StatusCode, key: &str) -> Response {
    // The page of a missing thing never shows a community: a hidden one must look like none.
    let away = Visit { here: None, ..visit.clone() };
    let title = away.tongue.say_key(&format!("failure-{key}-title"));
    let text = away.tongue.say_key(&format!("failure-{key}-text"));
    let shell = Shell::new(app, &away, Context { title: title.to_owned(), robots: "noindex", ..Context::default() });
    let hold = visit.here.as_ref().and_then(|here| here.hold).filter(|hold| hold.key() == key);
    let until = hold.and_then(|hold| hold.until).map(|until| away.tongue.with("held-until", "until", away.tongue.moment(&until)));
    let joinable = visit.here.as_ref().filter(|here| key == "join" && here.is_joinable());
    let join = joinable.map(|here| (format!("/c/{}/join", here.slug), visit.address.as_str()));
    let askable = visit.here.as_ref().filter(|here| matches!(key, "join" | "forbidden") && here.is_askable());
    let ask = askable.map(|here| format!("/c/{}/ask-to-join", here.slug));
    match askama::Template::render(&FailurePage { shell, title, text, until, join, ask }) {
        Ok(body) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response(),
        Err(_) => (status, title.to_owned()).into_response(),
    }
}

impl Kind {
    fn status(self) -> (StatusCode, &'static str) {
        match self {
            Kind::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Kind::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Kind::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            Kind::Conflict => (StatusCode::CONFLICT, "conflict"),
            Kind::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Kind::Limited(_) => (StatusCode::TOO_MANY_REQUESTS, "limited"),
            Kind::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Kind::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }
}
