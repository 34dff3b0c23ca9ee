//! Home pages: of the site, and of a community (this week at a glance).

mod beginning;
mod community;
mod greeting;
mod site;

use people::inbox;
use web::{App, Failure, Feature, Job, MenuEntry, Permission, Routes, Visited};

pub fn feature() -> Feature {
    Feature {
        name: "home",
        routes: Routes::new().get("/", "/", Permission::Anyone, root).get(
            "/c/{community}",
            "/c/{community}",
            Permission::Read,
            community::home,
        ),
        menu: &[MenuEntry { place: "home", icon: "home", path: "", position: 0, dock: true, ..MenuEntry::USUAL }],
        jobs: vec![Job { name: "greeters", run: |app| Box::pin(inbox::listen(app, greeting::LISTENER)) }],
        ..Feature::default()
    }
}

/// With one community on the site that the reader may see, its home; else the list.
async fn root(
    app: axum::extract::State<App>,
    visit: Visited,
    headers: http::HeaderMap,
) -> Result<axum::response::Response, Failure> {
    match &visit.here {
        Some(here) if !here.audiences.is_empty() => community::home(app, visit, headers).await,
        _ => site::home(app, visit).await,
    }
}
