//! Members: accounts in a community, with counters of what they gave. Writes `joined`, `left`, `profile_changed` and
//! `admin_joined` to the log.

mod directory;
pub(crate) mod finding;
mod joining;
mod of_site;
pub mod store;

use base::db::Migration;
use web::{Feature, Job, Language, MenuEntry, Permission, Routes, Searchable};

pub use finding::fold_names;

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 220, name: "members", sql: include_str!("220_members.sql") },
    Migration { number: 221, name: "reading", sql: include_str!("221_reading.sql") },
    Migration { number: 251, name: "names", sql: include_str!("251_names.sql") },
    Migration { number: 294, name: "members_account", sql: include_str!("294_members_account.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "members",
        routes: Routes::new()
            .get("/c/{community}/members", "/c/{community}/members", Permission::Inside, directory::directory)
            .post("/c/{community}/join", "/c/{community}/join", Permission::Read, joining::join)
            .get("/c/{community}/leave", "/c/{community}/leave", Permission::Read, joining::ask)
            .post("/c/{community}/leave", "/c/{community}/leave", Permission::Read, joining::leave)
            .get("/admin/communities", "/admin/communities", Permission::Admin, of_site::page)
            .post("/admin/communities/{id}/join", "/admin/communities/1/join", Permission::Admin, of_site::join),
        menu: const {
            &[
                MenuEntry { place: "members", icon: "users", path: "/members", position: 80, dock: true, ..MenuEntry::USUAL },
                MenuEntry::of_site("site-communities", "/admin/communities", 15),
            ]
        },
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        searchable: vec![Searchable {
            kind: "member",
            found_as: search::Kind::Person,
            documents: |db, ids| Box::pin(async move { store::documents(&db, ids).await }),
            ids: |db, after, limit| Box::pin(async move { store::ids(&db, after, limit).await }),
        }],
        jobs: vec![Job { name: "folding names", run: |app| Box::pin(async move { fold_names(&app.db).await }) }],
        ..Feature::default()
    }
}
