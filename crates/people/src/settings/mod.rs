//! Settings of a community, for who leads it: name, tagline, domain, who reads, how one joins, who invites,
//! language.
//!
//! Writes to the log: `settings_changed` (community), and beside it `made_public`, `made_private`, `made_hidden` and
//! `language_changed` where that is what changed. The search index listens to the last.

mod model;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub use model::LANGUAGES;

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 250, name: "settings", sql: include_str!("250_settings.sql") },
    Migration { number: 292, name: "invites", sql: include_str!("292_invites.sql") },
];

const ENTRY: MenuEntry = MenuEntry { path: "/manage", position: 95, for_whom: ForWhom::Leaders, ..MenuEntry::USUAL };

pub fn feature() -> Feature {
    Feature {
        name: "settings",
        routes: Routes::new().get("/c/{community}/manage", "/c/{community}/manage", Permission::Lead, page::show).post(
            "/c/{community}/manage",
            "/c/{community}/manage",
            Permission::Lead,
            page::save,
        ),
        menu: &[
            MenuEntry { place: "manage", icon: "settings", ..ENTRY },
            MenuEntry { place: "manage-settings", menu: Menu::Manage, position: 10, ..ENTRY },
        ],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
