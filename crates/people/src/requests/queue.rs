//! `GET /c/{community}/manage/requests`: who waits to be let in; `POST …/questions`: what is asked of them.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Joining, Page, Shell, Visited, one_line};

use super::ask::MOST_QUESTIONS;
use super::store::{self, Waiting};
use crate::communities::Deed;

/// As many stand on the page.
const MOST: i64 = 100;

#[derive(askama::Template)]
#[template(path = "requests/templates/queue.html")]
struct QueuePage<'a> {
    shell: Shell<'a>,
    waiting: Vec<(Waiting, Vec<(String, String)>)>,
    questions: String,
    /// Whether people can ask at all.
    by_request: bool,
    leads: bool,
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let (waiting, questions) = app
        .db
        .read(move |tx| async move { Ok((store::waiting(&tx, community, MOST).await?, store::questions(&tx, community).await?)) })
        .await?;
    let answers = |waiting: &Waiting| serde_json::from_str(&waiting.answers).unwrap_or_default();
    let waiting = waiting.into_iter().map(|waiting| (waiting.clone(), answers(&waiting))).collect();
    let title = visit.tongue.say("menu-manage-requests").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let (by_request, leads) = (here.joining == Joining::Request, here.leads());
    let shell = Shell::new(&app, &visit, context);
    Page::render(&QueuePage { shell, waiting, questions: questions.join("\n"), by_request, leads })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    questions: String,
}

pub(super) async fn set_questions(State(app): State<App>, visit: Visited, Form(asked): Form<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (deed, slug) = (Deed::of(&visit)?, here.slug.clone());
    let lines = asked.questions.lines().map(one_line).filter(|line| !line.is_empty());
    let questions: Vec<String> = lines.map(|line| line.chars().take(200).collect()).take(MOST_QUESTIONS).collect();
    app.db.write(move |tx| async move { store::set_questions(&tx, deed, questions).await }).await?;
    Ok(Page::go(format!("/c/{slug}/manage/requests")))
}
