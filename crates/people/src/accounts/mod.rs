//! Accounts: people on the site, their sessions and the links that sign them in.
//!
//! Sessions and links are kept as hashes only.

mod sign_in;
pub mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub use sign_in::{issue_link, session_hash};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 200, name: "accounts", sql: include_str!("200_accounts.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "accounts",
        routes: Routes::new()
            .get("/sign-in", "/sign-in", Permission::Anyone, sign_in::page)
            .get("/sign-in/{token}", "/sign-in/nonsense", Permission::Anyone, sign_in::by_link)
            .post("/sign-out", "/sign-out", Permission::Anyone, sign_in::sign_out),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
