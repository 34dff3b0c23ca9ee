//! Working groups: some members with a goal, an end date and a result. Their pages stand in the crate above, with what they
//! discuss; here stands who is in which.
//!
//! What a group says is read by the community, or by the group alone: then it has an audience of its own. Which of the two, is
//! said once, when it is founded: nobody's words are opened to more people than they were written for.
//!
//! Writes to the log: `group_started`, `group_changed`, `group_asked`, `group_joined`, `group_left`, `group_ended`,
//! `group_reopened`, `group_told` (group), for whoever reads what it says.

mod model;
pub mod store;

use base::db::Migration;
use web::Feature;

pub use model::{Group, State, Wanted};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 293, name: "groups", sql: include_str!("293_groups.sql") }];

pub fn feature() -> Feature {
    Feature { name: "groups", migrations: MIGRATIONS, ..Feature::default() }
}
