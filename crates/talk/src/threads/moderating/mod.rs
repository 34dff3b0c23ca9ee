//! Keeping order: deleting and bringing back, closing, pinning, sorting, moving, merging, splitting, turning into another kind.

mod asker;
mod close;
mod duplicate;
mod handling;
mod merge;
mod pin;
mod remove;
mod sort;
mod split;
mod tidy;
mod turn;

use web::{Permission, Routes};

pub(super) use handling::{KIND, hold};
pub(crate) use remove::follow_up;
pub(super) use tidy::tidy;
pub use tidy::tidy_once;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/c/{community}/posts/{id}", "/c/{community}/posts/1", Permission::Read, remove::permanent)
        .get("/c/{community}/posts/{id}/remove", "/c/{community}/posts/2/remove", Permission::Write, remove::page)
        .post("/c/{community}/posts/{id}/remove", "/c/{community}/posts/2/remove", Permission::Write, remove::remove)
        .post("/c/{community}/posts/{id}/restore", "/c/{community}/posts/2/restore", Permission::Write, remove::restore)
        .post("/c/{community}/threads/{id}/pin", "/c/{community}/threads/1/pin", Permission::Write, pin::pin)
        .get("/c/{community}/threads/{id}/asker", "/c/{community}/threads/1/asker", Permission::Moderate, asker::page)
        .post("/c/{community}/threads/{id}/asker", "/c/{community}/threads/1/asker", Permission::Moderate, asker::look)
        .get("/c/{community}/threads/{id}/close", "/c/{community}/threads/1/close", Permission::Moderate, close::page)
        .post("/c/{community}/threads/{id}/close", "/c/{community}/threads/1/close", Permission::Moderate, close::close)
        .post("/c/{community}/threads/{id}/turn", "/c/{community}/threads/1/turn", Permission::Moderate, turn::turn)
        .get("/c/{community}/threads/{id}/sort", "/c/{community}/threads/1/sort", Permission::Write, sort::page)
        .post("/c/{community}/threads/{id}/sort", "/c/{community}/threads/1/sort", Permission::Write, sort::sort)
        .post("/c/{community}/threads/{id}/move", "/c/{community}/threads/1/move", Permission::Moderate, sort::carry)
        .get("/c/{community}/threads/{id}/duplicate", "/c/{community}/threads/1/duplicate", Permission::Write, duplicate::page)
        .post(
            "/c/{community}/threads/{id}/duplicate",
            "/c/{community}/threads/1/duplicate",
            Permission::Write,
            duplicate::duplicate,
        )
        .get("/c/{community}/threads/{id}/merge", "/c/{community}/threads/1/merge", Permission::Moderate, merge::page)
        .post("/c/{community}/threads/{id}/merge", "/c/{community}/threads/1/merge", Permission::Moderate, merge::merge)
        .get("/c/{community}/threads/{id}/split", "/c/{community}/threads/1/split", Permission::Moderate, split::page)
        .post("/c/{community}/threads/{id}/split", "/c/{community}/threads/1/split", Permission::Moderate, split::split)
}
