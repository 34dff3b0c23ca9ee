//! What is kept about somebody: a copy of all of it for themselves, and its deletion.
//!
//! What there is, the features say ([`web::personal`]). A copy is a zip that a job makes; only its owner fetches it, for seven
//! days. A deletion waits for 14 days, in which whoever asked for it can take it back; then a job does it, step by step.
//! Writes `deletion_asked`, `deletion_taken_back` and `account_deleted` to the log, and `left` for each membership.

mod admin;
mod asking;
mod columns;
mod deleting;
mod fetching;
mod leaving;
mod making;
mod page;
mod parcel;
pub mod store;

use std::time::Duration;

use base::db::Migration;
use base::{Result, Time};
use web::personal::{Farewell, Personal};
use web::{App, Feature, Job, Language, MenuEntry, Permission, Routes};

pub use deleting::{Refusal, Wish, ask, delete_due};
pub use making::make_due;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 420, name: "data", sql: include_str!("420_data.sql") }];

/// A copy can be fetched for so long, ms.
pub const KEPT: i64 = 7 * Time::DAY;
/// A deletion can be taken back for so long, ms.
pub const GRACE: i64 = 14 * Time::DAY;

pub fn feature() -> Feature {
    Feature {
        name: "data",
        routes: Routes::new()
            .get("/account/data", "/account/data", Permission::SignedIn, page::page)
            .post("/account/data/copy", "/account/data/copy", Permission::SignedIn, asking::ask)
            .post("/account/data/stop", "/account/data/stop", Permission::SignedIn, asking::stop)
            .get("/account/data/copy/{name}", "/account/data/copy/guildhall.zip", Permission::SignedIn, fetching::fetch)
            .get("/account/data/delete", "/account/data/delete", Permission::SignedIn, leaving::page)
            .post("/account/data/delete", "/account/data/delete", Permission::SignedIn, leaving::ask)
            .post("/account/data/keep", "/account/data/keep", Permission::SignedIn, leaving::keep)
            .get("/admin/delete-account", "/admin/delete-account", Permission::Admin, admin::page)
            .post("/admin/delete-account", "/admin/delete-account", Permission::Admin, admin::ask)
            .post("/admin/delete-account/keep", "/admin/delete-account/keep", Permission::Admin, admin::keep),
        migrations: MIGRATIONS,
        menu: const { &[MenuEntry::of_site("site-deletions", "/admin/delete-account", 40)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "personal data", run: |app| Box::pin(work(app)) }],
        personal: Personal {
            columns: columns::COLUMNS,
            parts: store::parts::PARTS,
            farewells: &[
                Farewell { name: "account", run: |tx, leaver, _| Box::pin(deleting::account(tx, leaver)) },
                Farewell { name: "own", run: |tx, leaver, _| Box::pin(deleting::own(tx, leaver)) },
                Farewell { name: "shared", run: |tx, leaver, _| Box::pin(deleting::shared(tx, leaver)) },
                Farewell { name: "memberships", run: |tx, leaver, _| Box::pin(deleting::memberships(tx, leaver)) },
            ],
        },
        ..Feature::default()
    }
}

/// At most one look a second, and one at least so often: another process may have written.
const BETWEEN: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_secs(30);

/// Makes copies and carries out deletions until the program ends.
async fn work(app: App) {
    let mut changes = app.db.changes();
    loop {
        if let Err(error) = once(&app).await {
            tracing::error!(%error, "copies and deletions wait");
        }
        tokio::time::sleep(BETWEEN).await;
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

async fn once(app: &App) -> Result<()> {
    make_due(app).await?;
    delete_due(app).await.map(|_| ())
}
