//! Threads: discussions, questions, "how would you", ideas, showcases. One machinery for all kinds.
//!
//! Writes to the log: `asked`/`started` (thread), `answered`/`replied`/`commented` (post), `accepted`, `edited`,
//! `hidden`, `restored`. The search index listens.

mod documents;
pub mod list;
pub mod model;
mod show;
pub mod store;
mod structured;

use base::db::Migration;
use web::{Feature, MenuEntry, Permission, Routes, Searchable};

pub use model::{Kind, Section};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 300, name: "threads", sql: include_str!("300_threads.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "threads",
        routes: Routes::new()
            .get("/c/{community}/discussions", "/c/{community}/discussions", Permission::Read, list::discussions)
            .get("/c/{community}/questions", "/c/{community}/questions", Permission::Read, list::questions)
            .get("/c/{community}/ideas", "/c/{community}/ideas", Permission::Read, list::ideas)
            .get("/c/{community}/t/{id}", "/c/{community}/t/1", Permission::Read, show::thread)
            .get("/c/{community}/t/{id}/{slug}", "/c/{community}/t/1/first", Permission::Read, show::thread),
        menu: &[
            MenuEntry {
                place: "discussions",
                icon: "messages-square",
                path: "/discussions",
                position: 10,
                dock: true,
                ..MenuEntry::USUAL
            },
            MenuEntry {
                place: "questions",
                icon: "circle-question-mark",
                path: "/questions",
                position: 20,
                dock: true,
                ..MenuEntry::USUAL
            },
            MenuEntry { place: "ideas", icon: "lightbulb", path: "/ideas", position: 60, ..MenuEntry::USUAL },
        ],
        migrations: MIGRATIONS,
        texts: crate::TEXTS,
        searchable: vec![
            Searchable {
                kind: "thread",
                found_as: search::Kind::Thread,
                documents: |db, ids| Box::pin(async move { documents::of_threads(&db, ids).await }),
                ids: |db, after, limit| Box::pin(async move { documents::thread_ids(&db, after, limit).await }),
            },
            Searchable {
                kind: "post",
                found_as: search::Kind::Post,
                documents: |db, ids| Box::pin(async move { documents::of_posts(&db, ids).await }),
                ids: |db, after, limit| Box::pin(async move { documents::post_ids(&db, after, limit).await }),
            },
        ],
        ..Feature::default()
    }
}
