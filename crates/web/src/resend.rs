//! What somebody typed is never lost: when a form that holds a text fails for whatever reason (signed out meanwhile, a full
//! disk, a thread that was closed or moved away), the answer is a page that holds it and can send it again.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::response::{IntoResponse as _, Response};
use base::Error;
use futures_util::StreamExt as _;
use http::{HeaderValue, StatusCode, header};

use crate::failure::Kind;
use crate::page::{Context, Shell};
use crate::{App, Failure, Visit};

/// A form with a text is at most so large, bytes.
const MOST: usize = 12 << 20;
/// What is as long as this was written by somebody, characters; keys and the like are one word.
const WORTH: usize = 20;
/// Fields that are not sent again.
const DROPPED: [&str; 2] = ["preview", "file"];

/// The body of a form that holds a text, kept beside the request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    form: Bytes,
    /// Whether files came along: they cannot be sent again from a page of ours.
    with_files: bool,
}

/// Takes the body of a form out, keeps it, and puts it back. Other bodies (files) pass by.
pub(crate) async fn keep(request: Request) -> Result<(Request, Kept), Failure> {
    let form =
        request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form"));
    if request.method() != http::Method::POST || !form {
        return Ok((request, Kept::default()));
    }
    let (parts, body) = request.into_parts();
    let bytes = whole(body).await?;
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), Kept { form: bytes, with_files: false }))
}

/// The bytes of a form. What is too much is read on for a while and thrown away, or a browser would see a broken connection
/// instead of the answer.
async fn whole(body: Body) -> Result<Bytes, Failure> {
    let (mut chunks, mut bytes, mut seen) = (body.into_data_stream(), Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("form", "invalid"))?;
        seen += chunk.len();
        match seen {
            ..=MOST => bytes.extend_from_slice(&chunk),
            _ if seen > 4 * MOST => break,
            _ => bytes = Vec::new(),
        }
    }
    if seen > MOST { Err(Failure::Error(Kind::TooLarge)) } else { Ok(bytes.into()) }
}

/// The typed fields of a form with files, when it is refused before anybody reads it.
pub(crate) async fn typed_fields(request: Request) -> Kept {
    let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Kept::default() };
    let mut fields: Vec<(String, String)> = Vec::new();
    // What comes behind a file that is too large is lost; the text stands before the files.
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_none() {
            let Ok(value) = part.text().await else { break };
            fields.push((name, value));
        }
    }
    let form = serde_html_form::to_string(&fields).unwrap_or_default();
    Kept { form: Bytes::from(form), with_files: true }
}

#[derive(askama::Template)]
#[template(path = "resend.html")]
struct ResendPage<'a> {
    shell: Shell<'a>,
    title: &'a str,
    text: &'a str,
    /// Where the form was sent to; empty when it cannot be sent again from here.
    action: &'a str,
    /// The page that the form stood on, if it said so.
    back: String,
    fields: Vec<(String, String)>,
    /// The field that holds the text, and the text.
    name: String,
    source: String,
    sign_in: bool,
}

/// Whether a value was written by somebody, and is long enough to be sorry for.
fn is_written(value: &str) -> bool {
    value.chars().count() >= WORTH && (value.contains(char::is_whitespace) || !value.is_ascii())
}

impl Kept {
    /// The page that holds the text; nothing when there was none worth keeping.
    pub fn page(&self, app: &App, visit: &Visit, status: StatusCode, key: &str) -> Option<Response> {
        let fields: Vec<(String, String)> = serde_html_form::from_bytes(&self.form).ok()?;
        // Nothing of a form with a password goes into a page.
        if fields.iter().any(|(name, _)| name.contains("password")) {
            return None;
        }
        let longest = fields.iter().filter(|(_, value)| is_written(value)).max_by_key(|(_, value)| value.len());
        let source = fields.iter().find(|(name, value)| name == "source" && crate::is_seen(value)).or(longest).cloned();
        let (name, source) = source?;
        let fields_to = fields.iter().find(|(field, _)| field == "to").map(|(_, value)| value.clone());
        let fields: Vec<(String, String)> =
            fields.into_iter().filter(|(field, _)| *field != name && !DROPPED.contains(&field.as_str())).collect();
        let away = Visit { here: None, ..visit.clone() };
        let (title, text) = match key {
            "sign-in" | "join" => (format!("resend-title-{key}"), format!("resend-text-{key}")),
            _ => (format!("failure-{key}-title"), format!("failure-{key}-text")),
        };
        let (title, text) = (away.tongue.say_key(&title), away.tongue.say_key(&text));
        let shell = Shell::new(app, &away, Context { title: title.to_owned(), robots: "noindex", ..Context::default() });
        let action = if self.with_files { "" } else { visit.address.as_str() };
        let back = fields_to.filter(|to| crate::is_path(to)).unwrap_or_default();
        let page = ResendPage { shell, title, text, action, back, fields, name, source, sign_in: key == "sign-in" };
        let body = askama::Template::render(&page).ok()?;
        let mut response = (status, body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        Some(response)
    }
}
