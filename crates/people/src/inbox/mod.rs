//! The inbox: one row for a person and a thing that wants their attention. What a kind of thing looks like, the features
//! above know; here stands who waits for whom.

pub mod store;

use base::db::Migration;
use web::Feature;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 260, name: "inbox", sql: include_str!("260_inbox.sql") }];

/// Asks whether an answer worked; its object is the thread.
pub const CHECK: &str = "check";

/// Says that a charter is due to be looked at again; its object is the community.
pub const CHARTER: &str = "charter";

/// Tells who moderates that somebody asks to be let in; its object is the community.
pub const REQUEST: &str = "request";

/// Tells who asked that they were answered; its object is the community.
pub const ANSWERED: &str = "answered";

/// Tells administrators that somebody asks to found a community; its object is the request.
pub const FOUNDING: &str = "founding";

/// Tells who asked to found that they were answered; its object is the request.
pub const FOUNDING_ANSWERED: &str = "founding-answered";

pub fn feature() -> Feature {
    Feature { name: "inbox", migrations: MIGRATIONS, ..Feature::default() }
}
