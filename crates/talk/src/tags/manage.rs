//! `GET /c/{community}/manage/tags`, `/manage/tags/{id}`, and the forms on them.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx};
use http::StatusCode;
use people::communities::Deed;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Paging, Problems, Query, Shell, Visit, Visited};

use super::command::{self, Typed};
use super::merging;
use super::store::{self, Edited};
use crate::threads::model::Tag;
use crate::threads::store::reading;
use crate::threads::store::writing::tag_slug;

const PAGE: usize = 50;

#[derive(Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    /// The slug of the last tag shown.
    #[serde(default)]
    after: String,
    #[serde(default)]
    saved: String,
}

#[derive(askama::Template)]
#[template(path = "tags/templates/manage_tags.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    tags: Vec<Edited>,
    synonyms: Vec<(Id, String)>,
    q: String,
    saved: bool,
    paging: Paging,
}

impl ListPage<'_> {
    fn others(&self, tag: &Edited) -> String {
        let slugs = self.synonyms.iter().filter(|(of, _)| *of == tag.id).map(|(_, slug)| slug.as_str());
        slugs.collect::<Vec<_>>().join(", ")
    }
}

pub(super) async fn list(State(app): State<App>, visit: Visited, Query(asked): Query<Sought>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, prefix, after) = (here.id, tag_slug(&asked.q), asked.after.clone());
    let (mut tags, synonyms) = app.db.read(move |tx| async move { load(&tx, community, &prefix, &after).await }).await?;
    let more = tags.len() > PAGE;
    tags.truncate(PAGE);
    let base = format!("/c/{}/manage/tags?q={}", here.slug, web::encoded(&asked.q));
    let last = tags.last().filter(|_| more).map(|tag| web::encoded(&tag.slug));
    let paging =
        Paging { next: last.map(|slug| format!("{base}&after={slug}")), first: (!asked.after.is_empty()).then(|| base.clone()) };
    let shell = Shell::new(&app, &visit, context(&visit));
    Page::render(&ListPage { shell, tags, synonyms, q: asked.q, saved: !asked.saved.is_empty(), paging })
}

/// A page of tags, with the tag before all others of which the word is a synonym.
async fn load(tx: &Tx, community: Id, prefix: &str, after: &str) -> Found<(Vec<Edited>, Vec<(Id, String)>)> {
    let mut tags = store::page(tx, community, prefix, after, PAGE as i64 + 1).await?;
    if after.is_empty()
        && let Some(meant) = reading::tag(tx, community, prefix).await?
        && meant.slug != prefix
        && let Some(tag) = store::tag(tx, community, meant.id).await?
    {
        tags.retain(|other| other.id != tag.id);
        tags.insert(0, tag);
    }
    let ids: Vec<Id> = tags.iter().map(|tag| tag.id).collect();
    let synonyms = store::synonyms(tx, &ids).await?;
    Ok((tags, synonyms))
}

fn context(visit: &Visit) -> Context {
    Context { title: visit.tongue.say("menu-manage-tags").to_owned(), place: "manage", robots: "noindex", ..Context::default() }
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The tag that this one may be merged into.
    #[serde(default)]
    into: String,
    #[serde(default)]
    saved: String,
}

/// One tag's page, with forms that come back.
#[derive(Default)]
struct Back {
    typed: Option<Typed>,
    synonym: String,
    into: String,
    problems: Problems,
    overtaken: bool,
    saved: bool,
}

#[derive(askama::Template)]
#[template(path = "tags/templates/manage_tag.html")]
struct TagPage<'a> {
    shell: Shell<'a>,
    tag: Edited,
    typed: Typed,
    synonyms: Vec<String>,
    /// Threads that are still on their way from a tag that was merged into this one.
    coming: i64,
    /// The tag that a merge would lead to, before it is done.
    target: Option<Tag>,
    back: Back,
}

impl TagPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.back.problems.of(field, self.shell.t)
    }

    fn path(&self) -> String {
        format!("{}/manage/tags/{}", self.shell.base(), self.tag.id)
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let back = Back { into: asked.into, saved: !asked.saved.is_empty(), ..Back::default() };
    answer(&app, &visit, StatusCode::OK, id(&named)?, back).await
}

