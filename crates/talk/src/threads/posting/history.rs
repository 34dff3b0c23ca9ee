//! `GET /c/{community}/posts/{id}/history`: how a post became what it is, change by change.

use axum::extract::{Path, State};
use axum::response::Response;
use base::Time;
use serde::Deserialize;
use web::diff::{Line, difference};
use web::{App, Context, Face, Failure, Page, Paging, Query, Shell, Visited};

use crate::threads::Named;
use crate::threads::store::held;
use crate::threads::store::posting::{self, Revision};

/// Changes on one page.
const PAGE: i64 = 15;

/// One change.
struct Step {
    number: i64,
    face: Face,
    at: Time,
    /// The title before and after.
    title: Option<(String, String)>,
    tags: Option<String>,
    lines: Vec<Line>,
}

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/history.html")]
struct HistoryPage<'a> {
    shell: Shell<'a>,
    about: String,
    back: String,
    /// The newest first.
    steps: Vec<Step>,
    paging: Paging,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Changes before this one.
    before: Option<i64>,
}

pub(super) async fn history(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (here, id, before) = (visit.here()?.clone(), named.id()?, asked.before.unwrap_or(i64::MAX));
    let (thread, revisions) = app
        .db
        .read(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            post.there()?;
            Ok((thread.there()?, posting::revisions(&tx, id, before, PAGE + 1).await?))
        })
        .await?;
    // The oldest one loaded is what the others are compared with, unless it is the very first.
    let base = (revisions.len() > PAGE as usize).then(|| revisions[0].number);
    let mut steps = base::work::blocking(move || Ok(steps(revisions))).await?;
    steps.truncate(PAGE as usize);
    let path = format!("/c/{}/posts/{id}/history", visit.here()?.slug);
    let paging =
        Paging { first: asked.before.map(|_| path.clone()), next: base.map(|number| format!("{path}?before={}", number + 1)) };
    let back = format!("/c/{}/t/{}/{}?at={id}#p{id}", visit.here()?.slug, thread.id, thread.slug);
    let context = Context { title: visit.tongue.say("history").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&HistoryPage { shell: Shell::new(&app, &visit, context), about: thread.title, back, steps, paging })
}

fn steps(revisions: Vec<Revision>) -> Vec<Step> {
    let (mut source, mut title) = (String::new(), None::<String>);
    let mut steps = Vec::new();
    for revision in revisions {
        let lines = revision.source.as_ref().map(|now| difference(&source, now)).unwrap_or_default();
        let renamed = revision.title.clone().filter(|now| title.as_ref() != Some(now));
        steps.push(Step {
            number: revision.number,
            face: Face { handle: revision.author_handle, name: revision.author_name },
            at: revision.created_at,
            title: renamed.map(|now| (title.clone().unwrap_or_default(), now)),
            tags: revision.tags,
            lines,
        });
        source = revision.source.unwrap_or(source);
        title = revision.title.or(title);
    }
    steps.reverse();
    steps
}
