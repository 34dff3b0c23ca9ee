//! `GET/POST /c/{community}/threads/{id}/asker`: who asked without a name, for a moderator who says why. It is in the log, and
//! whoever asked is told.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Problem, Tx};
use http::StatusCode;
use people::inbox::store as inbox;
use people::veils::{LIFTED, store as veils};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Here, Page, Problems, Shell, Visited};

use crate::threads::Named;
use crate::threads::store::held::{self, HeldThread};

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/asker.html")]
struct AskerPage<'a> {
    shell: Shell<'a>,
    thread: Id,
    about: String,
    back: String,
    lifted: Option<veils::Lifted>,
    why: String,
    problems: Problems,
}

/// A thread that somebody started without their name, and whether it is known who.
async fn load(tx: &Tx, here: &Here, id: Id) -> base::Result<(HeldThread, Option<veils::Lifted>)> {
    let thread = held::look(tx, here.id, &here.audiences, id).await?.there()?;
    let lifted = veils::lifted(tx, thread.author).await?.ok_or(Error::NotFound)?;
    Ok((thread, lifted))
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    show(&app, &visit, named.id()?, String::new(), Vec::new()).await
}

async fn show(app: &App, visit: &Visited, id: Id, why: String, problems: Vec<Problem>) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let slug = here.slug.clone();
    let (thread, lifted) = app.db.read(move |tx| async move { load(&tx, &here, id).await }).await?;
    let context = Context { title: visit.tongue.say("asker-title").to_owned(), robots: "noindex", ..Context::default() };
    let back = format!("/c/{slug}/t/{id}/{}", thread.slug);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (shell, problems) = (Shell::new(app, visit, context), Problems(problems));
    Page::answer(status, &AskerPage { shell, thread: id, about: thread.title, back, lifted, why, problems })
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    why: String,
}

pub(super) async fn look(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, by, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let why: String = web::one_line(&sent.why).chars().take(300).collect();
    if why.is_empty() {
        let problems = vec![Problem { field: "why", message: "asker-why-missing" }];
        return show(&app, &visit, id, sent.why, problems).await;
    }
    let slug = here.slug.clone();
    let write = move |tx: Tx| async move {
        let (thread, _) = load(&tx, &here, id).await?;
        // Sent twice: it is known already.
        if let Some(asker) = veils::lift(&tx, thread.author, by, &why, now).await? {
            thread.writing(now).log(&tx, by, now, "unveiled", "thread", id).await?;
            inbox::put(&tx, asker, LIFTED, thread.author, now).await?;
        }
        Ok(())
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("/c/{slug}/threads/{id}/asker")))
}
