//! How people are reached who use something else: an incoming webhook of theirs (Slack, Discord, Mattermost, or plain JSON)
//! that is told what is new, and a text to paste anywhere.
//!
//! Writes `webhook_set` and `webhook_removed` (webhook) to the log, and reads it: a listener puts what is to be told into an
//! outbox in the transaction that moves its cursor; a job sends what is due.

mod deliver;
mod listener;
mod model;
mod news;
mod page;
mod setup;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Job, Language, Menu, MenuEntry, Permission, Routes};

pub use deliver::send_due;
pub use listener::{catch_up, tell_weeks};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 383, name: "webhooks", sql: include_str!("383_webhooks.sql") }];

const PLACE: &str = "/c/{community}/manage/webhook";

pub fn feature() -> Feature {
    Feature {
        name: "webhook",
        routes: Routes::new()
            .get(PLACE, PLACE, Permission::Lead, page::show)
            .post(PLACE, PLACE, Permission::Lead, setup::save)
            .post("/c/{community}/manage/webhook/test", "/c/{community}/manage/webhook/test", Permission::Lead, setup::test)
            .post("/c/{community}/manage/webhook/remove", "/c/{community}/manage/webhook/remove", Permission::Lead, setup::remove)
            .post("/admin/webhook", "/admin/webhook", Permission::Admin, setup::private),
        menu: &[MenuEntry {
            place: "manage-webhook",
            path: "/manage/webhook",
            position: 18,
            for_whom: ForWhom::Leaders,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "webhooks", run: |app| Box::pin(deliver::run(app)) }],
        ..Feature::default()
    }
}
