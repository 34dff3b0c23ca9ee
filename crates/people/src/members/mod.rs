//! Members: accounts in a community, with counters of what they gave. Writes `joined` to the log.

mod directory;
pub mod store;

use base::db::Migration;
use web::{Feature, Language, MenuEntry, Permission, Routes, Searchable};

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 220, name: "members", sql: include_str!("220_members.sql") },
    Migration { number: 221, name: "reading", sql: include_str!("221_reading.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "members",
        routes: Routes::new().get("/c/{community}/members", "/c/{community}/members", Permission::Inside, directory::directory),
        menu: &[MenuEntry { place: "members", icon: "users", path: "/members", position: 80, dock: true }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        searchable: vec![Searchable {
            kind: "member",
            found_as: search::Kind::Person,
            documents: |db, ids| Box::pin(async move { store::documents(&db, ids).await }),
            ids: |db, after, limit| Box::pin(async move { store::ids(&db, after, limit).await }),
        }],
        ..Feature::default()
    }
}
