//! Tags: `GET /c/{community}/tags`, and `/tags/{tag}` which leads to what has it; `/manage/tags` for who leads.
//!
//! A synonym leads to its tag wherever a tag is named. Writes to the log: `tag_used`, `tag_unused`, `tag_changed`,
//! `tag_merged` (tag) and `retagged` (thread).

mod command;
mod manage;
pub mod merging;
mod store;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::db::Migration;
use base::{Db, Error, Id, Result as Found, Tx, record, sql};
use http::{StatusCode, header};
use search::Document;
use serde::Deserialize;
use web::{
    App, Context, Failure, Feature, ForWhom, Job, Language, Menu, MenuEntry, Page, Permission, Routes, Searchable, Shell, Visited,
};

use crate::threads::model::{Section, Tag};
use crate::threads::store::reading;

pub const MIGRATIONS: &[Migration] =
    &[Migration { number: 351, name: "tag_synonyms", sql: include_str!("351_tag_synonyms.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "tags",
        routes: routes(),
        menu: &[
            MenuEntry { place: "tags", icon: "tag", path: "/tags", position: 70, ..MenuEntry::USUAL },
            MenuEntry {
                place: "manage-tags",
                path: "/manage/tags",
                position: 30,
                for_whom: ForWhom::Leaders,
                menu: Menu::Manage,
                ..MenuEntry::USUAL
            },
        ],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "merging tags", run: |app| Box::pin(async move { merging::finish(&app.db, &app.clock).await }) }],
        moderated: Vec::new(),
        searchable: vec![Searchable {
            kind: "tag",
            found_as: search::Kind::Tag,
            documents: |db, ids| Box::pin(async move { documents(&db, ids).await }),
            ids: |db, after, limit| Box::pin(async move { ids(&db, after, limit).await }),
        }],
        ..Feature::default()
    }
}

fn routes() -> Routes {
    let one = "/c/{community}/manage/tags/1";
    Routes::new()
        .get("/c/{community}/tags", "/c/{community}/tags", Permission::Inside, tags)
        .get("/c/{community}/tags/{tag}", "/c/{community}/tags/first", Permission::Read, tag)
        .get("/c/{community}/manage/tags", "/c/{community}/manage/tags", Permission::Lead, manage::list)
        .get("/c/{community}/manage/tags/{id}", one, Permission::Lead, manage::show)
        .post("/c/{community}/manage/tags/{id}", one, Permission::Lead, manage::edit)
        .post("/c/{community}/manage/tags/{id}/merge", "/c/{community}/manage/tags/1/merge", Permission::Lead, manage::merge)
        .post(
            "/c/{community}/manage/tags/{id}/synonyms",
            "/c/{community}/manage/tags/1/synonyms",
            Permission::Lead,
            manage::add_synonym,
        )
        .post(
            "/c/{community}/manage/tags/{id}/synonyms/remove",
            "/c/{community}/manage/tags/1/synonyms/remove",
            Permission::Lead,
            manage::remove_synonym,
        )
}

#[derive(askama::Template)]
#[template(path = "tags/templates/tags.html")]
struct TagsPage<'a> {
    shell: Shell<'a>,
    tags: Vec<Tag>,
}

async fn tags(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let tags = app.db.read(move |tx| async move { most_used(&tx, community, 500).await }).await?;
    let context = Context {
        title: visit.tongue.say("menu-tags").to_owned(),
        place: "tags",
        canonical: format!("/c/{}/tags", here.slug),
        ..Context::default()
    };
    Page::render(&TagsPage { shell: Shell::new(&app, &visit, context), tags })
}

#[derive(Deserialize)]
struct Named {
    tag: String,
}

/// Leads to the list that most of the tag's threads stand in.
async fn tag(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let section = app
        .db
        .read(move |tx| async move {
            let tag = reading::tag(&tx, community, &named.tag).await?.ok_or(Error::NotFound)?;
            let sections = reading::sections(&tx, tag.id).await?;
            let most = sections.into_iter().max_by_key(|(_, count)| *count).map_or(Section::Questions, |(section, _)| section);
            Ok((most, tag.slug))
        })
        .await?;
    let to = format!("/c/{}/{}?tag={}", here.slug, section.0, web::encoded(&section.1));
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// A community's tags, the most used first.
pub async fn most_used(tx: &Tx, community: Id, limit: i64) -> Found<Vec<Tag>> {
    tx.all(sql!(
        list "SELECT id, slug, name, about, threads FROM tags WHERE community = $1 AND threads > 0 AND merged_into = 0
              ORDER BY threads DESC, id DESC LIMIT $2",
        community, limit
    ))
    .await
}

record! {
    /// A tag as a search hit.
    #[derive(Clone, Debug)]
    pub struct Hit {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub about: String,
        pub threads: i64,
        pub community_slug: String,
        pub community: String,
        pub audience: Id,
    }
}

/// Tags that the index found, as they are now.
pub async fn hits(tx: &Tx, ids: &[Id]) -> Found<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT g.id, g.slug, g.name, g.about, g.threads, c.slug, c.name, u.id FROM tags g
         JOIN communities c ON c.id = g.community
         JOIN audiences u ON u.community = g.community AND u.kind = 'community' AND u.object = 0
         WHERE g.id IN (#1) AND g.threads > 0 AND g.merged_into = 0",
        ids
    ))
    .await
}

record! {
    struct Row {
        id: Id,
        community: Id,
        audience: Id,
        name: String,
        about: String,
        language: String,
    }
}

async fn documents(db: &Db, ids: Vec<Id>) -> Found<Vec<Document>> {
    let rows: Vec<Row> = db
        .all(sql!(
            "SELECT g.id, g.community, u.id, g.name, g.about, c.language FROM tags g JOIN communities c ON c.id = g.community
             JOIN audiences u ON u.community = g.community AND u.kind = 'community' AND u.object = 0
             WHERE g.id IN (#1) AND g.threads > 0 AND g.merged_into = 0",
            ids.clone()
        ))
        .await?;
    // Who looks for another word finds the tag.
    let synonyms = db.read(move |tx| async move { store::synonyms(&tx, &ids).await }).await?;
    let others = |tag: Id| synonyms.iter().filter(move |(of, _)| *of == tag).map(|(_, slug)| slug.as_str());
    let document = |row: Row| Document {
        kind: search::Kind::Tag,
        id: row.id,
        thread: 0,
        community: row.community,
        audience: row.audience,
        author: 0,
        area: 0,
        tags: vec![row.id],
        is: Vec::new(),
        created_at: 0,
        language: search::Language::from_code(&row.language),
        body: others(row.id).fold(row.about, |body, synonym| format!("{body} {synonym}")),
        title: row.name,
    };
    Ok(rows.into_iter().map(document).collect())
}

async fn ids(db: &Db, after: Id, limit: i64) -> Found<Vec<Id>> {
    let ids: Vec<(Id,)> = db.all(sql!(list "SELECT id FROM tags WHERE id > $1 ORDER BY id LIMIT $2", after, limit)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}
