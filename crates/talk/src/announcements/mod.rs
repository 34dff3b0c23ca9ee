//! Announcements: threads that everybody should see. Who leads writes them; they stand on top of the home page until they are
//! read or their last day has passed, and wait in the inbox of each person once. Where who leads wants it, everybody is asked to
//! say that they have read and understood; those who have not are reminded once, also by mail.
//!
//! Writes to the log: `announced`, `announcement_confirmed`, `announcement_reminded`, `announcement_stopped` (announcement: the
//! thread). The listener here (`telling`) reads the first and the third: whoever is concerned is told, a part at a time.
//! Reading one leaves no entry.

mod confirm;
mod model;
mod page;
pub mod store;
mod telling;

use base::db::Migration;
use base::{Error, Id, Result};
use serde::Deserialize;
use web::{Feature, Job, Language, Permission, Routes};

pub use model::{Announcement, Standing};
pub use telling::tell_once;

pub const MIGRATIONS: &[Migration] =
    &[Migration { number: 332, name: "announcements", sql: include_str!("332_announcements.sql") }];

pub fn feature() -> Feature {
    let routes = Routes::new()
        .get("/c/{community}/announcements/{id}", "/c/{community}/announcements/4", Permission::Lead, page::show)
        .post("/c/{community}/announcements/{id}/remind", "/c/{community}/announcements/4/remind", Permission::Lead, page::remind)
        .post("/c/{community}/announcements/{id}/stop", "/c/{community}/announcements/4/stop", Permission::Lead, page::stop)
        .post("/c/{community}/announcements/{id}/read", "/c/{community}/announcements/4/read", Permission::Write, confirm::read)
        .post(
            "/c/{community}/announcements/{id}/confirm",
            "/c/{community}/announcements/4/confirm",
            Permission::Write,
            confirm::confirm,
        );
    Feature {
        name: "announcements",
        routes,
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "telling of announcements", run: |app| Box::pin(telling::keep(app)) }],
        ..Feature::default()
    }
}

/// The number in an address: the thread's.
#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Named {
    /// What is no number names nothing.
    fn id(&self) -> Result<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}
