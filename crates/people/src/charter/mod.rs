//! The charter: what a community agreed on one page, in five parts and versions, with its goals; members propose, who
//! leads takes up, everybody says that they read it.
//!
//! Writes to the log: `charter_published`, `charter_acknowledged`, `charter_reviewed` (charter).

pub mod model;
pub mod store;

use base::db::Migration;
use web::Feature;

pub use model::{Parts, State, Version};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 270, name: "charter", sql: include_str!("270_charter.sql") }];

pub fn feature() -> Feature {
    Feature { name: "charter", migrations: MIGRATIONS, ..Feature::default() }
}