pub(super) async fn edit(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (id, deed, form) = (id(&named)?, Deed::of(&visit)?, typed.clone());
    let done = app.db.write(move |tx| async move { command::edit(&tx, deed, id, &form).await }).await;
    after(&app, &visit, id, Back { typed: Some(typed), ..Back::default() }, done).await
}

#[derive(Deserialize)]
pub(super) struct Word {
    #[serde(default)]
    synonym: String,
}

pub(super) async fn add_synonym(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Word>,
) -> Result<Response, Failure> {
    let (id, deed, synonym) = (id(&named)?, Deed::of(&visit)?, form.synonym.clone());
    let done = app.db.write(move |tx| async move { command::add_synonym(&tx, deed, id, &synonym).await }).await;
    after(&app, &visit, id, Back { synonym: form.synonym, ..Back::default() }, done).await
}

pub(super) async fn remove_synonym(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Word>,
) -> Result<Response, Failure> {
    let (id, deed) = (id(&named)?, Deed::of(&visit)?);
    let done = app.db.write(move |tx| async move { command::remove_synonym(&tx, deed, id, &form.synonym).await }).await;
    after(&app, &visit, id, Back::default(), done).await
}

#[derive(Deserialize)]
pub(super) struct Target {
    #[serde(default)]
    into: String,
}

pub(super) async fn merge(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Target>,
) -> Result<Response, Failure> {
    let (id, deed, into) = (id(&named)?, Deed::of(&visit)?, form.into.clone());
    let done = app.db.write(move |tx| async move { merging::merge(&tx, deed, id, &into).await }).await;
    match done {
        Ok(into) => {
            // The rest of its threads follows, whether or not somebody waits for the answer.
            let app = app.clone();
            tokio::spawn(async move { merging::finish(&app.db, &app.clock).await });
            Ok(Page::go(format!("/c/{}/manage/tags/{into}?saved=1", visit.here()?.slug)))
        }
        Err(error) => after(&app, &visit, id, Back { into: form.into, ..Back::default() }, Err(error)).await,
    }
}

fn id(named: &Named) -> Result<Id, Failure> {
    Ok(named.id.parse().map_err(|_| Error::NotFound)?)
}

/// The answer to a command: on to the tag, or its page with the form that comes back.
async fn after(app: &App, visit: &Visit, id: Id, back: Back, done: Found<()>) -> Result<Response, Failure> {
    let wrong = |problems: Vec<Problem>| Problems(problems);
    match done {
        Ok(()) => Ok(Page::go(format!("/c/{}/manage/tags/{id}?saved=1", visit.here()?.slug))),
        Err(Error::Invalid(problems)) => {
            answer(app, visit, StatusCode::UNPROCESSABLE_ENTITY, id, Back { problems: wrong(problems), ..back }).await
        }
        Err(Error::Conflict(_)) => answer(app, visit, StatusCode::CONFLICT, id, Back { overtaken: true, ..back }).await,
        Err(error) => Err(error.into()),
    }
}

async fn answer(app: &App, visit: &Visit, status: StatusCode, id: Id, mut back: Back) -> Result<Response, Failure> {
    let (deed, into) = (Deed::of(visit)?, back.into.clone());
    let (tag, synonyms, coming, target) = app
        .db
        .read(move |tx| async move {
            let tag = command::find(&tx, deed, id).await?;
            let synonyms = store::synonyms(&tx, &[id]).await?.into_iter().map(|(_, slug)| slug).collect();
            let target = if into.is_empty() { None } else { reading::tag(&tx, deed.community, &tag_slug(&into)).await? };
            Ok((tag, synonyms, store::coming(&tx, id).await?, target))
        })
        .await?;
    let now = Typed { name: tag.name.clone(), about: tag.about.clone(), rev: tag.rev };
    // After a collision, saving once more is meant.
    let typed =
        back.typed.take().map_or_else(|| now, |typed| if back.overtaken { Typed { rev: tag.rev, ..typed } } else { typed });
    let mut target = target.filter(|target| target.id != id);
    if !back.into.is_empty() && target.is_none() && back.problems.is_empty() {
        let message = if tag_slug(&back.into) == tag.slug { "tag-same" } else { "tag-unknown" };
        back.problems.0.push(Problem { field: "into", message });
    }
    if !back.problems.is_empty() {
        target = None;
    }
    let shell = Shell::new(app, visit, context(visit));
    Page::answer(status, &TagPage { shell, tag, typed, synonyms, coming, target, back })
}
