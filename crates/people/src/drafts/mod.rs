//! Drafts: what somebody is writing, kept on the server for each place until it is posted or forgotten.
//!
//! Nothing is overwritten that the writer has not seen: a save names the revision that it goes on from. Writes nothing to
//! the log: a draft is nobody else's business.

mod list;
pub mod model;
mod save;
pub mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub use model::{Draft, Spot, Text};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 245, name: "drafts", sql: include_str!("245_drafts.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "drafts",
        routes: Routes::new()
            .get("/c/{community}/drafts", "/c/{community}/drafts", Permission::Write, list::drafts)
            .post("/c/{community}/drafts", "/c/{community}/drafts", Permission::Write, save::save)
            .post("/c/{community}/drafts/forget", "/c/{community}/drafts/forget", Permission::Write, list::forget),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
