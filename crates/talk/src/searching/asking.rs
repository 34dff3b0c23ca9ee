//! One search from words to hits that the reader may open.

use std::sync::Arc;

use ahash::AHashMap;
use base::{Error, Id, Result, Time, Tx, sql, work};
use search::{Kind, Piece, Query, mark, snippet};
use web::{App, Here, Visit};

use super::scope;
use crate::tags;
use crate::threads::model::Listed;
use crate::threads::store::lists;

/// As many hits of the index are ranked again, more when somebody pages beyond them …
const RANKED: usize = 200;
/// … up to this many.
const MOST: usize = 2000;
const SNIPPET: usize = 220;
/// More filters than anybody means.
const FILTERS: usize = 12;

/// A hit as pages and the API show it.
pub(super) struct Hit {
    pub kind: &'static str,
    pub id: Id,
    pub url: String,
    pub title: String,
    pub marked_title: Vec<Piece>,
    pub snippet: Vec<Piece>,
    pub score: f32,
    /// The community's name, for searches over all of them.
    pub community: String,
    pub thread: Option<Listed>,
}

pub(super) struct Answer {
    pub hits: Vec<Hit>,
    /// The number of hits to leave out for the next page; none at the end.
    pub next: Option<usize>,
}

/// Searches for `query` as `visit` may, in `here` or everywhere; leaves `skip` hits out and returns at most `limit`.
pub(super) async fn ask(
    app: &App,
    visit: &Visit,
    query: &Query,
    here: Option<&Here>,
    skip: usize,
    limit: usize,
) -> Result<Answer> {
    if query.filters.len() > FILTERS {
        return Err(Error::invalid("q", "too-many-filters"));
    }
    let (asked, place, reader, now) = (query.clone(), here.cloned(), scope::reader(visit), visit.now);
    let scope = app.db.read(move |tx| async move { scope::scope(&tx, &asked, reader, place.as_ref(), now).await }).await?;
    let Some(scope) = scope.filter(|scope| !scope.audiences.is_empty()) else {
        return Ok(Answer { hits: Vec::new(), next: None });
    };
    // The index computes; that is no work for the threads that answer requests.
    let ranked = RANKED.max(skip.saturating_add(2 * limit)).min(MOST);
    let (index, looked, wanted) = (Arc::clone(&app.index), scope.clone(), query.clone());
    let found = work::blocking(move || index.search(&wanted, &looked, ranked).map_err(Error::internal)).await?;
    let (query, audiences, languages) = (query.clone(), scope.audiences, scope.languages);
    app.db
        .read(move |tx| async move {
            let mut ranked = rank(&tx, found, &audiences, now).await?;
            let left = ranked.split_off(skip.min(ranked.len()));
            let next = (left.len() > limit).then(|| skip.saturating_add(limit));
            let shown: Vec<Ranked> = left.into_iter().take(limit).collect();
            let hits = dress(&tx, shown, &query, &languages, &audiences).await?;
            Ok(Answer { hits, next })
        })
        .await
}

struct Ranked {
    hit: search::Hit,
    score: f32,
    thread: Option<Listed>,
}

/// Text first; votes, acceptance and age decide between texts that fit about as well.
async fn rank(tx: &Tx, found: Vec<search::Hit>, audiences: &[Id], now: Time) -> Result<Vec<Ranked>> {
    let ids: Vec<Id> = found.iter().map(|hit| hit.thread).filter(|id| *id > 0).collect();
    let mut threads: AHashMap<Id, Listed> =
        lists::some(tx, &ids, audiences).await?.into_iter().map(|thread| (thread.id, thread)).collect();
    let mut ranked: Vec<Ranked> = Vec::with_capacity(found.len());
    for hit in found {
        let thread = threads.remove(&hit.thread);
        // What the database does not give (removed, moved to another audience) is no hit.
        if hit.thread > 0 && thread.is_none() {
            continue;
        }
        let weight = thread.as_ref().map_or(1.0, |thread| weight(thread, now));
        ranked.push(Ranked { score: hit.score * weight, hit, thread });
    }
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ok(ranked)
}

fn weight(thread: &Listed, now: Time) -> f32 {
    let votes = 0.04 * (thread.score.max(0) as f32).ln_1p();
    let solved = if thread.solved { 0.08 } else { 0.0 };
    let years = now.since(thread.active_at) as f32 / (365.0 * Time::DAY as f32);
    (1.0 + votes + solved) / (1.0 + 0.015 * years.clamp(0.0, 10.0))
}

