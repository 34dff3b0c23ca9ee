//! Keeping a community kind: members flag what is wrong, moderators look at it in one queue, decide, tell the author why, and
//! can take it back; the author can ask once for another look.
//!
//! Things are reached through [`web::Moderated`]; people are one kind of them. What a decision means is enforced elsewhere: the
//! door knows who is silent or out, and whatever hides a thing does so by its own rules. Writes to the log: `flagged`,
//! `held` and `case_decided`, `case_undone`, `appealed`, `appeal_answered` (case); `warned`, `silenced`, `suspended`,
//! `sanction_lifted` (account).

mod appeal;
mod case;
mod decide;
mod flag;
mod model;
mod persons;
mod queue;
mod sanctions;
mod spam;
pub mod store;

use base::db::Migration;
use base::{Id, Result, Time, Tx};
use web::{App, Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes, Thing};

pub use model::{Cause, Reason};

use crate::communities::Deed;
use crate::inbox::{MODERATED, store as inbox};
use crate::veils::store as veils;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 400, name: "moderation", sql: include_str!("400_moderation.sql") }];

const QUEUE: MenuEntry = MenuEntry { path: "/manage/queue", position: 15, for_whom: ForWhom::Moderators, ..MenuEntry::USUAL };
const FLAG: &str = "/c/{community}/flag/{kind}/{id}";
const CASE: &str = "/c/{community}/manage/queue/{id}";
const MINE: &str = "/account/cases/{id}";

/// Puts something that was just written before the moderators: hidden by its own kind already, or standing there.
pub async fn hold(tx: &Tx, community: Id, thing: (&str, Id, Id), cause: Cause, hidden: bool, now: Time) -> Result<()> {
    let (case, _) = store::open(tx, community, thing, cause, now).await?;
    if !hidden {
        return Ok(());
    }
    store::keep_thing(tx, case, thing.0, thing.1).await?;
    store::set_hidden(tx, case, true).await?;
    store::note(tx, Deed { community, by: 0, now }, "held", "case", case).await?;
    let author = veils::behind(tx, thing.2).await?;
    inbox::put(tx, author, MODERATED, case, now).await
}

/// What somebody wrote in a community that is out of sight until a moderator has looked: their cases, with the things.
///
/// # Errors
/// When the database cannot be read.
pub async fn held_of(app: &App, tx: &Tx, community: Id, account: Id) -> Result<Vec<(Id, Thing)>> {
    let mut held = Vec::new();
    for case in store::held_of(tx, community, account).await? {
        if let Some(thing) = queue::thing(app, tx, &case).await? {
            held.push((case.id, thing));
        }
    }
    Ok(held)
}

pub fn feature() -> Feature {
    let case = "/c/{community}/manage/queue/1";
    Feature {
        name: "moderation",
        routes: Routes::new()
            .get(FLAG, "/c/{community}/flag/post/2", Permission::Write, flag::page)
            .post(FLAG, "/c/{community}/flag/post/2", Permission::Write, flag::flag)
            .get("/c/{community}/flagged", "/c/{community}/flagged", Permission::Write, flag::thanks)
            .get("/c/{community}/manage/queue", "/c/{community}/manage/queue", Permission::Moderate, queue::page)
            .get(CASE, case, Permission::Moderate, case::page)
            .post(CASE, case, Permission::Moderate, decide::decide)
            .post(
                "/c/{community}/manage/queue/{id}/claim",
                "/c/{community}/manage/queue/1/claim",
                Permission::Moderate,
                queue::claim,
            )
            .post(
                "/c/{community}/manage/queue/{id}/undo",
                "/c/{community}/manage/queue/1/undo",
                Permission::Moderate,
                decide::undo,
            )
            .get("/c/{community}/manage/queue/{id}/spam", "/c/{community}/manage/queue/1/spam", Permission::Moderate, spam::page)
            .post(
                "/c/{community}/manage/queue/{id}/spam",
                "/c/{community}/manage/queue/1/spam",
                Permission::Moderate,
                spam::sweep,
            )
            .post(
                "/c/{community}/manage/queue/{id}/answer",
                "/c/{community}/manage/queue/1/answer",
                Permission::Moderate,
                appeal::answer,
            )
            .post(
                "/c/{community}/manage/sanctions/{id}/lift",
                "/c/{community}/manage/sanctions/1/lift",
                Permission::Moderate,
                sanctions::lift,
            )
            .get(MINE, "/account/cases/2", Permission::SignedIn, appeal::page)
            .post(MINE, "/account/cases/2", Permission::SignedIn, appeal::appeal)
            .get("/admin/suspensions", "/admin/suspensions", Permission::Admin, sanctions::page)
            .post("/admin/suspensions", "/admin/suspensions", Permission::Admin, sanctions::suspend)
            .post("/admin/suspensions/{id}/lift", "/admin/suspensions/1/lift", Permission::Admin, sanctions::lift_on_site),
        // Who moderates and does not lead comes to all pages below `/manage` by this one.
        menu: const {
            &[
                MenuEntry::of_site("site-suspensions", "/admin/suspensions", 30),
                MenuEntry { place: "queue", icon: "flag", position: 94, ..QUEUE },
                MenuEntry { place: "manage-queue", menu: Menu::Manage, ..QUEUE },
            ]
        },
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        moderated: vec![persons::KIND],
        ..Feature::default()
    }
}
