//! Areas of a community, for who leads it: names, tones, order, guests; adding and removing.
//!
//! The rows are kept by `people`; this folder takes the threads along. Writes to the log, beside the area's own entries:
//! `moved` (thread) for every thread whose area or audience changed, which the search index follows.

mod command;
mod page;
pub mod store;

pub(crate) use command::free_slug;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 350, name: "areas", sql: include_str!("350_areas.sql") }];

pub fn feature() -> Feature {
    let sample = "/c/{community}/manage/areas/tools";
    Feature {
        name: "areas",
        routes: Routes::new()
            .get("/c/{community}/manage/areas", "/c/{community}/manage/areas", Permission::Lead, page::show)
            .post("/c/{community}/manage/areas", "/c/{community}/manage/areas", Permission::Lead, page::add)
            .post("/c/{community}/manage/areas/{area}", sample, Permission::Lead, page::change)
            .post(
                "/c/{community}/manage/areas/{area}/place",
                "/c/{community}/manage/areas/tools/place",
                Permission::Lead,
                page::place,
            )
            .post(
                "/c/{community}/manage/areas/{area}/remove",
                "/c/{community}/manage/areas/tools/remove",
                Permission::Lead,
                page::remove,
            ),
        menu: &[MenuEntry {
            place: "manage-areas",
            path: "/manage/areas",
            position: 20,
            for_whom: ForWhom::Leaders,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
