//! Words of proposals; no SQL.

use base::{Id, Time, codes, record};

use super::model::Parts;

codes! {
    /// What a proposal would do.
    pub enum Kind { Change = "change", Goal = "goal" }
}

codes! {
    /// What became of a proposal.
    pub enum Fate { Open = "open", Taken = "taken", Declined = "declined", Withdrawn = "withdrawn" }
}

codes! {
    /// What a member says to a proposal.
    pub enum Stance { Fine = "fine", Objects = "objects" }
}

record! {
    /// A proposal.
    #[derive(Clone, Debug)]
    pub struct Proposal {
        pub id: Id,
        pub kind: Kind,
        pub fate: Fate,
        pub author: Id,
        pub author_handle: String,
        pub author_name: String,
        pub created_at: Time,
        /// The version that it was written from; 0 for none.
        pub base: i64,
        pub title: String,
        pub why: String,
        pub purpose: String,
        pub in_scope: String,
        pub out_of_scope: String,
        pub norms: String,
        pub rhythm: String,
        pub closed_at: Option<Time>,
        pub closed_why: String,
        /// The version, or the goal, that it became; 0 for none.
        pub result: i64,
        /// When it was taken away.
        pub removed_at: Option<Time>,
        /// Rises when its author writes it anew, and when they did last.
        pub rev: i64,
        pub edited_at: Option<Time>,
    }
}

impl Proposal {
    /// The charter as its author would have it.
    pub fn parts(&self) -> Parts {
        Parts::of([&self.purpose, &self.in_scope, &self.out_of_scope, &self.norms, &self.rhythm].map(Clone::clone))
    }

    pub fn face(&self) -> web::Face {
        web::Face { handle: self.author_handle.clone(), name: self.author_name.clone() }
    }

    pub fn is_open(&self) -> bool {
        self.fate == Fate::Open
    }
}

/// A proposal to be.
#[derive(Clone, Debug)]
pub struct NewProposal {
    pub kind: Kind,
    /// The key of its form.
    pub once: String,
    pub base: i64,
    pub title: String,
    pub why: String,
    pub parts: Parts,
}

record! {
    /// A proposal in a list.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub kind: Kind,
        pub fate: Fate,
        pub author_name: String,
        pub created_at: Time,
        pub title: String,
        pub why: String,
        pub fine: i64,
        pub objections: i64,
    }
}

record! {
    /// A proposal as an inbox tells of it.
    #[derive(Clone, Debug)]
    pub struct Told {
        pub id: Id,
        pub community: Id,
        pub kind: Kind,
        pub fate: Fate,
        pub title: String,
        pub why: String,
    }
}

record! {
    /// What somebody says to a proposal.
    #[derive(Clone, Debug)]
    pub struct Said {
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub stance: Stance,
        pub why: String,
        pub at: Time,
    }
}

record! {
    /// A remark on a proposal.
    #[derive(Clone, Debug)]
    pub struct Comment {
        pub id: Id,
        pub author: Id,
        pub handle: String,
        pub name: String,
        pub created_at: Time,
        pub text: String,
        /// When it was taken away, and by whom (0: it was not).
        pub removed_at: Option<Time>,
        pub removed_by: Id,
    }
}

impl Comment {
    pub fn face(&self) -> web::Face {
        web::Face { handle: self.handle.clone(), name: self.name.clone() }
    }
}
