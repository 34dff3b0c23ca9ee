//! What people think of what was written: votes, "me too", reactions, the accepted answer, polls.

mod accept;
mod conclude;
mod me_too;
pub(super) mod polls;
mod react;
pub(super) mod vote;

use web::{Permission, Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/c/{community}/posts/{id}/vote", "/c/{community}/posts/2/vote", Permission::Write, vote::vote)
        .get("/c/{community}/posts/{id}/react", "/c/{community}/posts/2/react", Permission::Write, react::palette)
        .post("/c/{community}/posts/{id}/react", "/c/{community}/posts/2/react", Permission::Write, react::react)
        .post("/c/{community}/posts/{id}/accept", "/c/{community}/posts/2/accept", Permission::Write, accept::accept)
        .post("/c/{community}/threads/{id}/me-too", "/c/{community}/threads/1/me-too", Permission::Write, me_too::me_too)
        .get("/c/{community}/threads/{id}/conclude", "/c/{community}/threads/1/conclude", Permission::Write, conclude::page)
        .post("/c/{community}/threads/{id}/conclude", "/c/{community}/threads/1/conclude", Permission::Write, conclude::conclude)
        .post("/c/{community}/threads/{id}/poll", "/c/{community}/threads/1/poll", Permission::Write, polls::vote)
        .post("/c/{community}/threads/{id}/poll/close", "/c/{community}/threads/1/poll/close", Permission::Write, polls::close)
}
