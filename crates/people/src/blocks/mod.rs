//! Distance between members: ignoring somebody folds what they write, blocking them also means that their mentions do not reach.
//! They are not told. What somebody says who leads or moderates is seen nevertheless.
//!
//! Nobody else's business: nothing is written to the log.

mod page;
pub mod store;

use base::codes;
use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 404, name: "blocks", sql: include_str!("404_blocks.sql") }];

codes! {
    /// How far away.
    pub enum Level { Ignore = "ignore", Block = "block" }
}

pub fn feature() -> Feature {
    Feature {
        name: "blocks",
        routes: Routes::new().get("/account/people", "/account/people", Permission::SignedIn, page::page).post(
            "/account/people",
            "/account/people",
            Permission::SignedIn,
            page::set,
        ),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
