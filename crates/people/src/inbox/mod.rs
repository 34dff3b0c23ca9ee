//! The inbox: one row for a person and a thing that wants their attention. What a kind of thing looks like, the features
//! above know; here stands who waits for whom.

mod listening;
pub mod store;

use base::db::Migration;
use web::Feature;

pub use listening::{Listener, behind, listen};

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 260, name: "inbox", sql: include_str!("260_inbox.sql") },
    Migration { number: 283, name: "inbox_listeners", sql: include_str!("283_inbox_listeners.sql") },
];

/// Asks whether an answer worked; its object is the thread.
pub const CHECK: &str = "check";

/// Says that a charter is due to be looked at again; its object is the community.
pub const CHARTER: &str = "charter";

/// Tells who leads that somebody would change the charter; its object is the proposal.
pub const PROPOSAL: &str = "proposal";

/// Tells who proposed it what became of it; its object is the proposal.
pub const DECIDED: &str = "decided";

/// Tells who moderates that somebody says to be a member who has never signed in; its object is the community.
pub const CLAIMS: &str = "claims";

/// Asks somebody whom a list names whether they come; its object is the question.
pub const INVITED: &str = "invited";

/// Tells who moderates that somebody asks to be let in; its object is the community.
pub const REQUEST: &str = "request";

/// Tells who asked that they were answered; its object is the community.
pub const ANSWERED: &str = "answered";

/// Asks somebody into a working group; its object is the group.
pub const GROUP: &str = "group";

/// Says that a working group's time is over; its object is the group.
pub const GROUP_DUE: &str = "group-due";

/// Asks for a look at an announcement; its object is the thread.
pub const ANNOUNCEMENT: &str = "announcement";
/// Tells who moderates that something waits in the queue; its object is the community.
pub const FLAGGED: &str = "flagged";

/// Tells somebody what was decided about something of theirs; its object is the case.
pub const MODERATED: &str = "moderated";
/// Tells administrators that somebody asks to found a community; its object is the request.
pub const FOUNDING: &str = "founding";

/// Tells who asked to found that they were answered; its object is the request.
pub const FOUNDING_ANSWERED: &str = "founding-answered";

/// Tells whoever greets somebody new that they came; its object is the membership.
pub const NEWCOMER: &str = "newcomer";

pub fn feature() -> Feature {
    Feature { name: "inbox", migrations: MIGRATIONS, ..Feature::default() }
}
