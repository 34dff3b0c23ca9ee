//! Communities with their areas, audiences and roles.
//!
//! Everything readable has one audience: the community, an area that was opened to guests, or a working group
//! that talks among itself (who moderates reads those, too). Writes
//! `community_founded` (community) to the log, and `area_added`, `area_changed`, `area_opened`, `area_closed`,
//! `area_removed` (area).

pub mod areas;
mod list;
pub mod model;
pub mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub use model::{Deed, Joining, Kind, Role};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 210, name: "communities", sql: include_str!("210_communities.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "communities",
        routes: Routes::new().get("/communities", "/communities", Permission::Anyone, list::communities),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
