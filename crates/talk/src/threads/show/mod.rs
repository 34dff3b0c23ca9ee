//! `GET /c/{community}/t/{id}/{slug}`: a thread. `?at={post}` opens it at a post, `?after=` continues.

mod load;
mod page;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Error, Id, Time};
use http::{HeaderMap, StatusCode, header};
use people::trust::stamp;
use serde::Deserialize;
use web::{App, Composer, Context, Cursor, Failure, Paging, Query, Shell, Visit, Visited};

use super::model::{Kind, Listed, Thread};
use super::rights::Rights;
use super::store::{lists, reading};
use super::{gone, structured};
use load::{Wanted, load};
use page::ThreadPage;

pub(super) use load::Loaded;

const PAGE: usize = 20;
const RELATED: usize = 5;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// A post; what is no number names none.
    #[serde(default)]
    at: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    thanks: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
    slug: Option<String>,
}

pub(super) async fn thread(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let at: Option<Id> = asked.at.parse().ok();
    let id: Id = named.id.parse().map_err(|_| Error::NotFound)?;
    let (community, audiences) = (here.id, here.audiences.clone());
    let rev = app.db.read(move |tx| async move { reading::rev(&tx, community, id, &audiences).await }).await?;
    let Some(rev) = rev else { return gone::gone(&app, &visit, id, at).await };
    // What stands around the thread (name, menu) has a revision of its own.
    let rev = rev.wrapping_mul(1 << 20).wrapping_add(here.rev);
    if let Some(kept) = app.pages.find(&visit, &headers, rev) {
        return Ok(kept);
    }
    let after = Cursor::decode(&asked.after, 3).and_then(|cursor| cursor.0.try_into().ok());
    let rights = Rights::of(&visit).ok();
    let wanted = Wanted { at, after, reader: rights.clone(), belongs: here.belongs(), now: visit.now };
    let (page, first) = app.db.read(move |tx| async move { load(&tx, community, id, &wanted).await }).await?;
    if named.slug.as_deref() != Some(&page.thread.slug) {
        return Ok(moved(&here.slug, &page.thread, at));
    }
    let related = related(&app, here.id, &here.audiences, &page, visit.now).await?;
    let path = format!("/c/{}/t/{}/{}", here.slug, page.thread.id, page.thread.slug);
    let paging = Paging {
        first: (!first).then(|| path.clone()),
        next: page
            .replies
            .last()
            .filter(|_| page.more)
            .map(|post| format!("{path}?after={}", Cursor(vec![post.place, post.created_at.0, post.id]).encode())),
    };
    let context = Context {
        title: page.thread.title.clone(),
        description: markup::excerpt(&page.opening.html, 160),
        place: page.thread.section.code(),
        canonical: path.clone(),
        // For search engines, which do not sign in.
        data: if first && visit.is_anonymous() { structured::data(&app, &path, &page) } else { String::new() },
        robots: if first { "" } else { "noindex,follow" },
        ..Context::default()
    };
    let shown = ThreadPage {
        shell: Shell::new(&app, &visit, context),
        composer: composer(&visit, &page),
        once: if rights.is_some() { stamp::new(&app, &visit).await? } else { String::new() },
        kinds: if page.thread.kind == Kind::Announcement { &[] } else { Kind::USUAL },
        thanks: !asked.thanks.is_empty(),
        page,
        related,
        first,
        paging,
        rights,
    };
    let html = askama::Template::render(&shown)?;
    Ok(app.pages.keep(&visit, &headers, rev, html))
}

fn composer(visit: &Visit, page: &Loaded) -> Composer {
    let (t, ranked) = (visit.tongue, page.thread.kind.is_ranked());
    let (text, draft_rev) = page.reader.as_ref().and_then(|reader| reader.draft.clone()).unwrap_or_default();
    Composer {
        id: "reply".into(),
        label: if ranked { t.say("write-answer") } else { t.say("write-reply") },
        placeholder: if ranked { t.say("answer-placeholder") } else { t.say("reply-placeholder") },
        text,
        place: format!("reply/{}", page.thread.id),
        draft_rev,
        rows: 5,
        problem: None,
    }
}

/// The address with the right slug.
fn moved(community: &str, thread: &Thread, at: Option<Id>) -> Response {
    let at = at.map_or(String::new(), |post| format!("?at={post}#p{post}"));
    let to = format!("/c/{community}/t/{}/{}{at}", thread.id, thread.slug);
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
}

/// Threads like this one, by its title, tags and opening.
async fn related(app: &App, community: Id, audiences: &[Id], page: &Loaded, now: Time) -> Result<Vec<Listed>, Failure> {
    let id = page.thread.id;
    let ids = match app.related.find(id, now) {
        Some(ids) => ids,
        None => {
            let ids = like(app, community, audiences, page).await?;
            app.related.keep(id, now, ids.clone());
            ids
        }
    };
    let (wanted, audiences) = (ids.clone(), audiences.to_vec());
    let mut found = app.db.read(move |tx| async move { lists::some(&tx, &wanted, &audiences).await }).await?;
    found.sort_by_key(|thread| ids.iter().position(|id| *id == thread.id));
    Ok(found)
}

async fn like(app: &App, community: Id, audiences: &[Id], page: &Loaded) -> Result<Vec<Id>, Failure> {
    let opening: String = markup::plain(&page.opening.html).chars().take(400).collect();
    let tags: Vec<&str> = page.tags.iter().map(|(_, _, name)| name.as_str()).collect();
    let text = format!("{}\n{} {opening}", page.thread.title, tags.join(" "));
    let scope = search::Scope {
        audiences: audiences.to_vec(),
        community: Some(community),
        kinds: vec![search::Kind::Thread],
        ..search::Scope::default()
    };
    let (index, except) = (std::sync::Arc::clone(&app.index), page.thread.id);
    let hits = base::work::blocking(move || index.like(&text, except, &scope, RELATED).map_err(Error::internal)).await?;
    Ok(hits.iter().map(|hit| hit.thread).collect())
}
