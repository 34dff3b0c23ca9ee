//! Working groups as pages: what they are for, who is in them, what they discuss, what came of it. The rows are kept by
//! `people`.
//!
//! Any member starts one and leads it until they hand it on; the lead and who moderates change and end it. What a closed group
//! says, its members read and who moderates; that it is there, everybody who belongs to the community. An ended group can tell
//! the community what came of it: a showcase.

mod belong;
mod change;
mod end;
mod form;
mod list;
mod reminding;
mod show;

use axum::response::Response;
use base::{Error, Id, Result, Tx};
use people::communities::Deed;
use people::groups::{Group, store as groups};
use serde::Deserialize;
use web::{Feature, Here, Job, Language, Menu, MenuEntry, Page, Permission, Routes, Visit};

pub use reminding::remind_once;

const LIST: &str = "/c/{community}/groups";
const NEW: &str = "/c/{community}/groups/new";

pub fn feature() -> Feature {
    let routes = Routes::new()
        .get(LIST, LIST, Permission::Inside, list::page)
        .get(NEW, NEW, Permission::Write, form::new)
        .post(NEW, NEW, Permission::Write, form::start)
        .get("/c/{community}/groups/{id}", "/c/{community}/groups/1", Permission::Inside, show::page)
        .get("/c/{community}/groups/{id}/{slug}", "/c/{community}/groups/1/jig", Permission::Inside, show::page)
        .post("/c/{community}/groups/{id}/join", "/c/{community}/groups/1/join", Permission::Write, belong::join)
        .post("/c/{community}/groups/{id}/leave", "/c/{community}/groups/1/leave", Permission::Write, belong::leave)
        .post("/c/{community}/groups/{id}/ask", "/c/{community}/groups/1/ask", Permission::Write, belong::ask)
        .get("/c/{community}/groups/{id}/edit", "/c/{community}/groups/1/edit", Permission::Write, change::page)
        .post("/c/{community}/groups/{id}/edit", "/c/{community}/groups/1/edit", Permission::Write, change::change)
        .get("/c/{community}/groups/{id}/end", "/c/{community}/groups/1/end", Permission::Write, end::page)
        .post("/c/{community}/groups/{id}/end", "/c/{community}/groups/1/end", Permission::Write, end::end)
        .post("/c/{community}/groups/{id}/tell", "/c/{community}/groups/1/tell", Permission::Write, end::tell)
        .post("/c/{community}/groups/{id}/reopen", "/c/{community}/groups/1/reopen", Permission::Write, end::reopen);
    Feature {
        name: "group pages",
        routes,
        menu: &[MenuEntry { place: "groups", icon: "flag", path: "/groups", position: 80, menu: Menu::Foot, ..MenuEntry::USUAL }],
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "looking after groups", run: |app| Box::pin(reminding::remind(app)) }],
        ..Feature::default()
    }
}

/// The number in an address, and the word behind it.
#[derive(Deserialize)]
struct Named {
    id: String,
    slug: Option<String>,
}

impl Named {
    /// What is no number names nothing.
    fn id(&self) -> Result<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// Whether this reader may know of a group: one that talks among itself is for who belongs here.
fn may_know(here: &Here, group: &Group) -> bool {
    !group.closed || here.belongs()
}

/// Whether somebody looks after a group: its lead, and who moderates.
fn tends(visit: &Visit, group: &Group) -> bool {
    let account = visit.account.as_ref().map(|account| account.id);
    let here = visit.here.as_ref();
    here.is_some_and(|here| here.moderates() || (here.belongs() && account == Some(group.lead)))
}

/// The group of an address, as far as the reader may know of it.
async fn find(tx: &Tx, here: &Here, id: Id) -> Result<Group> {
    let found = groups::find(tx, here.id, id).await?;
    found.filter(|group| may_know(here, group)).ok_or(Error::NotFound)
}

/// As [`find`], held for a command; refused to who does not belong here.
async fn hold(tx: &Tx, here: &Here, id: Id) -> Result<Group> {
    if !here.belongs() {
        return Err(Error::Forbidden);
    }
    groups::hold(tx, here.id, id).await?.ok_or(Error::NotFound)
}

/// What the person who asks does, when they belong here: guests have no part in groups.
fn deed(visit: &Visit) -> Result<Deed> {
    if visit.here()?.belongs() { Deed::of(visit) } else { Err(Error::Forbidden) }
}

/// Leads to a group's page.
fn lead(here: &Here, id: Id, slug: &str) -> Response {
    Page::go(format!("/c/{}/groups/{id}/{slug}", here.slug))
}
