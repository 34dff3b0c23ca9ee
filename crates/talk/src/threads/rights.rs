//! Who may do what to a thread and its posts: the matrix of PRODUCT.md section 4, once. No SQL, no HTTP.
//!
//! The gate has asked for [`web::Permission::Write`] before; these rules say what follows for the thing at hand.

use base::{Error, Id, Result, Time};
use web::Visit;

use super::model::{Kind, PostKind, Thread};
use super::store::held::HeldThread;

/// How long a deleted post can be brought back.
pub const UNDO: i64 = 30 * Time::DAY;

/// What of a thread decides.
#[derive(Clone, Copy, Debug)]
pub struct About {
    audience: Id,
    area: Id,
    author: Id,
    kind: Kind,
    closed: bool,
    people: i64,
    /// Whether only a working group reads it.
    apart: bool,
}

impl From<&HeldThread> for About {
    fn from(t: &HeldThread) -> About {
        let closed = t.closed_at.is_some();
        About { audience: t.audience, area: t.area, author: t.author, kind: t.kind, closed, people: t.people, apart: t.apart }
    }
}

impl From<&Thread> for About {
    fn from(t: &Thread) -> About {
        let closed = t.closed_at.is_some();
        About { audience: t.audience, area: t.area_id, author: t.author, kind: t.kind, closed, people: t.people, apart: t.apart }
    }
}

/// What somebody is here, as far as threads are concerned.
#[derive(Clone, Debug)]
pub struct Rights {
    pub account: Id,
    /// Accounts that stand for them where they asked without their name.
    veils: Vec<Id>,
    writes: Vec<Id>,
    /// More than a guest.
    belongs: bool,
    moderates: bool,
    leads: bool,
    tends: Vec<Id>,
}

impl Rights {
    /// Of whoever is signed in; `Forbidden` for nobody.
    pub fn of(visit: &Visit) -> Result<Rights> {
        let (account, here) = (visit.account()?.id, visit.here()?);
        Ok(Rights {
            account,
            veils: here.veils.clone(),
            writes: here.writes.clone(),
            belongs: here.roles.member || here.moderates() || !here.roles.steward.is_empty(),
            moderates: here.moderates(),
            leads: here.leads(),
            tends: here.roles.steward.clone(),
        })
    }

    /// Whether an author is them, under their name or without it.
    pub fn is(&self, author: Id) -> bool {
        author == self.account || self.veils.contains(&author)
    }

    /// As whom they act on what `author` wrote: whoever asked without a name goes on without it.
    pub fn acting(&self, author: Id) -> Id {
        if self.veils.contains(&author) { author } else { self.account }
    }

    /// Whether they write where this audience reads.
    pub fn writes(&self, audience: Id) -> bool {
        self.writes.contains(&audience)
    }

    pub fn moderates(&self) -> bool {
        self.moderates
    }

    pub fn leads(&self) -> bool {
        self.leads
    }

    fn tends(&self, area: Id) -> bool {
        self.leads || (area != 0 && self.tends.contains(&area))
    }

    /// Reply, comment, vote. What is closed is open to moderators only.
    pub fn reply(&self, thread: impl Into<About>) -> bool {
        let thread = thread.into();
        self.writes(thread.audience) && (!thread.closed || self.moderates)
    }

    pub fn edit(&self, thread: impl Into<About>, author: Id) -> bool {
        self.moderates || (self.is(author) && self.writes(thread.into().audience))
    }

    /// Delete: authors their own, but not a thread in which others wrote.
    pub fn remove(&self, thread: impl Into<About>, post: PostKind, author: Id) -> bool {
        let thread = thread.into();
        self.moderates || (self.edit(thread, author) && (post != PostKind::Opening || thread.people <= 1))
    }

    /// Bring back what was deleted: authors what they deleted themselves, moderators everything.
    pub fn restore(&self, author: Id, removed_by: Option<Id>) -> bool {
        self.moderates || (self.is(author) && removed_by.is_some_and(|by| self.is(by)))
    }

    pub fn accept(&self, thread: impl Into<About>) -> bool {
        let thread = thread.into();
        let own = self.is(thread.author) && self.writes(thread.audience);
        own || self.moderates || self.tends(thread.area)
    }

    /// Set area, tags, duplicates. What only a working group reads stands in no list of the community.
    pub fn sort(&self, thread: impl Into<About>) -> bool {
        let thread = thread.into();
        self.belongs && !thread.apart && self.accept(thread)
    }

    /// Close a "how would you" with what one did.
    pub fn conclude(&self, thread: impl Into<About>) -> bool {
        let thread = thread.into();
        let own = self.is(thread.author) && self.writes(thread.audience);
        thread.kind == Kind::HowWouldYou && own && !thread.closed
    }

    pub fn pin(&self, thread: impl Into<About>) -> bool {
        self.moderates || self.tends(thread.into().area)
    }
}

/// `Forbidden` unless `allowed`.
pub fn only_if(allowed: bool) -> Result<()> {
    if allowed { Ok(()) } else { Err(Error::Forbidden) }
}
