//! `GET /c/{community}/members/{handle}/answers|questions|started`: all of it, page by page.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Time, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Here, Page, Paging, Query, Shell, Visited};

use super::person::{self, List, Person};
use super::store::{self, Answer};
use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::{Listed, Section};
use crate::threads::store::lists;

const PAGE: usize = 30;

#[derive(askama::Template)]
#[template(path = "profiles/templates/list.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    person: Person,
    list: List,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
    unread: Unread,
    paging: Paging,
}

#[derive(Deserialize)]
pub(super) struct Named {
    handle: String,
    list: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

struct Loaded {
    person: Person,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
    /// Time and id of the last thing on this page, when there are more.
    last: Option<Vec<i64>>,
}

pub(super) async fn list(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let list = List::from_code(&named.list).ok_or(Error::NotFound)?;
    let after = Cursor::decode(&asked.after, 2).map(|cursor| (cursor.0[0], cursor.0[1]));
    let (reader, handle, now) = (here.clone(), named.handle.clone(), visit.now);
    let loaded = match app.db.read(move |tx| async move { load(&tx, &reader, &handle, list, after, now).await }).await {
        Err(Error::NotFound) => return person::moved(&app, &visit, named.handle, &format!("/{list}")).await,
        loaded => loaded?,
    };
    let profile = &loaded.person.profile;
    let path = format!("/c/{}/members/{}/{list}", here.slug, profile.handle);
    let paging = Paging {
        next: loaded.last.map(|keys| format!("{path}?after={}", Cursor(keys).encode())),
        first: after.map(|_| path.clone()),
    };
    let context = Context {
        title: profile.name.clone(),
        place: "members",
        canonical: path,
        robots: if after.is_none() { "" } else { "noindex,follow" },
        ..Context::default()
    };
    let shell = Shell::new(&app, &visit, context);
    let (person, threads, answers, tags) = (loaded.person, loaded.threads, loaded.answers, loaded.tags);
    Page::render(&ListPage { shell, person, list, threads, answers, tags, unread: Unread::default(), paging })
}

async fn load(tx: &Tx, here: &Here, handle: &str, list: List, after: Option<(i64, i64)>, now: Time) -> base::Result<Loaded> {
    let person = person::load(tx, here, handle, Some(list), now).await?;
    let (community, audiences) = (here.id, here.audiences.as_slice());
    let (id, limit) = (person.profile.id, PAGE as i64 + 1);
    let (mut threads, mut answers) = (Vec::new(), Vec::new());
    match list {
        List::Answers => answers = store::answers(tx, community, id, audiences, after, limit).await?,
        List::Questions => {
            threads = lists::by_author(tx, community, id, audiences, Some(Section::Questions), after, limit).await?;
        }
        List::Started => threads = lists::by_author(tx, community, id, audiences, None, after, limit).await?,
    }
    let more = threads.len().max(answers.len()) > PAGE;
    threads.truncate(PAGE);
    answers.truncate(PAGE);
    let of_thread = threads.last().map(|thread| vec![thread.created_at.0, thread.id]);
    let last = answers.last().map(|answer| vec![answer.created_at.0, answer.id]).or(of_thread).filter(|_| more);
    let tags = tags_of(tx, threads.iter()).await?;
    Ok(Loaded { person, threads, answers, tags, last })
}
