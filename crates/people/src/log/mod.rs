//! The log of privileged actions: who gave a role, decided a case, closed a thread, changed a setting, and when. It is a view of the
//! activity log; nothing is written for it. Who moderates sees what they did themselves, who leads everything of the community,
//! administrators everything of the site.

mod model;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 403, name: "log", sql: include_str!("403_log.sql") },
    Migration { number: 460, name: "more_log", sql: include_str!("460_log.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "log",
        routes: Routes::new()
            .get("/c/{community}/manage/log", "/c/{community}/manage/log", Permission::Moderate, page::of_community)
            .get("/admin/log", "/admin/log", Permission::Admin, page::of_site),
        menu: const {
            &[
                MenuEntry::of_site("site-log", "/admin/log", 90),
                MenuEntry {
                    place: "manage-log",
                    path: "/manage/log",
                    position: 90,
                    for_whom: ForWhom::Moderators,
                    menu: Menu::Manage,
                    ..MenuEntry::USUAL
                },
            ]
        },
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
