//! Files that people bring: pictures and whatever else belongs to what they write.
//!
//! A file is its account's alone until something uses it; then whoever may read that may read it. Pictures are made anew
//! in two sizes (`pictures`); everything else is only ever a download. Bytes stand on disk by their hash ([`base::Blobs`]),
//! before the row. Writes nothing to the log: what uses a file does.

mod attaching;
mod bringing;
mod fetching;
mod kinds;
mod names;
mod refusal;
pub mod store;
mod sweeping;
mod uses;

use base::db::Migration;
use web::{Feature, Job, Language, Permission, Routes};

pub use names::referenced;
pub use sweeping::sweep;
pub use uses::{Target, attach, detach, hide, move_audience, sizes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 240, name: "files", sql: include_str!("240_files.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "files",
        routes: Routes::new()
            .post("/c/{community}/files", "/c/{community}/files?name=note.txt", Permission::Write, bringing::bring)
            .post("/c/{community}/files/attach", "/c/{community}/files/attach", Permission::Write, attaching::attach)
            .get("/f/{file}/{name}", "/f/1/note.txt", Permission::Anyone, fetching::fetch),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "files", run: |app| Box::pin(sweeping::daily(app)) }],
        ..Feature::default()
    }
}
