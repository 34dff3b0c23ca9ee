//! What somebody typed is never lost: when a form that holds a text fails for whatever reason (signed out meanwhile, a full
//! disk, a thread that was closed or moved away), the answer is a page that holds it and can send it again.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};

use crate::page::{Context, Shell};
use crate::{App, Visit};

/// A form with a text is at most so large, bytes.
const MOST: usize = 4 << 20;
/// Fields that are not sent again.
const DROPPED: [&str; 2] = ["preview", "file"];

/// The body of a form that holds a text, kept beside the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Bytes);

/// Takes the body of a form out, keeps it, and puts it back. Other bodies (files) pass by.
pub(crate) async fn keep(request: Request) -> Result<(Request, Kept), Response> {
    let form =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form"));
    if request.method() != http::Method::POST || !form {
        return Ok((request, Kept::default()));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, MOST).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), Kept(bytes)))
}

#[derive(askama::Template)]
#[template(path = "resend.html")]
struct ResendPage<'a> {
    shell: Shell<'a>,
    title: &'a str,
    text: &'a str,
    /// Where the form was sent to.
    action: &'a str,
    fields: Vec<(String, String)>,
    source: String,
    sign_in: bool,
}

impl Kept {
    /// The page that holds the text; nothing when there was none worth keeping.
    pub fn page(&self, app: &App, visit: &Visit, status: StatusCode, key: &str) -> Option<Response> {
        let fields: Vec<(String, String)> = serde_html_form::from_bytes(&self.0).ok()?;
        let source = fields.iter().find(|(name, _)| name == "source").map(|(_, value)| value.clone())?;
        let worth = !source.trim().is_empty();
        let fields = fields.into_iter().filter(|(name, _)| name != "source" && !DROPPED.contains(&name.as_str())).collect();
        let away = Visit { here: None, ..visit.clone() };
        let (title, text) = match key {
            "sign-in" | "join" => (format!("resend-title-{key}"), format!("resend-text-{key}")),
            _ => (format!("failure-{key}-title"), format!("failure-{key}-text")),
        };
        let (title, text) = (away.tongue.say_key(&title), away.tongue.say_key(&text));
        let shell = Shell::new(app, &away, Context { title: title.to_owned(), robots: "noindex", ..Context::default() });
        let action = visit.address.as_str();
        let page = ResendPage { shell, title, text, action, fields, source, sign_in: key == "sign-in" };
        let body = askama::Template::render(&page).ok().filter(|_| worth)?;
        let mut response = (status, body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        Some(response)
    }
}
