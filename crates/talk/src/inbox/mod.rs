//! What waits for somebody: `GET /notifications`, and "did it work for you?".

mod checks;
mod page;
mod shown;
mod worked;

use web::{Feature, Job, Permission, Routes};

pub use checks::ask_once;

pub fn feature() -> Feature {
    Feature {
        name: "notifications",
        routes: Routes::new()
            .get("/notifications", "/notifications", Permission::SignedIn, page::notifications)
            .post("/notifications/{id}/seen", "/notifications/1/seen", Permission::SignedIn, page::seen)
            .get("/c/{community}/threads/{id}/worked", "/c/{community}/threads/1/worked", Permission::Write, worked::page)
            .post("/c/{community}/threads/{id}/worked", "/c/{community}/threads/1/worked", Permission::Write, worked::worked),
        jobs: vec![Job { name: "asking how it went", run: |app| Box::pin(checks::ask(app)) }],
        ..Feature::default()
    }
}
