//! Knowing: what a member says in a community that they know and want to learn.
//!
//! What is said of areas stands in facets (`knows:12`, `learns:12`, `skill:joinery`), by which the directory finds people.
//! Writes `knowing_changed` (member) to the log.

pub mod model;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub use model::Says;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 282, name: "knowing", sql: include_str!("282_knowing.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "knowing",
        routes: Routes::new().get("/c/{community}/members/me", "/c/{community}/members/me", Permission::Write, page::show).post(
            "/c/{community}/members/me",
            "/c/{community}/members/me",
            Permission::Write,
            page::save,
        ),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
