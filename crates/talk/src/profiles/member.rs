//! `GET /c/{community}/members/{handle}`: who somebody is here, where they are at home, what they wrote lately.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Time, Tx};
use people::blocks::{Level, store as blocks};
use people::bringing::store::claims;
use people::groups::{Group, store as groups};
use people::veils::store as veils;
use serde::Deserialize;
use web::{App, Context, Failure, Here, Page, Shell, Visited};

use super::person::{self, Person};
use super::store::{self, Active, Answer};
use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::Listed;
use crate::threads::store::lists;

/// As many of the latest of each are shown.
const LATEST: i64 = 10;
/// As many areas are shown.
const AREAS: usize = 6;

#[derive(askama::Template)]
#[template(path = "profiles/templates/member.html")]
struct MemberPage<'a> {
    shell: Shell<'a>,
    person: Person,
    areas: Vec<Active>,
    /// Working groups that they are in.
    groups: Vec<Group>,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
    unread: Unread,
    /// Whether the reader is one of the community: members see what members say of themselves.
    belongs: bool,
    /// Whether this is the reader's own page.
    is_me: bool,
    claim: Option<Claim>,
    /// How far the reader keeps them; nothing when they do not.
    distance: Option<Level>,
}

/// Somebody who reads about a member who has never signed in, and may say that it is them.
pub(super) enum Claim {
    May,
    Asked,
    Granted,
    Refused,
}

#[derive(Deserialize)]
pub(super) struct Named {
    handle: String,
}

struct Loaded {
    person: Person,
    areas: Vec<Active>,
    groups: Vec<Group>,
    threads: Vec<Listed>,
    answers: Vec<Answer>,
    tags: TagsOf,
    claim: Option<Claim>,
    distance: Option<Level>,
}

#[derive(askama::Template)]
#[template(path = "profiles/templates/unnamed.html")]
struct UnnamedPage<'a> {
    shell: Shell<'a>,
}

/// Where the name leads of who asked without theirs.
fn unnamed(app: &App, visit: &Visited) -> Result<Response, Failure> {
    let title = visit.tongue.say("unnamed-here").to_owned();
    let context = Context { title, place: "members", robots: "noindex", ..Context::default() };
    Page::render(&UnnamedPage { shell: Shell::new(app, visit, context) })
}

pub(super) async fn member(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let belongs = here.belongs();
    let is_me = visit.account.as_ref().is_some_and(|account| account.face.handle == named.handle);
    let asker = visit.account.as_ref().map(|account| account.id);
    if named.handle.starts_with(veils::FIRST_WORD) {
        let handle = named.handle.clone();
        if app.db.read(move |tx| async move { veils::is_veil(&tx, &handle).await }).await? {
            return unnamed(&app, &visit);
        }
    }
    let (reader, handle, now) = (here.clone(), named.handle.clone(), visit.now);
    let loaded = match app.db.read(move |tx| async move { load(&tx, &reader, &handle, asker, now).await }).await {
        Err(Error::NotFound) => return person::moved(&app, &visit, named.handle, "").await,
        loaded => loaded?,
    };
    let profile = &loaded.person.profile;
    let context = Context {
        title: profile.name.clone(),
        description: profile.headline.clone(),
        place: "members",
        canonical: format!("/c/{}/members/{}", here.slug, profile.handle),
        ..Context::default()
    };
    Page::render(&MemberPage {
        shell: Shell::new(&app, &visit, context),
        person: loaded.person,
        areas: loaded.areas,
        groups: loaded.groups,
        threads: loaded.threads,
        answers: loaded.answers,
        tags: loaded.tags,
        unread: Unread::default(),
        belongs,
        is_me,
        claim: loaded.claim,
        distance: loaded.distance,
    })
}

async fn load(tx: &Tx, here: &Here, handle: &str, asker: Option<Id>, now: Time) -> base::Result<Loaded> {
    let person = person::load(tx, here, handle, None, now).await?;
    let (id, community, audiences) = (person.profile.id, here.id, here.audiences.as_slice());
    let areas = store::areas(tx, community, id, audiences, AREAS).await?;
    let groups = if here.whole { groups::of_person(tx, community, id, here.belongs()).await? } else { Vec::new() };
    let threads = lists::by_author(tx, community, id, audiences, None, None, LATEST).await?;
    let answers = store::answers(tx, community, id, audiences, None, LATEST).await?;
    let tags = tags_of(tx, threads.iter()).await?;
    let claim = claim(tx, &person, asker).await?;
    let distance = match asker {
        Some(asker) => blocks::level(tx, asker, id).await?,
        None => None,
    };
    Ok(Loaded { person, areas, groups, threads, answers, tags, claim, distance })
}

async fn claim(tx: &Tx, person: &Person, reader: Option<Id>) -> base::Result<Option<Claim>> {
    let Some(reader) = reader.filter(|_| !person.profile.claimed && person.standing.id != 0) else { return Ok(None) };
    Ok(Some(match claims::asked(tx, person.profile.id, reader).await? {
        None => Claim::May,
        Some((_, 0)) => Claim::Asked,
        Some((_, 1)) => Claim::Granted,
        Some(_) => Claim::Refused,
    }))
}
