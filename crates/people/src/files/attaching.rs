//! `POST /c/{community}/files/attach`: brings files without scripts. The whole form comes along; its text gets the files'
//! Markdown and is kept as the draft of its place, whatever becomes of the files, and the form's page is shown again.
//!
//! File fields should stand last in the form: what comes behind a body that is too long is not read.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::response::Response;
use base::{Error, Result};
use http::StatusCode;
use serde_json::{Map, Value};
use web::{App, Context, Failure, Page, Shell, Visited, is_path};

use super::bringing::{By, keep};
use super::names;
use super::refusal::Refusal;
use crate::drafts::model::{MOST_FIELDS, MOST_SOURCE, is_place};
use crate::drafts::{self, Spot, Text};

/// Bytes of the whole form.
const MOST: usize = 256 << 20;
/// Bytes of all that was typed.
const MOST_TYPED: usize = MOST_SOURCE + MOST_FIELDS;
/// Files at once.
const MOST_FILES: usize = 20;

/// Fields of the form that are no part of what was typed.
const OURS: [&str; 4] = ["source", "place", "to", "draft_rev"];

/// The form as far as it could be read.
#[derive(Default)]
struct Read {
    typed: Vec<(String, String)>,
    /// Markdown of the files that were taken.
    taken: Vec<String>,
    refused: Vec<(String, Refusal)>,
}

#[derive(askama::Template)]
#[template(path = "files/templates/refused.html")]
struct RefusedPage<'a> {
    shell: Shell<'a>,
    refused: Vec<(String, &'static str)>,
    taken: usize,
    to: String,
}

pub(super) async fn attach(State(app): State<App>, visit: Visited, mut request: Request) -> Result<Response, Failure> {
    let (here, by) = (visit.here()?, By::of(&visit)?);
    DefaultBodyLimit::max(MOST).apply(&mut request);
    let form = Multipart::from_request(request, &app).await.map_err(|_| Error::invalid("form", "invalid"))?;
    let read = read(&app, by, form).await?;
    let place = read.first("place");
    if !is_place(&place) {
        return Err(Error::invalid("place", "invalid").into());
    }
    let spot = Spot { account: by.account, community: by.community, place };
    let text = read.text()?;
    let rev = read.first("draft_rev").parse().ok();
    app.db.write(move |tx| async move { drafts::store::save_anyway(&tx, &spot, &text, rev, by.now).await }).await?;
    let to = Some(read.first("to")).filter(|to| is_path(to)).unwrap_or_else(|| format!("/c/{}", here.slug));
    if read.refused.is_empty() {
        return Ok(Page::go(to));
    }
    let context = Context { title: visit.tongue.say("files-refused").to_owned(), robots: "noindex", ..Context::default() };
    let refused = read.refused.into_iter().map(|(name, refusal)| (name, refusal.words(visit.tongue))).collect();
    let page = RefusedPage { shell: Shell::new(&app, &visit, context), refused, taken: read.taken.len(), to };
    Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Reads as far as the form goes; a connection that ends early ends the form.
async fn read(app: &App, by: By, mut form: Multipart) -> Result<Read, Failure> {
    let (mut read, mut room) = (Read::default(), MOST_TYPED);
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A browser sends a nameless file when none was chosen.
            Some(file) if file.is_empty() => {}
            Some(file) if read.taken.len() + read.refused.len() >= MOST_FILES => {
                read.refused.push((names::clean(&file), Refusal::Many));
            }
            Some(file) => match keep(app, by, &file, field).await {
                Ok(brought) => read.taken.push(brought.markdown()),
                Err(refusal) => read.refused.push((names::clean(&file), refusal)),
            },
            None => {
                let Some(text) = text_of(field, room).await else {
                    return Err(Error::invalid(OURS[0], "draft-too-long").into());
                };
                room -= text.len();
                read.typed.push((name, text));
            }
        }
    }
    Ok(read)
}

/// A typed field of at most `room` bytes.
async fn text_of(mut field: Field<'_>, room: usize) -> Option<String> {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = field.chunk().await {
        if bytes.len() + chunk.len() > room {
            return None;
        }
        bytes.extend_from_slice(&chunk);
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

impl Read {
    fn first(&self, name: &str) -> String {
        self.typed.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The draft: what was typed with the files below it.
    fn text(&self) -> Result<Text> {
        let mut source = self.first("source");
        for markdown in &self.taken {
            if !source.trim_end().is_empty() {
                source.truncate(source.trim_end().len());
                source.push_str("\n\n");
            }
            source.push_str(markdown);
            source.push('\n');
        }
        let mut fields: Map<String, Value> = Map::new();
        for (name, value) in self.typed.iter().filter(|(name, value)| !OURS.contains(&name.as_str()) && !value.is_empty()) {
            let value = Value::from(value.as_str());
            match fields.get_mut(name) {
                None => {
                    fields.insert(name.clone(), value);
                }
                Some(Value::Array(several)) => several.push(value),
                Some(one) => *one = Value::Array(vec![one.take(), value]),
            }
        }
        Text::new(&source, &Value::Object(fields).to_string())
    }
}
