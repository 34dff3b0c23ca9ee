//! Rules about words and links, of a community or the whole site: what one catches is refused, held for a look, or flagged.
//!
//! Whoever writes something asks [`verdict`] before. Writes `rule_added` and `rule_ended` (rule) to the log.

mod model;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub use model::{Action, Kind, Rule, caught, domain, hosts, links_of};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 401, name: "rules", sql: include_str!("401_rules.sql") }];

const PATH: &str = "/c/{community}/manage/rules";

pub fn feature() -> Feature {
    Feature {
        name: "rules",
        routes: Routes::new().get(PATH, PATH, Permission::Lead, page::page).post(PATH, PATH, Permission::Lead, page::add).post(
            "/c/{community}/manage/rules/{id}/end",
            "/c/{community}/manage/rules/1/end",
            Permission::Lead,
            page::end,
        ),
        menu: &[MenuEntry {
            place: "manage-rules",
            path: "/manage/rules",
            position: 17,
            for_whom: ForWhom::Leaders,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
