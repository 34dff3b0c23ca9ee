//! Search: pages, palette and API over the index, and the listener that keeps the index behind the log.
//!
//! The index gives text scores. The best are ranked again with votes, acceptance and age from the database, every hit is
//! loaded, and its audience is checked again there.

mod api;
mod asking;
pub mod indexing;
mod page;
mod scope;

use web::{Feature, Job, Permission, Routes};

pub fn feature() -> Feature {
    Feature {
        name: "searching",
        routes: Routes::new()
            .get("/search", "/search?q=grind", Permission::Anyone, page::everywhere)
            .get("/c/{community}/search", "/c/{community}/search?q=grind", Permission::Read, page::here)
            .get("/api/v1/search", "/api/v1/search?q=grind", Permission::Anyone, api::search),
        jobs: vec![Job { name: "indexing", run: |app| Box::pin(indexing::listen(app)) }],
        ..Feature::default()
    }
}
