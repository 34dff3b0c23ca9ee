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
    /// How one becomes a member.
    pub enum Joining { Open = "open", Request = "request", Invitation = "invitation" }
}

codes! {
    /// Whether members invite others: where everybody may join anyway, always, or never. Who leads or keeps something
    /// always may.
    pub enum Inviting { Open = "open", Members = "members", Leaders = "leaders" }
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

/// What keeps somebody from writing, or out: silence, or a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Whether they are out, not only silent.
    pub out: bool,
    /// When it ends; nothing when somebody must lift it.
    pub until: Option<Time>,
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
    pub joining: Joining,
    pub inviting: Inviting,
    pub members: i64,
    /// Rises when something that its pages show outside of a thread changes.
    pub rev: i64,
    pub roles: Roles,
    /// Whether questions may be asked without a name.
    pub unnamed: bool,
    /// What stands above every box to write in; empty for nothing.
    pub reminder: String,
    /// Accounts that stand for this reader in threads where they asked without their name.
    pub veils: Vec<Id>,
    /// What this reader may read here; empty when nothing.
    pub audiences: Vec<Id>,
    /// Whether the community's own audience is among them (a guest of a private one reads opened areas only).
    pub whole: bool,
    /// Where this reader may write: everywhere for members, what was opened to them for guests, nowhere for others.
    pub writes: Vec<Id>,
    /// Why they may not write, or are out for a while, when moderators decided so.
    pub hold: Option<Hold>,
}

impl Here {
    /// Whether this reader leads the community.
    pub fn leads(&self) -> bool {
        self.roles.champion
    }

    /// Whether this reader is one of the community: a member, or somebody with a role beyond that. Guests are not.
    pub fn belongs(&self) -> bool {
        self.roles.member || self.moderates() || !self.roles.steward.is_empty()
    }

    /// Whether this reader moderates: moderators, and who leads.
    pub fn moderates(&self) -> bool {
        self.roles.moderator || self.roles.champion
    }

    /// Whether this reader keeps an area: its stewards, and who leads.
    pub fn tends(&self, area: Id) -> bool {
        self.roles.champion || self.roles.steward.contains(&area)
    }

    /// Whether everybody may join.
    pub fn is_open(&self) -> bool {
        self.joining == Joining::Open && self.visibility == Visibility::Public
    }

    /// Whether this reader may invite others: who leads or keeps something, and members where they may.
    pub fn may_invite(&self) -> bool {
        self.moderates() || !self.roles.steward.is_empty() || (self.roles.member && self.lets_members_invite())
    }

    /// Whether members invite others.
    pub fn lets_members_invite(&self) -> bool {
        self.inviting.lets_members(self.is_open())
    }

    /// Whether this reader may ask to be let in.
    pub fn is_askable(&self) -> bool {
        self.is_outside() && self.joining == Joining::Request && self.visibility != Visibility::Hidden
    }

    /// Whether this reader may join by pressing a button.
    pub fn is_joinable(&self) -> bool {
        self.is_outside() && self.is_open()
    }

    /// Whether this reader is not one of the community, and nobody said that they must stay out.
    fn is_outside(&self) -> bool {
        self.writes.is_empty() && self.hold.is_none()
    }
}

impl Inviting {
    /// Whether members invite others to a community that everybody may join, or may not.
    pub fn lets_members(self, open: bool) -> bool {
        match self {
            Inviting::Open => open,
            Inviting::Members => true,
            Inviting::Leaders => false,
        }
    }
}

/// A request's person, place and preferences.
#[derive(Clone)]
pub struct Visit {
    pub account: Option<Account>,
    pub here: Option<Here>,
    pub neighbours: Vec<Neighbour>,
    /// Number of communities on the site that this reader may know of, at most 2 (to tell "the one" from "many").
    pub communities: usize,
    /// Things in the inbox that wait for an answer or were not seen.
    pub waiting: i64,
    /// When the account of whoever asks will be deleted.
    pub leaves_at: Option<Time>,
    /// Whether they may take that back.
    pub may_stay: bool,
    pub tongue: Tongue,
    pub theme: Theme,
    pub now: Time,
    /// Path and query as asked, for "back to here".
    pub address: String,
    /// The network address that the request came from; empty when nothing told it.
    pub client: String,
    /// The database's mark before the visit was read; nothing for those who are signed in.
    pub mark: Option<i64>,
}

impl Visit {
    /// The community of the address. Routes under `/c/{community}` have one.
    pub fn here(&self) -> Result<&Here, Error> {
        self.here.as_ref().ok_or(Error::NotFound)
    }

    /// Who is signed in. Routes that ask for more than reading have somebody.
    pub fn account(&self) -> Result<&Account, Error> {
        self.account.as_ref().ok_or(Error::Forbidden)
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
