//! `GET/POST /c/{community}/threads/{id}/sort` sets area and tags; `…/move` carries a thread to another community of the site,
//! where its old address leads.

use axum::extract::{Path, State};
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Problem, Result as Done, Time, Tx};
use http::StatusCode;
use people::communities::model::{AreaRow, Listed as Community};
use people::communities::store as communities;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Here, Page, Problems, Shell, Visit, Visited};

use crate::threads::Named;
use crate::threads::model::Kind;
use crate::threads::posting::title;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::writing::{self, Writing};
use crate::threads::store::{moderating, reading, recount};

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/sort.html")]
struct SortPage<'a> {
    shell: Shell<'a>,
    thread: Id,
    about: String,
    back: String,
    areas: Vec<AreaRow>,
    area: String,
    tags: String,
    /// Where a moderator may carry it to.
    elsewhere: Vec<Community>,
    problems: Problems,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    area: Option<String>,
    tags: Option<String>,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    show(&app, &visit, named.id()?, Sent::default(), Vec::new()).await
}

async fn show(app: &App, visit: &Visit, id: Id, sent: Sent, problems: Vec<Problem>) -> Result<Response, Failure> {
    let (here, rights, now) = (visit.here()?.clone(), Rights::of(visit)?, visit.now);
    let slug = here.slug.clone();
    let (thread, areas, tags, elsewhere) = app
        .db
        .read(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.sort(&thread))?;
            let mut areas = communities::areas(&tx, here.id).await?;
            areas.retain(|area| rights.writes(area.audience));
            let tags = reading::tags(&tx, &[id]).await?;
            let elsewhere = if rights.moderates() { moderated(&tx, rights.account, here.id, now).await? } else { Vec::new() };
            Ok((thread, areas, tags, elsewhere))
        })
        .await?;
    let area = areas.iter().find(|area| area.id == thread.area).map(|area| area.slug.clone()).unwrap_or_default();
    let names: Vec<String> = tags.into_iter().map(|(_, _, name)| name).collect();
    let context = Context { title: visit.tongue.say("sort-title").to_owned(), robots: "noindex", ..Context::default() };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SortPage {
        shell: Shell::new(app, visit, context),
        thread: id,
        back: format!("/c/{slug}/t/{id}/{}", thread.slug),
        about: thread.title,
        areas,
        area: sent.area.unwrap_or(area),
        tags: sent.tags.unwrap_or_else(|| names.join(", ")),
        elsewhere,
        problems: Problems(problems),
    };
    Page::answer(status, &page)
}

/// Other communities that somebody moderates.
async fn moderated(tx: &Tx, account: Id, except: Id, now: Time) -> Done<Vec<Community>> {
    let mut own = communities::of_account(tx, account, now).await?;
    own.retain(|community| community.id != except);
    let mut kept = Vec::new();
    // Somebody moderates a handful of communities at most.
    for community in own.into_iter().take(50) {
        let grants = communities::grants(tx, community.id, account, now).await?;
        use people::communities::Role::{Champion, Moderator};
        if grants.iter().any(|grant| matches!(grant.role, Champion | Moderator)) {
            kept.push(community);
        }
    }
    Ok(kept)
}

pub(super) async fn sort(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let (Some(area), Some(typed)) = (sent.area.clone(), sent.tags.clone()) else {
        return Err(Error::invalid("area", "invalid").into());
    };
    let done = match title::tags(&typed) {
        Ok(tags) => app.db.write(move |tx| async move { write(&tx, &rights, &here, id, &area, &tags, now).await }).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(thread) => Ok(Page::go(format!("/c/{slug}/t/{id}/{}", thread.slug))),
        Err(Error::Invalid(problems)) => show(&app, &visit, id, sent, problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn write(tx: &Tx, rights: &Rights, here: &Here, id: Id, area: &str, tags: &[String], now: Time) -> Done<HeldThread> {
    let thread = held::thread(tx, here.id, &here.audiences, id).await?.there()?;
    only_if(rights.sort(&thread))?;
    let areas = communities::areas(tx, here.id).await?;
    let (area, audience) = match area {
        "" => (0, communities::audience(tx, here.id).await?),
        slug => {
            let found = areas.iter().find(|row| row.slug == slug).ok_or(Error::invalid("area", "area-unknown"))?;
            (found.id, found.audience)
        }
    };
    // Nobody moves a thread to where they could not write it.
    only_if(rights.writes(audience))?;
    let mut labels = Vec::new();
    for name in tags {
        labels.push(writing::tag(tx, here.id, name).await?);
    }
    moderating::set_area(tx, id, area, audience).await?;
    let writing = Writing { origin: Origin::Lived, now, community: here.id, audience };
    writing::set_labels(tx, writing, id, area, &labels).await?;
    writing.log(tx, rights.acting(thread.author), now, "sorted", "thread", id).await?;
    Ok(thread)
}

#[derive(Deserialize)]
pub(super) struct Carry {
    /// The slug of the other community.
    community: String,
}

/// A moderator of both carries it over; tags come along by name, the area does not.
pub(super) async fn carry(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Carry>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, named.id()?, visit.now);
    let (slug, thread) = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            // What is told to a group or to everybody here is told here.
            only_if(!thread.apart && thread.kind != Kind::Announcement)?;
            let to = moderated(&tx, account, here.id, now).await?.into_iter().find(|to| to.slug == sent.community);
            let to = to.ok_or(Error::NotFound)?;
            let names = reading::tags(&tx, &[id]).await?;
            let from = thread.writing(now);
            writing::set_labels(&tx, from, id, 0, &[]).await?;
            let audience = communities::audience(&tx, to.id).await?;
            moderating::set_community(&tx, &thread, to.id, audience).await?;
            let mut labels = Vec::new();
            for (_, _, name) in names {
                labels.push(writing::tag(&tx, to.id, &name).await?);
            }
            let there = Writing { community: to.id, audience, ..from };
            writing::set_labels(&tx, there, id, 0, &labels).await?;
            recount::thread(&tx, id).await?;
            for author in moderating::authors(&tx, id).await? {
                recount::member(&tx, here.id, author).await?;
                recount::member(&tx, to.id, author).await?;
            }
            recount::community(&tx, here.id).await?;
            recount::community(&tx, to.id).await?;
            there.log(&tx, account, now, "moved", "thread", id).await?;
            Ok((to.slug, thread))
        })
        .await?;
    Ok(Page::go(format!("/c/{slug}/t/{id}/{}", thread.slug)))
}
