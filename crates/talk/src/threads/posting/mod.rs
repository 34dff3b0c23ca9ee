//! What people write: threads, replies, comments, and how they change them.

mod answers_me;
mod comment;
mod compose;
mod edit;
mod held;
mod history;
mod limits;
mod mentions;
pub(super) mod new;
mod preview;
mod proposals;
mod reply;
pub(super) mod sending;
pub(crate) mod start;
pub(super) mod title;
pub(super) mod write;

use web::{Permission, Routes};

pub use compose::compose;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/c/{community}/new", "/c/{community}/new", Permission::Write, new::page)
        .post("/c/{community}/new", "/c/{community}/new", Permission::Write, new::start)
        .get(
            "/c/{community}/new/proposals",
            "/c/{community}/new/proposals?title=first+chisel",
            Permission::Write,
            proposals::propose,
        )
        .get("/c/{community}/held", "/c/{community}/held", Permission::Write, held::page)
        .post("/c/{community}/preview", "/c/{community}/preview", Permission::Write, preview::preview)
        .get("/c/{community}/mentions", "/c/{community}/mentions?q=a", Permission::Write, mentions::complete)
        .get("/c/{community}/threads/{id}/reply", "/c/{community}/threads/1/reply", Permission::Write, reply::page)
        .post("/c/{community}/threads/{id}/reply", "/c/{community}/threads/1/reply", Permission::Write, reply::reply)
        .post(
            "/c/{community}/threads/{id}/answers-me",
            "/c/{community}/threads/1/answers-me",
            Permission::Write,
            answers_me::answers_me,
        )
        .get("/c/{community}/posts/{id}/comment", "/c/{community}/posts/1/comment", Permission::Write, comment::page)
        .post("/c/{community}/posts/{id}/comment", "/c/{community}/posts/1/comment", Permission::Write, comment::comment)
        .get("/c/{community}/posts/{id}/edit", "/c/{community}/posts/1/edit", Permission::Write, edit::page)
        .post("/c/{community}/posts/{id}/edit", "/c/{community}/posts/1/edit", Permission::Write, edit::edit)
        .get("/c/{community}/posts/{id}/history", "/c/{community}/posts/1/history", Permission::Read, history::history)
}
