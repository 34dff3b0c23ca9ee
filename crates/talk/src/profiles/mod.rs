//! People with what they gave: `GET /c/{community}/members/{handle}`, `GET /u/{handle}`.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Error, Id, Time, Tx, record, sql};
use http::{StatusCode, header};
use people::accounts::store::{self as accounts, Profile};
use people::communities::{Role, store as communities};
use people::members::store::{self as members, Standing};
use serde::Deserialize;
use web::{App, Context, Face, Failure, Feature, Page, Permission, Routes, Shell, Visited};

use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::Listed;
use crate::threads::store::lists;

pub fn feature() -> Feature {
    Feature {
        name: "profiles",
        routes: Routes::new()
            .get("/c/{community}/members/{handle}", "/c/{community}/members/ada", Permission::Inside, member)
            .get("/u/{handle}", "/u/ada", Permission::Anyone, person),
        ..Feature::default()
    }
}

record! {
    /// An answer or reply that somebody wrote, with its thread.
    #[derive(Clone, Debug)]
    pub struct Answer {
        pub id: Id,
        pub thread: Id,
        pub slug: String,
        pub title: String,
        pub created_at: Time,
        pub score: i64,
        pub accepted: bool,
    }
}

#[derive(askama::Template)]
#[template(path = "profiles/templates/member.html")]
struct MemberPage<'a> {
    shell: Shell<'a>,
    profile: Profile,
    face: Face,
    standing: Standing,
    roles: Vec<Role>,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
    unread: Unread,
}

#[derive(Deserialize)]
struct Named {
    handle: String,
}

struct Loaded {
    profile: Profile,
    standing: Standing,
    roles: Vec<Role>,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
}

async fn member(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, audiences, handle, now) = (here.id, here.audiences.clone(), named.handle, visit.now);
    let loaded = app.db.read(move |tx| async move { load(&tx, community, &handle, &audiences, now).await }).await?;
    let context = Context {
        title: loaded.profile.name.clone(),
        description: loaded.profile.headline.clone(),
        place: "members",
        canonical: format!("/c/{}/members/{}", here.slug, loaded.profile.handle),
        ..Context::default()
    };
    let face = Face { handle: loaded.profile.handle.clone(), name: loaded.profile.name.clone() };
    Page::render(&MemberPage {
        shell: Shell::new(&app, &visit, context),
        profile: loaded.profile,
        face,
        standing: loaded.standing,
        roles: loaded.roles,
        threads: loaded.threads,
        answers: loaded.answers,
        tags: loaded.tags,
        unread: Unread::default(),
    })
}

async fn load(tx: &Tx, community: Id, handle: &str, audiences: &[Id], now: Time) -> base::Result<Loaded> {
    let profile = accounts::profile(tx, handle).await?.ok_or(Error::NotFound)?;
    let standing = match members::standing(tx, community, profile.id).await? {
        Some(standing) => standing,
        None => passing(tx, community, &profile).await?,
    };
    let mut roles: Vec<Role> =
        communities::roles_of(tx, community, &[profile.id], now).await?.into_iter().map(|(_, role)| role).collect();
    roles.sort_unstable();
    roles.dedup();
    let threads = lists::by_author(tx, community, profile.id, audiences, 10).await?;
    let answers = tx
        .all(sql!(
            list "SELECT p.id, t.id, t.slug, t.title, p.created_at, p.score, CASE WHEN t.accepted = p.id THEN 1 ELSE 0 END
             FROM posts p JOIN threads t ON t.id = p.thread
             WHERE p.author = $2 AND p.community = $1 AND p.kind = 'reply' AND p.removed_at IS NULL
               AND t.audience IN (#3) AND t.removed_at IS NULL
             ORDER BY p.created_at DESC, p.id DESC LIMIT 10",
            community, profile.id, audiences
        ))
        .await?;
    let tags = tags_of(tx, threads.iter()).await?;
    Ok(Loaded { profile, standing, roles, threads, answers, tags })
}

/// Somebody who wrote here without being a member: of whom an import only told the name.
async fn passing(tx: &Tx, community: Id, profile: &Profile) -> base::Result<Standing> {
    let wrote: Option<(Time,)> = tx
        .optional(sql!(
            "SELECT created_at FROM posts WHERE author = $2 AND community = $1 AND kind IN ('opening', 'reply', 'comment')
             AND removed_at IS NULL LIMIT 1",
            community,
            profile.id
        ))
        .await?;
    let (at,) = wrote.ok_or(Error::NotFound)?;
    Ok(Standing { id: 0, joined_at: at, active_at: at, questions: 0, answers: 0, accepted: 0, posts: 0 })
}

/// A person's own address leads to them in a community that the reader may see.
async fn person(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (reader, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let to = app
        .db
        .read(move |tx| async move {
            let profile = accounts::profile(&tx, &named.handle).await?.ok_or(Error::NotFound)?;
            let readable = communities::readable_everywhere(&tx, reader, now).await?;
            if readable.is_empty() {
                return Err(Error::NotFound);
            }
            let slug: Option<(String,)> = tx
                .optional(sql!(
                    "SELECT c.slug FROM members m JOIN communities c ON c.id = m.community
                     JOIN audiences u ON u.community = c.id AND u.kind = 'community'
                     WHERE m.account = $1 AND m.left_at IS NULL AND u.id IN (#2) ORDER BY m.active_at DESC LIMIT 1",
                    profile.id,
                    readable
                ))
                .await?;
            let (slug,) = slug.ok_or(Error::NotFound)?;
            Ok(format!("/c/{slug}/members/{}", profile.handle))
        })
        .await?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}
