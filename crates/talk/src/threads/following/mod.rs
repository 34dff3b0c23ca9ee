//! What one follows, keeps and has read.

mod bookmark;
mod follow;
mod read;
pub mod unread;

use web::{Permission, Routes};

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/c/{community}/threads/{id}/follow", "/c/{community}/threads/1/follow", Permission::Write, follow::follow)
        .post("/c/{community}/threads/{id}/bookmark", "/c/{community}/threads/1/bookmark", Permission::Write, bookmark::bookmark)
        .get("/c/{community}/saved", "/c/{community}/saved", Permission::Write, bookmark::saved)
        .post("/c/{community}/threads/{id}/read", "/c/{community}/threads/1/read", Permission::Read, read::read)
        .post("/c/{community}/posts/{id}/unread", "/c/{community}/posts/2/unread", Permission::Write, read::unread)
        .post("/c/{community}/read-all", "/c/{community}/read-all", Permission::Write, read::read_all)
}
