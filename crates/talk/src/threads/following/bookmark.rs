//! `POST /c/{community}/threads/{id}/bookmark` keeps a thread for later; `GET /c/{community}/saved` lists what was kept.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Form, Page, Paging, Query, Shell, Visited};

use super::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::Listed;
use crate::threads::store::{following, held, lists};
use crate::threads::{Named, back};

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `0` lets go of it.
    value: i64,
}

pub(super) async fn bookmark(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            following::bookmark(&tx, account, id, sent.value != 0, now).await?;
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

#[derive(askama::Template)]
#[template(path = "threads/following/templates/saved.html")]
struct SavedPage<'a> {
    shell: Shell<'a>,
    threads: Vec<Listed>,
    tags: TagsOf,
    unread: Unread,
    paging: Paging,
}

pub(super) async fn saved(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (here, account, now) = (visit.here()?.clone(), visit.account()?.id, visit.now);
    let slug = here.slug.clone();
    let after = Cursor::decode(&asked.after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let (threads, tags, unread, next) = app
        .db
        .read(move |tx| async move {
            let mut kept = following::bookmarks(&tx, account, after, PAGE as i64 + 1).await?;
            let more = kept.len() > PAGE;
            kept.truncate(PAGE);
            let ids: Vec<base::Id> = kept.iter().map(|(id, _)| *id).collect();
            // Of this community, as far as it may be read now; what was kept elsewhere shows there.
            let mut threads = lists::some(&tx, &ids, &here.audiences).await?;
            threads.sort_by_key(|thread| ids.iter().position(|id| *id == thread.id));
            let tags = tags_of(&tx, threads.iter()).await?;
            let unread = Unread::of(&tx, here.id, Some(account), now, threads.iter()).await?;
            Ok((threads, tags, unread, kept.last().filter(|_| more).map(|(id, at)| Cursor(vec![at.0, *id]).encode())))
        })
        .await?;
    let base = format!("/c/{slug}/saved");
    let paging = Paging {
        next: next.map(|cursor| format!("{base}?after={cursor}")),
        first: (!asked.after.is_empty()).then(|| base.clone()),
    };
    let context = Context { title: visit.tongue.say("saved").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&SavedPage { shell: Shell::new(&app, &visit, context), threads, tags, unread, paging })
}
