//! Words of communities; no SQL, no HTTP.

use base::{Id, Result, Time, codes, record};
pub use web::Joining;
use web::{Inviting, Tone, Visibility, Visit};

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
    /// What the person who asks does now.
    pub fn of(visit: &Visit) -> Result<Deed> {
        Ok(Deed { community: visit.here()?.id, by: visit.account()?.id, now: visit.now })
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
    }
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
