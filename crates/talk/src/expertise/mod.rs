//! Expertise: who knows what, by accepted answers and by what members say themselves. Shown as an order with its reasons,
//! never as a number.
//!
//! Writes nothing to the log; reads it (`refresh`): what is said and accepted about a label changes who knows about it.

pub mod model;
mod page;
mod refresh;
pub mod store;

use base::db::Migration;
use web::{Feature, Job, Language, Permission, Routes};

pub use refresh::refresh;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 360, name: "expertise", sql: include_str!("360_expertise.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "expertise",
        routes: Routes::new().get("/c/{community}/who-knows", "/c/{community}/who-knows", Permission::Inside, page::who_knows),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "who knows what", run: |app| Box::pin(refresh::keep(app)) }],
        ..Feature::default()
    }
}
