//! Threads: discussions, questions, "how would you", ideas, showcases. One machinery for all kinds.
//!
//! Writes to the log: `asked`/`started` (thread), `answered`/`replied`/`commented` (post), `accepted`, `edited`, `hidden`,
//! `restored`, `closed`, `opened`, `pinned`, `sorted`, `moved`, `merged`, `split`, `turned` and the like. The search index
//! listens.
//!
//! Reading stands here (`list`, `show`); what people do stands in a folder each: `posting`, `voting`, `following`,
//! `moderating`, one file for each thing. Who may do it: `rights`.

mod documents;
pub mod following;
mod gone;
pub mod list;
pub mod model;
mod moderating;
pub(crate) mod posting;
pub(crate) mod rights;
mod show;
pub mod store;
mod structured;
mod voting;

use axum::response::Response;
use base::db::Migration;
use base::{Error, Id, Result};
use http::{HeaderMap, header};
use serde::Deserialize;
use web::{Belongings, Feature, Job, MenuEntry, Page, Permission, Routes, Searchable};

pub use model::{Kind, Section};
pub(crate) use moderating::follow_up;
pub use moderating::tidy_once;

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 300, name: "threads", sql: include_str!("300_threads.sql") },
    Migration { number: 310, name: "writing", sql: include_str!("310_writing.sql") },
    Migration { number: 320, name: "following", sql: include_str!("320_following.sql") },
    Migration { number: 330, name: "rare", sql: include_str!("330_rare.sql") },
    Migration { number: 331, name: "thread_groups", sql: include_str!("331_thread_groups.sql") },
    Migration { number: 340, name: "comments", sql: include_str!("340_comments.sql") },
    Migration { number: 421, name: "by_person", sql: include_str!("421_by_person.sql") },
    Migration { number: 402, name: "moderating", sql: include_str!("402_moderating.sql") },
];

/// The `{id}` of an address: a thread's or a post's.
#[derive(Deserialize)]
pub(crate) struct Named {
    id: String,
}

impl Named {
    /// What is no number names nothing.
    pub fn id(&self) -> Result<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// Back to where somebody stood in a thread when they pressed a button: the same page of it, at the post. Turbo morphs
/// that page (its forms say `data-turbo-action="replace"`), others jump to the post.
fn back(headers: &HeaderMap, community: &str, thread: Id, slug: &str, post: Option<Id>) -> Response {
    let start = format!("/c/{community}/t/{thread}/");
    let from =
        headers.get(header::REFERER).and_then(|value| value.to_str().ok()).and_then(|url| url.find(&start).map(|at| &url[at..]));
    let page = from.filter(|path| web::is_path(path)).map_or_else(|| format!("{start}{slug}"), str::to_owned);
    let post = post.map(|post| format!("#p{post}")).unwrap_or_default();
    Page::go(format!("{page}{post}"))
}

pub fn feature() -> Feature {
    let routes = Routes::new();
    let routes = moderating::routes(following::routes(voting::routes(posting::routes(routes))));
    Feature {
        name: "threads",
        routes: routes
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
        jobs: vec![Job { name: "tidying threads", run: |app| Box::pin(moderating::tidy(app)) }],
        moderated: vec![moderating::KIND],
        belongings: vec![Belongings {
            communities: |tx, account| Box::pin(async move { store::handing::communities(&tx, account).await }),
            hand_over: |tx, over| Box::pin(async move { store::handing::hand_over(&tx, over).await }),
        }],
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
