//! Roles: who leads, moderates, keeps an area or is a guest; until when, and who stands in.
//!
//! Writes `role_given` and `role_ended` (account) to the log. A community always has a champion whose term has no end.

mod give;
mod model;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub use model::Warning;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 268, name: "roles", sql: include_str!("268_roles.sql") }];

const PATH: &str = "/c/{community}/manage/roles";

pub fn feature() -> Feature {
    Feature {
        name: "roles",
        routes: Routes::new()
            .get(PATH, PATH, Permission::Lead, page::page)
            .post(PATH, PATH, Permission::Lead, give::give)
            .post("/c/{community}/manage/roles/{id}/end", "/c/{community}/manage/roles/2/end", Permission::Lead, give::end)
            .post(
                "/c/{community}/manage/roles/{id}/hand-over",
                "/c/{community}/manage/roles/2/hand-over",
                Permission::Lead,
                give::hand_over,
            ),
        menu: &[MenuEntry {
            place: "manage-roles",
            path: "/manage/roles",
            position: 12,
            for_whom: ForWhom::Leaders,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
