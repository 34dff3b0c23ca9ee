//! `GET /c/{community}/discussions|questions|ideas`: lists of threads.

use ahash::AHashMap;
use axum::extract::State;
use axum::response::Response;
use base::{Id, Result as Found, Tx};
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

use super::following::unread::Unread;
use super::model::{Listed, Section, Sort, Tag};
use super::store::{List, Place, lists, reading};

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    area: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    after: String,
}

/// Tags of threads, by thread.
pub type TagsOf = AHashMap<Id, Vec<(String, String)>>;

#[derive(askama::Template)]
#[template(path = "threads/templates/list.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    section: Section,
    sort: Sort,
    pinned: Vec<Listed>,
    threads: Vec<Listed>,
    unread: Unread,
    tags: TagsOf,
    areas: Vec<people::communities::model::AreaRow>,
    area: String,
    tag: Option<Tag>,
    /// In which lists the tag is used, and how often.
    elsewhere: Vec<(Section, i64)>,
    paging: Paging,
}

impl ListPage<'_> {
    /// This list with another order.
    fn sorted(&self, sort: &Sort) -> String {
        address(self.section, *sort, &self.area, self.tag_slug())
    }

    /// This list in another area (or in all, with nothing).
    fn within(&self, area: &str) -> String {
        address(self.section, self.sort, area, self.tag_slug())
    }

    /// Whether the reader may see people: not a guest of one area.
    fn is_inside(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(|here| here.whole)
    }

    fn tag_slug(&self) -> &str {
        self.tag.as_ref().map_or("", |tag| tag.slug.as_str())
    }
}

fn address(section: Section, sort: Sort, area: &str, tag: &str) -> String {
    let mut address = format!("{section}?sort={sort}");
    for (key, value) in [("area", area), ("tag", tag)] {
        if !value.is_empty() {
            address.push_str(&format!("&{key}={}", web::encoded(value)));
        }
    }
    address
}

pub(super) async fn discussions(
    app: State<App>,
    visit: Visited,
    headers: HeaderMap,
    asked: Query<Asked>,
) -> Result<Response, Failure> {
    list(app, visit, headers, asked, Section::Discussions).await
}

pub(super) async fn questions(
    app: State<App>,
    visit: Visited,
    headers: HeaderMap,
    asked: Query<Asked>,
) -> Result<Response, Failure> {
    list(app, visit, headers, asked, Section::Questions).await
}

pub(super) async fn ideas(app: State<App>, visit: Visited, headers: HeaderMap, asked: Query<Asked>) -> Result<Response, Failure> {
    list(app, visit, headers, asked, Section::Ideas).await
}

struct Loaded {
    /// Whether there is a next page.
    more: bool,
    /// Sort keys of the last thread of this page.
    last: Option<Vec<i64>>,
    pinned: Vec<Listed>,
    threads: Vec<Listed>,
    unread: Unread,
    tags: TagsOf,
    areas: Vec<people::communities::model::AreaRow>,
    tag: Option<Tag>,
    elsewhere: Vec<(Section, i64)>,
}

