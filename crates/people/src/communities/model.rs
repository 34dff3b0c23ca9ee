//! Words of communities; no SQL, no HTTP.

use base::{Id, Result, Time, activity, codes, record};
pub use web::Joining;
use web::{Inviting, Tone, Visibility, Visit};

use crate::folding::natural_key;

codes! {
    /// What a community is for.
    pub enum Kind { Practice = "practice", Knowledge = "knowledge", Innovation = "innovation" }
}

codes! {
    /// What is granted beyond membership.
    pub enum Role { Champion = "champion", Moderator = "moderator", Steward = "steward", Member = "member", Guest = "guest" }
}

codes! {
    /// Who reads.
    pub enum AudienceKind { Community = "community", Area = "area", Group = "group" }
}

/// Where something is done, by whom and when: what every command and its log entry need.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    pub community: Id,
    pub by: Id,
    pub now: Time,
}

impl Deed {
    /// In the place of a community: the whole site.
    pub const SITE: Id = 0;

    /// What an administrator does to the site now.
    pub fn on_site(visit: &Visit) -> Result<Deed> {
        Ok(Deed { community: Deed::SITE, by: visit.account()?.id, now: visit.now })
    }

    /// What the person who asks does now.
    pub fn of(visit: &Visit) -> Result<Deed> {
        Ok(Deed { community: visit.here()?.id, by: visit.account()?.id, now: visit.now })
    }

    /// Its entry in the log, for whoever leads (of the site, for administrators); what the whole community may know of names an audience, too.
    pub fn entry(self, verb: &'static str, kind: &'static str, object: Id) -> activity::Entry {
        activity::Entry {
            at: self.now,
            recorded_at: self.now,
            origin: activity::Origin::Lived,
            community: Some(self.community).filter(|community| *community != Deed::SITE),
            audience: None,
            actor: Some(self.by),
            verb,
            kind,
            object,
            payload: String::new(),
        }
    }
}

/// A community to be.
#[derive(Clone, Debug)]
pub struct NewCommunity {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub kind: Kind,
    pub language: String,
    pub visibility: Visibility,
    pub joining: Joining,
    pub created_at: i64,
}

record! {
    /// A community as the door finds it.
    #[derive(Clone, Debug)]
    pub struct Community {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub tagline: String,
        pub language: String,
        pub visibility: Visibility,
        pub joining: Joining,
        pub inviting: Inviting,
        pub members: i64,
        pub rev: i64,
        pub unnamed: bool,
        pub reminder: String,
    }
}

record! {
    /// A community in a list of communities.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub tagline: String,
        pub visibility: Visibility,
        pub members: i64,
        pub questions: i64,
        pub discussions: i64,
        /// Whose chapter it is; 0 for none.
        pub parent: Id,
    }
}

/// A community with its chapters, as lists of communities show them.
#[derive(Clone, Debug)]
pub struct Card {
    pub community: Listed,
    pub chapters: Vec<Listed>,
}

/// Chapters below their parents, in the order of their names; who has no parent in the list stands for itself.
pub fn cards(listed: Vec<Listed>) -> Vec<Card> {
    let parents: Vec<Id> = listed.iter().map(|community| community.id).collect();
    let (mut chapters, others): (Vec<Listed>, Vec<Listed>) =
        listed.into_iter().partition(|community| parents.contains(&community.parent));
    chapters.sort_by_key(|chapter| natural_key(&chapter.name));
    let card = |community: Listed| {
        let own = chapters.iter().filter(|chapter| chapter.parent == community.id).cloned().collect();
        Card { community, chapters: own }
    };
    others.into_iter().map(card).collect()
}

record! {
    /// A part of the domain.
    #[derive(Clone, Debug)]
    pub struct AreaRow {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub tone: Tone,
        pub guests: bool,
        pub audience: Id,
        /// Rises when it is edited.
        pub rev: i64,
    }
}

/// Whether `slug` can stand in an address: 2 to 40 of a–z, 0–9 and inner hyphens.
pub fn is_slug(slug: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (2..=40).contains(&slug.len()) && slug.chars().all(inner) && !slug.starts_with('-') && !slug.ends_with('-')
}