/// Loads what the hits of a page show.
async fn dress(tx: &Tx, shown: Vec<Ranked>, query: &Query, languages: &[search::Language], audiences: &[Id]) -> Result<Vec<Hit>> {
    let ids = |kind| shown.iter().filter(|r| r.hit.kind == kind).map(|r| r.hit.id).collect::<Vec<Id>>();
    let openings = texts_of_threads(tx, &ids(Kind::Thread)).await?;
    let posts = texts_of_posts(tx, &ids(Kind::Post)).await?;
    let people = people::members::store::hits(tx, &ids(Kind::Person)).await?;
    let found_tags = tags::hits(tx, &ids(Kind::Tag)).await?;
    let slugs = slugs(tx, &shown).await?;
    let mut hits = Vec::with_capacity(shown.len());
    for Ranked { hit, score, thread } in shown {
        let made = match hit.kind {
            Kind::Person => people.iter().find(|p| p.id == hit.id && audiences.contains(&p.audience)).map(|p| Hit {
                kind: "person",
                id: p.account,
                url: format!("/c/{}/members/{}", p.slug, p.handle),
                marked_title: mark(&p.name, query, languages),
                title: p.name.clone(),
                snippet: mark(&p.headline, query, languages),
                score,
                community: p.community.clone(),
                thread: None,
            }),
            Kind::Tag => found_tags.iter().find(|t| t.id == hit.id && audiences.contains(&t.audience)).map(|t| Hit {
                kind: "tag",
                id: t.id,
                url: format!("/c/{}/tags/{}", t.community_slug, web::encoded(&t.slug)),
                marked_title: mark(&t.name, query, languages),
                title: t.name.clone(),
                snippet: mark(&t.about, query, languages),
                score,
                community: t.community.clone(),
                thread: None,
            }),
            Kind::Thread | Kind::Post => thread.and_then(|thread| {
                let (slug, community) = slugs.get(&thread.id)?;
                let path = format!("/c/{slug}/t/{}/{}", thread.id, thread.slug);
                let is_post = hit.kind == Kind::Post;
                let html = if is_post { posts.get(&hit.id) } else { openings.get(&thread.id) };
                let text = markup::plain(html.map_or("", String::as_str));
                Some(Hit {
                    kind: "thread",
                    id: thread.id,
                    url: if is_post { format!("{path}?at={0}#p{0}", hit.id) } else { path },
                    marked_title: mark(&thread.title, query, languages),
                    title: thread.title.clone(),
                    snippet: snippet(&text, query, languages, SNIPPET),
                    score,
                    community: community.clone(),
                    thread: Some(thread),
                })
            }),
        };
        hits.extend(made);
    }
    // Somebody who is in several communities is one person.
    let mut seen = ahash::AHashSet::new();
    hits.retain(|hit| hit.kind != "person" || seen.insert(hit.id));
    Ok(hits)
}

type Texts = AHashMap<Id, String>;

async fn texts_of_threads(tx: &Tx, ids: &[Id]) -> Result<Texts> {
    if ids.is_empty() {
        return Ok(Texts::default());
    }
    let texts: Vec<(Id, String)> = tx
        .all(sql!("SELECT thread, html FROM posts WHERE thread IN (#1) AND kind = 'opening' AND removed_at IS NULL", ids))
        .await?;
    Ok(texts.into_iter().collect())
}

async fn texts_of_posts(tx: &Tx, ids: &[Id]) -> Result<Texts> {
    if ids.is_empty() {
        return Ok(Texts::default());
    }
    let texts: Vec<(Id, String)> =
        tx.all(sql!("SELECT id, html FROM posts WHERE id IN (#1) AND removed_at IS NULL", ids)).await?;
    Ok(texts.into_iter().collect())
}

/// Slug and name of each thread's community.
async fn slugs(tx: &Tx, shown: &[Ranked]) -> Result<AHashMap<Id, (String, String)>> {
    let ids: Vec<Id> = shown.iter().map(|ranked| ranked.hit.thread).filter(|id| *id > 0).collect();
    if ids.is_empty() {
        return Ok(AHashMap::new());
    }
    let rows: Vec<(Id, String, String)> = tx
        .all(sql!(
            "SELECT t.id, c.slug, c.name FROM threads t JOIN communities c ON c.id = t.community
             WHERE t.id IN (#1) AND t.removed_at IS NULL",
            ids
        ))
        .await?;
    Ok(rows.into_iter().map(|(id, slug, name)| (id, (slug, name))).collect())
}
