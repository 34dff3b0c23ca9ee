//! Who somebody is in a community, above each of their pages; and `GET /u/{handle}`, which leads there.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Error, Id, Time, Tx, codes, sql};
use http::{StatusCode, header};
use people::accounts::store::{self as accounts, Profile};
use people::accounts::zones;
use people::communities::model::AreaRow;
use people::communities::{Role, store as communities};
use people::facets::languages;
use people::knowing::{Says, store as knowing};
use people::members::store::{self as members, Standing};
use serde::Deserialize;
use web::{App, Face, Failure, Here, Page, Visit, Visited};

codes! {
    /// The lists of what somebody wrote, each a page of its own.
    pub enum List { Answers = "answers", Questions = "questions", Started = "started" }
}

/// Somebody as the head of their pages shows them.
pub(super) struct Person {
    pub profile: Profile,
    pub face: Face,
    pub standing: Standing,
    pub roles: Vec<Role>,
    /// What they say of themselves, for members: who says it, and the areas of the community.
    pub says: Option<Says>,
    pub areas: Vec<AreaRow>,
    /// The list that is open; none on the first page.
    pub open: Option<List>,
}

impl Person {
    pub fn lists(&self) -> &'static [List] {
        List::ALL
    }

    pub fn may_print(&self, visit: &Visit) -> bool {
        may_print(visit, &self.profile.handle)
    }

    /// Areas that they like to be asked about.
    pub fn knows(&self) -> Vec<&AreaRow> {
        self.of(|says| &says.knows)
    }

    /// Areas that they want to learn.
    pub fn learns(&self) -> Vec<&AreaRow> {
        self.of(|says| &says.learns)
    }

    fn of(&self, ids: fn(&Says) -> &Vec<Id>) -> Vec<&AreaRow> {
        let Some(says) = &self.says else { return Vec::new() };
        self.areas.iter().filter(|row| ids(says).contains(&row.id)).collect()
    }

    pub fn words(&self) -> Vec<&str> {
        self.says.as_ref().map(Says::words).unwrap_or_default()
    }

    pub fn languages(&self) -> String {
        languages::names(&self.profile.languages)
    }

    /// The time of day where they are.
    pub fn clock(&self, now: &Time) -> Option<String> {
        zones::clock(&self.profile.zone, *now)
    }

    pub fn is_open(&self, list: &List) -> bool {
        self.open == Some(*list)
    }
}

/// Whether this reader may have somebody's practice record: their own, or as who leads.
pub(super) fn may_print(visit: &Visit, handle: &str) -> bool {
    let own = visit.account.as_ref().is_some_and(|account| account.face.handle.eq_ignore_ascii_case(handle));
    visit.here.as_ref().is_some_and(|here| here.leads() || (own && !here.writes.is_empty()))
}

/// Somebody who is a member of the community, or wrote in it. What they say of themselves is loaded for members.
pub(super) async fn load(tx: &Tx, here: &Here, handle: &str, open: Option<List>, now: Time) -> base::Result<Person> {
    let community = here.id;
    let profile = accounts::profile(tx, handle).await?.ok_or(Error::NotFound)?;
    let standing = match members::standing(tx, community, profile.id).await? {
        Some(standing) => standing,
        None => passing(tx, community, &profile).await?,
    };
    let mut roles: Vec<Role> =
        communities::roles_of(tx, community, &[profile.id], now).await?.into_iter().map(|(_, role)| role).collect();
    roles.sort_unstable();
    roles.dedup();
    let face = Face { handle: profile.handle.clone(), name: profile.name.clone() };
    let says = if here.belongs() && open.is_none() { knowing::says(tx, community, profile.id).await? } else { None };
    let areas = if says.is_some() { communities::areas(tx, community).await? } else { Vec::new() };
    Ok(Person { profile, face, standing, roles, says, areas, open })
}

/// Somebody who wrote here without being a member: of whom an import only told the name.
async fn passing(tx: &Tx, community: Id, profile: &Profile) -> base::Result<Standing> {
    let wrote: Option<(Time,)> = tx
        .optional(sql!(
            "SELECT p.created_at FROM posts p JOIN threads t ON t.id = p.thread
             WHERE p.author = $2 AND p.community = $1 AND p.kind IN ('opening', 'reply', 'comment') AND p.removed_at IS NULL
               AND t.apart = 0 LIMIT 1",
            community,
            profile.id
        ))
        .await?;
    let (at,) = wrote.ok_or(Error::NotFound)?;
    Ok(Standing { id: 0, joined_at: at, active_at: at, questions: 0, answers: 0, accepted: 0, posts: 0 })
}

/// Where somebody's pages stand now whose account went into another of theirs; `rest` is what follows their handle.
pub(super) async fn moved(app: &App, visit: &Visited, handle: String, rest: &str) -> Result<Response, Failure> {
    let now = app.db.read(move |tx| async move { accounts::moved(&tx, &handle).await }).await?.ok_or(Error::NotFound)?;
    Ok(Page::go(format!("/c/{}/members/{}{rest}", visit.here()?.slug, web::encoded(&now))))
}

#[derive(Deserialize)]
pub(super) struct Named {
    handle: String,
}

/// A person's own address leads to them in a community that the reader may see.
pub(super) async fn person(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (reader, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let to = app
        .db
        .read(move |tx| async move {
            let handle = accounts::moved(&tx, &named.handle).await?.unwrap_or(named.handle);
            let profile = accounts::profile(&tx, &handle).await?.ok_or(Error::NotFound)?;
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
