//! `GET/POST /c/{community}/threads/{id}/close`: no more replies, with a reason; or open again.

use axum::extract::{Path, State};
use axum::response::Response;
use base::Id;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use crate::threads::Named;
use crate::threads::store::{held, moderating};

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/close.html")]
struct ClosePage<'a> {
    shell: Shell<'a>,
    thread: Id,
    about: String,
    back: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, id) = (visit.here()?.clone(), named.id()?);
    let slug = here.slug.clone();
    let thread = app.db.read(move |tx| async move { held::look(&tx, here.id, &here.audiences, id).await?.there() }).await?;
    let context = Context { title: visit.tongue.say("close-title").to_owned(), robots: "noindex", ..Context::default() };
    let back = format!("/c/{slug}/t/{id}/{}", thread.slug);
    Page::render(&ClosePage { shell: Shell::new(&app, &visit, context), thread: id, about: thread.title, back })
}

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `0` opens it again.
    value: i64,
    #[serde(default)]
    why: String,
}

pub(super) async fn close(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let why: String = web::one_line(&sent.why).chars().take(300).collect();
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            let closing = sent.value != 0;
            moderating::close(&tx, id, closing.then_some(now), if closing { &why } else { "" }).await?;
            let writing = thread.writing(now);
            writing.log(&tx, account, now, if closing { "closed" } else { "opened" }, "thread", id).await?;
            Ok(thread)
        })
        .await?;
    Ok(Page::go(format!("/c/{slug}/t/{id}/{}", thread.slug)))
}
