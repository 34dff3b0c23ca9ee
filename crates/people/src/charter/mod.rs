//! The charter: what a community agreed on one page, in five parts and versions, with its goals. Members propose, who
//! leads takes up, everybody says that they read it, and once a year somebody looks whether it is still right.
//!
//! Writes to the log: `charter_published`, `charter_acknowledged`, `charter_reviewed` (charter: the version);
//! `charter_proposed`, `charter_proposal_changed`, `charter_consented`, `charter_objected`, `charter_proposal_taken`, `charter_proposal_declined`,
//! `charter_proposal_withdrawn`, `charter_proposal_removed`, `charter_proposal_restored` (charter_proposal);
//! `charter_commented`, `charter_comment_removed`, `charter_comment_restored` (charter_comment);
//! `goal_added`, `goal_changed`, `goal_progressed`, `goal_reached`, `goal_dropped`, `goal_opened` (goal). Listens to what becomes of proposals: who leads and who proposed find it in the inbox.

mod changing;
mod common;
mod deciding;
mod discussing;
mod edit;
mod goal;
mod goals;
mod listing;
pub mod model;
mod page;
mod proposal;
mod propose;
mod reviewing;
mod saying;
pub mod store;
mod telling;
mod versions;

use base::db::Migration;
use web::{Feature, Job, Language, Menu, MenuEntry, Permission, Routes};

pub use goal::{Goal, Wanted};
pub use model::{Parts, REVIEW, State, Version};
pub use proposal::{Fate, Kind, NewProposal, Proposal, Stance};
pub use reviewing::{purge_once, remind_once};
pub use telling::tell_once;

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 270, name: "charter", sql: include_str!("270_charter.sql") },
    Migration { number: 271, name: "charter_proposals", sql: include_str!("271_charter_proposals.sql") },
    Migration { number: 272, name: "charter_goals", sql: include_str!("272_charter_goals.sql") },
    Migration { number: 273, name: "charter_editing", sql: include_str!("273_charter_editing.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "charter",
        routes: goal_routes(proposal_routes(charter_routes(Routes::new()))),
        menu: &[MenuEntry {
            place: "charter",
            icon: "scroll-text",
            path: "/charter",
            position: 90,
            menu: Menu::Foot,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![
            Job { name: "looking after charters", run: |app| Box::pin(reviewing::remind(app)) },
            Job { name: "telling of proposals", run: |app| Box::pin(crate::inbox::listen(app, telling::LISTENER)) },
        ],
        ..Feature::default()
    }
}

fn charter_routes(routes: Routes) -> Routes {
    let path = "/c/{community}/charter";
    routes
        .get(path, path, Permission::Read, page::show)
        .get("/c/{community}/charter/edit", "/c/{community}/charter/edit", Permission::Lead, edit::show)
        .post("/c/{community}/charter/edit", "/c/{community}/charter/edit", Permission::Lead, edit::save)
        .post("/c/{community}/charter/still-right", "/c/{community}/charter/still-right", Permission::Lead, page::still_right)
        .post("/c/{community}/charter/acknowledge", "/c/{community}/charter/acknowledge", Permission::Write, page::acknowledge)
        .get("/c/{community}/charter/versions", "/c/{community}/charter/versions", Permission::Inside, versions::list)
        .get("/c/{community}/charter/versions/{id}", "/c/{community}/charter/versions/1", Permission::Inside, versions::one)
}

fn proposal_routes(routes: Routes) -> Routes {
    routes
        .get("/c/{community}/charter/propose", "/c/{community}/charter/propose", Permission::Write, propose::show)
        .post("/c/{community}/charter/propose", "/c/{community}/charter/propose", Permission::Write, propose::send)
        .get("/c/{community}/charter/proposals", "/c/{community}/charter/proposals", Permission::Inside, listing::list)
        .get("/c/{community}/charter/proposals/{id}", "/c/{community}/charter/proposals/1", Permission::Inside, discussing::show)
        .get(
            "/c/{community}/charter/proposals/{id}/edit",
            "/c/{community}/charter/proposals/1/edit",
            Permission::Write,
            changing::show,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/edit",
            "/c/{community}/charter/proposals/1/edit",
            Permission::Write,
            changing::save,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/say",
            "/c/{community}/charter/proposals/1/say",
            Permission::Write,
            saying::say,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/comment",
            "/c/{community}/charter/proposals/1/comment",
            Permission::Write,
            saying::comment,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/take",
            "/c/{community}/charter/proposals/1/take",
            Permission::Lead,
            deciding::take,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/decline",
            "/c/{community}/charter/proposals/1/decline",
            Permission::Lead,
            deciding::decline,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/remove",
            "/c/{community}/charter/proposals/1/remove",
            Permission::Moderate,
            saying::remove,
        )
        .post(
            "/c/{community}/charter/proposals/{id}/withdraw",
            "/c/{community}/charter/proposals/1/withdraw",
            Permission::Write,
            deciding::withdraw,
        )
        .post(
            "/c/{community}/charter/comments/{id}/remove",
            "/c/{community}/charter/comments/1/remove",
            Permission::Write,
            saying::remove_comment,
        )
}

fn goal_routes(routes: Routes) -> Routes {
    let one = "/c/{community}/charter/goals/1";
    routes
        .get("/c/{community}/charter/goals/new", "/c/{community}/charter/goals/new", Permission::Lead, goals::new)
        .post("/c/{community}/charter/goals/new", "/c/{community}/charter/goals/new", Permission::Lead, goals::add)
        .get("/c/{community}/charter/goals/{id}", one, Permission::Inside, goals::show)
        .post("/c/{community}/charter/goals/{id}/edit", "/c/{community}/charter/goals/1/edit", Permission::Lead, goals::change)
        .post(
            "/c/{community}/charter/goals/{id}/progress",
            "/c/{community}/charter/goals/1/progress",
            Permission::Write,
            goals::progress,
        )
        .post("/c/{community}/charter/goals/{id}/close", "/c/{community}/charter/goals/1/close", Permission::Lead, goals::close)
}
