//! Who is asking, and where they stand: loaded once per request, before the handler.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use base::{Error, Id, Time, codes};
use http::request::Parts;

use crate::i18n::Tongue;
use crate::{Face, Failure};

codes! {
    /// Who may read a community.
    pub enum Visibility { Public = "public", Private = "private", Hidden = "hidden" }
}

codes! {
    /// Light, dark, or as the reader's system says.
    pub enum Theme { System = "system", Light = "light", Dark = "dark" }
}

/// The person who is signed in.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: Id,
    pub face: Face,
    pub admin: bool,
}

/// A community in the rail.
#[derive(Clone, Debug)]
pub struct Neighbour {
    pub slug: String,
    pub name: String,
}

/// What somebody is in a community. Several at once are possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    pub champion: bool,
    pub moderator: bool,
    /// Areas that they keep.
    pub steward: Vec<Id>,
    pub member: bool,
    /// A partner who sees what was opened to guests.
    pub guest: bool,
}

/// The community that the address names, as this reader may see it.
#[derive(Clone, Debug)]
pub struct Here {
    pub id: Id,
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub language: String,
    pub visibility: Visibility,
    pub members: i64,
    /// Rises when something that its pages show outside of a thread changes.
    pub rev: i64,
    pub roles: Roles,
    /// What this reader may read here; empty when nothing.
    pub audiences: Vec<Id>,
    /// Whether the community's own audience is among them (a guest of a private one reads opened areas only).
    pub whole: bool,
}

/// A request's person, place and preferences.
#[derive(Clone)]
pub struct Visit {
    pub account: Option<Account>,
    pub here: Option<Here>,
    pub neighbours: Vec<Neighbour>,
    /// Number of communities on the site that this reader may know of, at most 2 (to tell "the one" from "many").
    pub communities: usize,
    pub tongue: Tongue,
    pub theme: Theme,
    pub now: Time,
    /// Path and query as asked, for "back to here".
    pub address: String,
}

impl Visit {
    /// The community of the address. Routes under `/c/{community}` have one.
    pub fn here(&self) -> Result<&Here, Error> {
        self.here.as_ref().ok_or(Error::NotFound)
    }

    /// Whether a page for this reader is the same as for every other visitor of the same language and theme.
    pub fn is_anonymous(&self) -> bool {
        self.account.is_none()
    }
}

impl<S: Sync> FromRequestParts<S> for Visited {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visited, Failure> {
        parts.extensions.get::<Visited>().cloned().ok_or_else(|| Failure::from(Error::internal("a route without a gate")))
    }
}

/// The visit as handlers take it.
#[derive(Clone)]
pub struct Visited(pub Arc<Visit>);

impl std::ops::Deref for Visited {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}