async fn list(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    section: Section,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let sort = Sort::from_code(&asked.sort).filter(|sort| section.sorts().contains(sort)).unwrap_or(Sort::Latest);
    let after = Cursor::decode(&asked.after, 2).map(|cursor| (cursor.0[0], cursor.0[1]));
    let (community, audiences) = (here.id, here.audiences.clone());
    let (area, tag) = (asked.area.clone(), asked.tag.clone());
    // Lists show counters of many threads: a visitor's copy is good for a moment, whatever was written meanwhile.
    if let Some(kept) = app.pages.find(&visit, &headers, here.rev) {
        return Ok(kept);
    }
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let loaded = app
        .db
        .read(move |tx| async move {
            let mut loaded = load(&tx, community, section, sort, &area, &tag, &audiences, after).await?;
            let shown = loaded.pinned.iter().chain(&loaded.threads);
            loaded.unread = Unread::of(&tx, community, account, now, shown).await?;
            Ok(loaded)
        })
        .await?;
    // An old name or another word for a tag leads to the tag.
    if let Some(tag) = loaded.tag.as_ref().filter(|tag| tag.slug != asked.tag) {
        return Ok(Page::go(format!("/c/{}/{}", here.slug, address(section, sort, &asked.area, &tag.slug))));
    }
    let base = format!("/c/{}/{}", here.slug, address(section, sort, &asked.area, &asked.tag));
    let last = loaded.last.filter(|_| loaded.more).map(|keys| Cursor(keys).encode());
    let paging = Paging { next: last.map(|cursor| format!("{base}&after={cursor}")), first: after.map(|_| base.clone()) };
    let context = Context {
        title: visit.tongue.say_key(&format!("menu-{section}")).to_owned(),
        place: section.code(),
        canonical: format!("/c/{}/{section}", here.slug),
        feed: format!("/c/{}/feed.atom", here.slug),
        robots: if asked.after.is_empty() { "" } else { "noindex,follow" },
        ..Context::default()
    };
    let page = ListPage {
        shell: Shell::new(&app, &visit, context),
        section,
        sort,
        pinned: loaded.pinned,
        threads: loaded.threads,
        unread: loaded.unread,
        tags: loaded.tags,
        areas: loaded.areas,
        area: asked.area,
        tag: loaded.tag,
        elsewhere: loaded.elsewhere,
        paging,
    };
    let html = askama::Template::render(&page)?;
    Ok(app.pages.keep(&visit, &headers, here.rev, html))
}

#[expect(clippy::too_many_arguments, reason = "one list is named by all of them")]
async fn load(
    tx: &Tx,
    community: Id,
    section: Section,
    sort: Sort,
    area: &str,
    tag: &str,
    audiences: &[Id],
    after: Option<(i64, i64)>,
) -> Found<Loaded> {
    let mut areas = people::communities::store::areas(tx, community).await?;
    areas.retain(|area| audiences.contains(&area.audience));
    let area = areas.iter().find(|row| row.slug == area).map(|row| row.id);
    let found = if tag.is_empty() { None } else { reading::tag(tx, community, tag).await? };
    let place = match (&found, area) {
        (Some(tag), Some(area)) => Place::LabelInArea(tag.id, area),
        (Some(tag), None) => Place::Label(tag.id),
        // A tag that nobody uses has no threads.
        (None, _) if !tag.is_empty() => Place::Label(0),
        (None, Some(area)) => Place::Label(-area),
        (None, None) => Place::Section(community),
    };
    let pins = matches!(place, Place::Section(_)) && sort == Sort::Latest;
    let mut pinned = if pins { lists::pinned(tx, community, section, audiences).await? } else { Vec::new() };
    let page = List { place, section, sort, audiences, after, limit: PAGE as i64 + 1 };
    let mut threads = lists::page(tx, page).await?;
    let more = threads.len() > PAGE;
    threads.truncate(PAGE);
    let last = threads.last().map(|thread| thread.keys(sort));
    threads.retain(|thread| !pinned.iter().any(|pin| pin.id == thread.id));
    if after.is_some() {
        pinned.clear();
    }
    let tags = tags_of(tx, pinned.iter().chain(&threads)).await?;
    let elsewhere = match &found {
        Some(tag) => reading::sections(tx, tag.id).await?,
        None => Vec::new(),
    };
    let tag = found.or_else(|| {
        (!tag.is_empty()).then(|| Tag { id: 0, slug: tag.into(), name: tag.into(), about: String::new(), threads: 0 })
    });
    Ok(Loaded { more, last, pinned, threads, unread: Unread::default(), tags, areas, tag, elsewhere })
}

/// Tags of listed threads.
pub async fn tags_of<'a>(tx: &Tx, threads: impl Iterator<Item = &'a Listed>) -> Found<TagsOf> {
    let ids: Vec<Id> = threads.map(|thread| thread.id).collect();
    let mut tags = TagsOf::default();
    for (thread, slug, name) in reading::tags(tx, &ids).await? {
        tags.entry(thread).or_default().push((slug, name));
    }
    Ok(tags)
}
