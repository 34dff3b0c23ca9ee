//! `GET /c/{community}/new/proposals?title=&source=`: what is like it, and where it may belong, while somebody writes.
//!
//! Area and tags are proposed by what most of the similar threads have; the kind by how the title is put.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use web::{App, Failure, Here, Query, Shell, Visited, respond};

use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::{Kind, Listed};
use crate::threads::store::lists;

/// So many similar threads are shown; so many are asked about area and tags.
const SHOWN: usize = 5;
const ASKED: usize = 12;
/// A title says nothing before, characters.
const LEAST: usize = 10;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    title: String,
    source: String,
}

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/similar.html")]
struct Similar<'a> {
    shell: Shell<'a>,
    similar: Vec<Listed>,
    title: &'a str,
}

pub(super) async fn propose(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let threads = like(&app, here, &asked.title, &asked.source, ASKED).await?;
    let (copy, tags) = app
        .db
        .read(move |tx| async move {
            let tags = tags_of(&tx, threads.iter()).await?;
            Ok((threads, tags))
        })
        .await?;
    let (area, tags) = (usual_area(&copy), usual_tags(&copy, &tags));
    let shell = Shell::new(&app, &visit, web::Context::default());
    let similar: Vec<Listed> = copy.into_iter().take(SHOWN).collect();
    let html = match similar.is_empty() {
        true => String::new(),
        false => askama::Template::render(&Similar { shell, similar, title: &asked.title })?,
    };
    let answer = json!({ "similar": html, "kind": kind_of(&asked.title).code(), "area": area, "tags": tags });
    Ok(respond(StatusCode::OK, "application/json", answer.to_string()))
}

/// The threads most like a title, as far as one may read them.
pub(super) async fn similar(app: &App, here: &Here, title: &str, source: &str) -> Result<Vec<Listed>, Failure> {
    like(app, here, title, source, SHOWN).await
}

async fn like(app: &App, here: &Here, title: &str, source: &str, most: usize) -> Result<Vec<Listed>, Failure> {
    if title.chars().count() < LEAST {
        return Ok(Vec::new());
    }
    let start: String = source.chars().take(400).collect();
    let text = format!("{title}\n{start}");
    let scope = search::Scope {
        audiences: here.audiences.clone(),
        community: Some(here.id),
        kinds: vec![search::Kind::Thread],
        ..search::Scope::default()
    };
    let index = std::sync::Arc::clone(&app.index);
    let hits = base::work::blocking(move || index.like(&text, 0, &scope, most).map_err(Error::internal)).await?;
    let ids: Vec<Id> = hits.iter().map(|hit| hit.thread).collect();
    let (wanted, audiences) = (ids.clone(), here.audiences.clone());
    let mut found = app.db.read(move |tx| async move { lists::some(&tx, &wanted, &audiences).await }).await?;
    found.sort_by_key(|thread| ids.iter().position(|id| *id == thread.id));
    Ok(found)
}

/// The area that at least two of the first five and most of those with one stand in.
fn usual_area(threads: &[Listed]) -> String {
    let mut areas: BTreeMap<String, usize> = BTreeMap::new();
    for slug in threads.iter().take(SHOWN).filter_map(|thread| thread.area_slug.clone()) {
        *areas.entry(slug).or_default() += 1;
    }
    let most = areas.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= 2).map(|(slug, _)| slug).unwrap_or_default()
}

/// Up to three tags that at least three of the similar threads have.
fn usual_tags(threads: &[Listed], tags: &TagsOf) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in threads.iter().filter_map(|thread| tags.get(&thread.id)).flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    counts.into_iter().take(3).map(|(name, _)| name.to_owned()).collect()
}

/// First words of questions in the languages of the interface.
const ASKING: [&str; 34] = [
    "why", "how", "what", "when", "where", "who", "which", "can", "could", "is", "are", "does", "do", "did", "should", "has",
    "have", "will", "waarom", "hoe", "wat", "wanneer", "waar", "wie", "welke", "welk", "kan", "kunnen", "moet", "mag", "heeft",
    "hebben", "zijn", "zou",
];

/// How a title is put: with a question mark or a question's first word it asks.
pub(super) fn kind_of(title: &str) -> Kind {
    let title = title.trim().to_lowercase();
    let starts = |with: &[&str]| with.iter().any(|start| title.starts_with(start));
    if starts(&["how would you", "how do you", "what would you", "hoe zou je", "hoe zouden jullie", "hoe doen jullie"]) {
        return Kind::HowWouldYou;
    }
    if starts(&["show and tell", "look what", "i made", "i built", "we made", "we built", "kijk eens", "ik heb gemaakt"]) {
        return Kind::Showcase;
    }
    let first = title.split_whitespace().next().unwrap_or("");
    if title.ends_with('?') || ASKING.contains(&first) { Kind::Question } else { Kind::Discussion }
}

#[cfg(test)]
mod tests {
    use super::kind_of;
    use crate::threads::model::Kind;

    #[test]
    fn a_title_tells_what_it_is() {
        assert_eq!(kind_of("Why does it scale"), Kind::Question);
        assert_eq!(kind_of("Scale in the boiler?"), Kind::Question);
        assert_eq!(kind_of("How would you clean a drum"), Kind::HowWouldYou);
        assert_eq!(kind_of("I built a sieve"), Kind::Showcase);
        assert_eq!(kind_of("Notes from Saturday"), Kind::Discussion);
    }
}
