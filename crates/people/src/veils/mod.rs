//! Asking without one's name: an account that stands for somebody in one thread. It is the author of what they write there, so
//! lists, search, feeds, figures, the log and everything else that asks for an author find nobody. Who it is stands in one
//! table, which is read for its owner (the door) and for a moderator who says why.

pub mod store;

use base::db::Migration;
use web::{Feature, Language};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 431, name: "veils", sql: include_str!("431_veils.sql") }];

/// Tells somebody that a moderator looked who they are; its object is the veil.
pub const LIFTED: &str = "veil";

pub fn feature() -> Feature {
    Feature {
        name: "veils",
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
