//! Words and rules of moderation; no SQL, no HTTP.

use base::{Id, Time, codes, record};

codes! {
    /// What is wrong with a thing, as who flags it chooses.
    pub enum Reason {
        Spam = "spam", Unkind = "unkind", Elsewhere = "elsewhere", Private = "private", Harmful = "harmful", Other = "other",
    }
}

codes! {
    /// Why a thing stands in the queue.
    pub enum Cause { Flagged = "flagged", Held = "held", Rule = "rule" }
}

codes! {
    /// What is decided about the flags.
    pub enum Decision { Agree = "agree", Dismiss = "dismiss" }
}

codes! {
    /// What happens to the thing.
    pub enum Content { Stays = "stays", Hide = "hide", Remove = "remove" }
}

codes! {
    /// What happens to its author.
    pub enum Person { Nothing = "nothing", Warn = "warn", Silence = "silence", Suspend = "suspend" }
}

/// So many members who are known here hide a thing by flagging it.
pub const ENOUGH: i64 = 3;
/// Somebody is known here after so long, ms, and so many posts.
pub const KNOWN: (i64, i64) = (7 * Time::DAY, 3);
/// So many flags one may set in a day.
pub const MOST_A_DAY: i64 = 20;
/// How long a decision can be taken back, ms.
pub const UNDO: i64 = 30 * Time::DAY;
/// Letters of the longest words to moderators and to authors.
pub const LONGEST: usize = 1000;

record! {
    /// A case, as those see it who keep order.
    #[derive(Clone, Debug)]
    pub struct Case {
        pub id: Id,
        pub community: Id,
        pub kind: String,
        pub object: Id,
        pub author: Id,
        pub handle: String,
        pub name: String,
        pub cause: Cause,
        pub opened_at: Time,
        pub rank: i64,
        pub waiting: bool,
        pub flags: i64,
        pub hidden: bool,
        pub claimed_by: Id,
        /// Who is on it; empty for nobody.
        pub claimer: String,
        pub decided_at: Option<Time>,
        pub decided_by: Id,
        pub decider: String,
        pub decision: String,
        pub content: String,
        pub person: String,
        pub ends_at: Option<Time>,
        pub reason: String,
        pub appeal: String,
        pub appealed_at: Option<Time>,
        pub answered_at: Option<Time>,
        pub answer: String,
        pub upheld: bool,
    }
}

impl Case {
    /// The place of a case in the queue.
    pub fn key(&self) -> Vec<i64> {
        vec![self.rank, self.opened_at.0, self.id]
    }

    /// Whether an appeal waits for its answer.
    pub fn is_appealed(&self) -> bool {
        self.appealed_at.is_some() && self.answered_at.is_none()
    }

    /// Whether the decision can be taken back.
    pub fn is_undoable(&self, now: &Time) -> bool {
        self.decision != "undone" && self.decided_at.is_some_and(|at| now.since(at) <= UNDO)
    }

    /// Whether its author was told, and may ask for another look.
    pub fn concerns_author(&self) -> bool {
        self.content != Content::Stays.code() || self.person != Person::Nothing.code()
    }
}

record! {
    /// One member's flag.
    #[derive(Clone, Debug)]
    pub struct Flag {
        pub handle: String,
        pub name: String,
        pub reason: Reason,
        pub words: String,
        pub created_at: Time,
    }
}

record! {
    /// Somebody who is silent or out.
    #[derive(Clone, Debug)]
    pub struct Sanction {
        pub id: Id,
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub kind: Person,
        pub reason: String,
        pub starts_at: Time,
        pub ends_at: Option<Time>,
    }
}
