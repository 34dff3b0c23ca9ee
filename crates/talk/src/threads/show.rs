//! `GET /c/{community}/t/{id}/{slug}`: a thread. `?at={post}` opens it at a post, `?after=` continues.

use ahash::AHashMap;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Error, Id, Time, Tx};
use http::{HeaderMap, StatusCode, header};
use people::communities::Role;
use serde::Deserialize;
use web::{App, Context, Cursor, Face, Failure, Paging, Query, Shell, Visited};

use super::model::{LinkKind, Listed, Post, PostKind, Thread};
use super::store::{lists, reading};
use super::structured;

const PAGE: usize = 20;
const RELATED: usize = 5;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    at: Option<Id>,
    #[serde(default)]
    after: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
    slug: Option<String>,
}

/// A thread's page as loaded, before it is drawn.
pub(super) struct Loaded {
    pub thread: Thread,
    pub opening: Post,
    pub replies: Vec<Post>,
    pub more: bool,
    pub comments: Vec<Post>,
    pub reactions: Vec<(Id, String, i64)>,
    pub tags: Vec<(Id, String, String)>,
    pub people: Vec<(String, String, i64)>,
    pub links: Vec<reading::Linked>,
    pub roles: AHashMap<Id, Role>,
}

#[derive(askama::Template)]
#[template(path = "threads/templates/show.html")]
struct ThreadPage<'a> {
    shell: Shell<'a>,
    page: Loaded,
    related: Vec<Listed>,
    /// Whether this is the thread's first page.
    first: bool,
    paging: Paging,
}

impl ThreadPage<'_> {
    fn comments_of(&self, post: &Id) -> Vec<&Post> {
        self.page.comments.iter().filter(|comment| comment.parent == *post).collect()
    }

    fn reactions_of(&self, post: &Id) -> Vec<(&str, i64)> {
        let of = self.page.reactions.iter().filter(|(id, _, _)| id == post);
        of.map(|(_, emoji, count)| (emoji.as_str(), *count)).collect()
    }

    fn role_of(&self, account: &Id) -> Option<&'static str> {
        let role = self.page.roles.get(account)?;
        Some(self.shell.t.say_key(&format!("role-{role}")))
    }

    fn duplicates(&self) -> Vec<&reading::Linked> {
        let readable =
            |link: &&reading::Linked| self.shell.visit.here.as_ref().is_some_and(|h| h.audiences.contains(&link.audience));
        self.page.links.iter().filter(|link| link.kind == LinkKind::Duplicate).filter(readable).collect()
    }

    fn linked(&self) -> Vec<&reading::Linked> {
        let readable =
            |link: &&reading::Linked| self.shell.visit.here.as_ref().is_some_and(|h| h.audiences.contains(&link.audience));
        self.page.links.iter().filter(|link| link.kind == LinkKind::Linked).filter(readable).take(8).collect()
    }

    fn faces(&self) -> Vec<Face> {
        let people = self.page.people.iter();
        people.map(|(handle, name, _)| Face { handle: handle.clone(), name: name.clone() }).collect()
    }

    fn path(&self) -> String {
        format!("{}/t/{}/{}", self.shell.base(), self.page.thread.id, self.page.thread.slug)
    }
}

pub(super) async fn thread(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let id: Id = named.id.parse().map_err(|_| Error::NotFound)?;
    let (community, audiences) = (here.id, here.audiences.clone());
    let rev = app.db.read(move |tx| async move { reading::rev(&tx, community, id, &audiences).await }).await?;
    // What stands around the thread (name, menu) has a revision of its own.
    let rev = rev.ok_or(Error::NotFound)?.wrapping_mul(1 << 20).wrapping_add(here.rev);
    if let Some(kept) = app.pages.find(&visit, &headers, rev) {
        return Ok(kept);
    }
    let after = Cursor::decode(&asked.after, 3).and_then(|cursor| cursor.0.try_into().ok());
    let (at, now) = (asked.at, visit.now);
    let (page, first) = app.db.read(move |tx| async move { load(&tx, community, id, at, after, now).await }).await?;
    if named.slug.as_deref() != Some(&page.thread.slug) {
        return Ok(moved(&here.slug, &page.thread, asked.at));
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
        data: if first { structured::data(&app, &path, &page) } else { String::new() },
        robots: if first { "" } else { "noindex,follow" },
        ..Context::default()
    };
    let shown = ThreadPage { shell: Shell::new(&app, &visit, context), page, related, first, paging };
    let html = askama::Template::render(&shown)?;
    Ok(app.pages.keep(&visit, &headers, rev, html))
}

/// The address with the right slug.
fn moved(community: &str, thread: &Thread, at: Option<Id>) -> Response {
    let at = at.map_or(String::new(), |post| format!("?at={post}#p{post}"));
    let to = format!("/c/{community}/t/{}/{}{at}", thread.id, thread.slug);
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
}

async fn load(
    tx: &Tx,
    community: Id,
    id: Id,
    at: Option<Id>,
    after: Option<[i64; 3]>,
    now: Time,
) -> base::Result<(Loaded, bool)> {
    let thread = reading::thread(tx, id).await?.filter(|thread| thread.community == community).ok_or(Error::NotFound)?;
    let opening = reading::opening(tx, id).await?.ok_or(Error::NotFound)?;
    let start = match (after, at) {
        (Some(after), _) => Some(after),
        (None, Some(post)) => before(tx, id, post).await?,
        (None, None) => None,
    };
    let mut replies = reading::replies(tx, id, start, PAGE as i64 + 1).await?;
    let mut first = start.is_none();
    if let (Some(start), None) = (start, after) {
        // A post on the first page opens that page.
        let page = reading::replies(tx, id, None, PAGE as i64 + 1).await?;
        let key = |post: &Post| [post.place, post.created_at.0, post.id];
        if page.iter().take(PAGE).any(|post| key(post) > start) || replies.is_empty() {
            (replies, first) = (page, true);
        }
    }
    let more = replies.len() > PAGE;
    replies.truncate(PAGE);
    let mut shown: Vec<Id> = replies.iter().map(|post| post.id).collect();
    if first {
        shown.push(opening.id);
    }
    let comments = reading::comments(tx, &shown).await?;
    let reactions = reading::reactions(tx, &shown).await?;
    let tags = reading::tags(tx, &[id]).await?;
    let people = reading::people(tx, id, 8).await?;
    let links = reading::links(tx, id).await?;
    let mut authors: Vec<Id> = replies.iter().chain([&opening]).map(|post| post.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let mut roles = AHashMap::new();
    for (account, role) in people::communities::store::roles_of(tx, community, &authors, now).await? {
        roles.entry(account).and_modify(|known: &mut Role| *known = (*known).min(role)).or_insert(role);
    }
    Ok((Loaded { thread, opening, replies, more, comments, reactions, tags, people, links, roles }, first))
}

/// The key just before a post (or before the post that it comments on); none for the opening.
async fn before(tx: &Tx, thread: Id, post: Id) -> base::Result<Option<[i64; 3]>> {
    let Some(mut standing) = reading::standing(tx, post).await?.filter(|s| s.thread == thread) else { return Ok(None) };
    let mut id = post;
    if standing.kind == PostKind::Comment {
        id = standing.parent;
        match reading::standing(tx, id).await? {
            Some(parent) => standing = parent,
            None => return Ok(None),
        }
    }
    Ok((standing.kind == PostKind::Reply).then_some([standing.place, standing.created_at, id - 1]))
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
