//! `GET/POST /c/{community}/threads/{id}/split`: some replies get a thread of their own; the first of them opens it.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Here, Page, Problems, Shell, Visit, Visited};

use crate::threads::Named;
use crate::threads::model::{Kind, LinkKind};
use crate::threads::posting::title;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::moderating::{self, Choice};
use crate::threads::store::recount;
use crate::threads::store::writing::{self, NewThread};

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/split.html")]
struct SplitPage<'a> {
    shell: Shell<'a>,
    thread: Id,
    about: String,
    back: String,
    choices: Vec<Choice>,
    kinds: &'static [Kind],
    sent: Sent,
    problems: Problems,
}

impl SplitPage<'_> {
    fn is_chosen(&self, id: &Id) -> bool {
        self.sent.post.contains(id)
    }

    fn is_kind(&self, kind: &Kind) -> bool {
        self.sent.kind == kind.code()
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    title: String,
    kind: String,
    post: Vec<Id>,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    show(&app, &visit, named.id()?, Sent::default(), Vec::new()).await
}

async fn show(app: &App, visit: &Visit, id: Id, mut sent: Sent, problems: Vec<Problem>) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let slug = here.slug.clone();
    let (thread, choices) = app
        .db
        .read(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            Ok((thread, moderating::choices(&tx, id).await?))
        })
        .await?;
    if sent.kind.is_empty() {
        sent.kind = thread.kind.code().to_owned();
    }
    let context = Context { title: visit.tongue.say("split-title").to_owned(), robots: "noindex", ..Context::default() };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SplitPage {
        shell: Shell::new(app, visit, context),
        thread: id,
        back: format!("/c/{slug}/t/{id}/{}", thread.slug),
        about: thread.title,
        choices,
        kinds: Kind::USUAL,
        sent,
        problems: Problems(problems),
    };
    Page::answer(status, &page)
}

pub(super) async fn split(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let mut problems = Vec::new();
    let wanted = title::gather(title::title(&sent.title), &mut problems)?;
    if sent.post.is_empty() {
        problems.push(Problem { field: "post", message: "split-choose" });
    }
    let kind = Kind::from_code(&sent.kind).filter(|kind| Kind::USUAL.contains(kind)).unwrap_or_default();
    let (slug, posts) = (here.slug.clone(), sent.post.clone());
    let done = match problems.is_empty() {
        true => app.db.write(move |tx| async move { write(&tx, &here, account, id, &posts, &wanted, kind, now).await }).await,
        false => Err(Error::Invalid(problems)),
    };
    match done {
        Ok((new, title)) => Ok(Page::go(format!("/c/{slug}/t/{new}/{title}"))),
        Err(Error::Invalid(problems)) => show(&app, &visit, id, sent, problems).await,
        Err(other) => Err(other.into()),
    }
}

#[expect(clippy::too_many_arguments, reason = "a split is all of these")]
async fn write(
    tx: &Tx,
    here: &Here,
    account: Id,
    id: Id,
    posts: &[Id],
    title: &str,
    kind: Kind,
    now: Time,
) -> Done<(Id, String)> {
    let from = held::thread(tx, here.id, &here.audiences, id).await?.there()?;
    let choices = moderating::choices(tx, id).await?;
    let chosen: Vec<&Choice> = choices.iter().filter(|choice| posts.contains(&choice.id)).collect();
    let Some(first) = chosen.first() else { return Err(Error::invalid("post", "split-choose")) };
    let opening = held::post(tx, here.id, first.id).await?;
    let writing = from.writing(now);
    let new = writing::insert_thread(tx, writing, &row(&from, title, kind, opening.author, opening.created_at)).await?;
    let ids: Vec<Id> = chosen.iter().map(|choice| choice.id).collect();
    moderating::split(tx, &from, new, first.id, &ids).await?;
    if ids.contains(&from.accepted) {
        crate::threads::store::voting::accept(tx, id, 0, now).await?;
    }
    let into = held::look(tx, here.id, &[from.audience], new).await?;
    recount::order(tx, new).await?;
    let labels = writing::labels_of(tx, id).await?;
    writing::set_labels(tx, writing, new, from.area, &labels).await?;
    for (one, other) in [(id, new), (new, id)] {
        writing::link(tx, one, other, LinkKind::Linked, now).await?;
        recount::thread(tx, one).await?;
    }
    for author in moderating::authors(tx, new).await? {
        recount::member(tx, here.id, author).await?;
    }
    recount::community(tx, here.id).await?;
    writing.log(tx, account, now, "split", "thread", id).await?;
    writing.log(tx, account, now, "split_off", "thread", new).await?;
    Ok((new, into.slug))
}

fn row(from: &HeldThread, title: &str, kind: Kind, author: Id, at: Time) -> NewThread {
    NewThread {
        community: from.community,
        audience: from.audience,
        area: from.area,
        kind,
        title: title.to_owned(),
        author,
        created_at: at,
        active_at: at,
        active_by: author,
        views: 0,
        score: 0,
        pinned: false,
        closed_at: None,
        closed_why: String::new(),
        group_id: from.group_id,
        apart: from.apart,
    }
}
