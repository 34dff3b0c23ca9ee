//! Imports that an administrator begins on a page: they go on beside the requests, show how far they are, can be left, come
//! back to and stopped, and be taken up again, as an import brings nothing twice.

mod pages;
pub(super) mod store;

use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ::people::communities::{Role, store as communities};
use ::people::members::store as members;
use base::activity::Origin;
use base::{Error, Id, Result, Tx};
use web::{App, Permission, Routes};

pub use self::store::end_lost;
use self::store::{Run, State};
use crate::imports::stackexchange::{self, Options};
pub use pages::Typed;

/// How often it is noted how far an import is.
const NOTED: Duration = Duration::from_secs(1);
/// After so long without a note, ms, an import has ended with its program.
const LOST: i64 = 30_000;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .post("/new/look/import", "/new/look/import", Permission::Admin, pages::begin)
        .get("/new/imports/{id}", "/new/imports/1", Permission::Admin, pages::show)
        .post("/new/imports/{id}/stop", "/new/imports/1/stop", Permission::Admin, pages::stop)
        .post("/new/imports/{id}/again", "/new/imports/1/again", Permission::Admin, pages::again)
}

/// Marks what was cut off, and takes away what came half, until the program ends.
pub(super) async fn look_after(app: App) {
    loop {
        if let Err(error) = super::upload::tidy(&app.exports) {
            tracing::warn!(%error, "what came half of an export stays");
        }
        let now = app.clock.now();
        let end = move |tx: Tx| async move { store::end_lost(&tx, now.plus(-LOST), now).await };
        if let Err(error) = app.db.write(end).await {
            tracing::error!(%error, "imports that were cut off are shown as running");
        }
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

/// Runs an import that was noted, to its end.
///
/// # Errors
/// When the database cannot be written; what goes wrong with the import itself is noted.
pub async fn run(app: App, id: Id) -> Result<()> {
    let Some(wanted) = app.db.read(move |tx| async move { store::one(&tx, id).await }).await? else { return Ok(()) };
    let (state, report) = match bring(&app, &wanted).await {
        Ok(Some(report)) => (State::Done, report),
        Ok(None) => (State::Stopped, String::new()),
        Err(Error::Unavailable(why)) if why.is_empty() => (State::Busy, String::new()),
        Err(error) => {
            tracing::warn!(%error, export = wanted.export, "an import did not come to its end");
            (State::Failed, String::new())
        }
    };
    let now = app.clock.now();
    app.db.write(move |tx| async move { store::end(&tx, id, state, &report, now).await }).await
}

/// The report of an import that ran to its end; nothing when it was stopped.
async fn bring(app: &App, run: &Run) -> Result<Option<String>> {
    let folder = app.exports.parent().unwrap_or(&app.exports).to_path_buf();
    // One at a time on a data directory, whoever began it.
    let lock = File::create(folder.join("import.lock"))?;
    if lock.try_lock().is_err() {
        return Err(Error::Unavailable(String::new()));
    }
    let path = app.exports.join(&run.export);
    let options = Options {
        source: stackexchange::source_of(&path),
        path,
        community: run.slug.clone(),
        name: Some(run.name.clone()).filter(|name| !name.is_empty()),
        visibility: run.visibility,
        language: run.language.clone(),
        site_url: None,
        dry_run: false,
        prune: false,
        folder,
    };
    let far = Arc::new(Mutex::new(("", 0, 0)));
    let told = Arc::clone(&far);
    let watch = Box::new(move |what, done, of| {
        *told.lock().unwrap_or_else(PoisonError::into_inner) = (what, done, of);
    });
    let mut import = Box::pin(stackexchange::import(&app.db, &app.clock, options, watch));
    let report = loop {
        match tokio::time::timeout(NOTED, &mut import).await {
            Ok(report) => break report?,
            Err(_) => {
                let (what, done, of) = *far.lock().unwrap_or_else(PoisonError::into_inner);
                let (id, now) = (run.id, app.clock.now());
                let [done, of] = [done, of].map(|n: u64| i64::try_from(n).unwrap_or(i64::MAX));
                let state = app.db.write(move |tx| async move { store::advance(&tx, id, what, done, of, now).await }).await?;
                if state == Some(State::Stopping) {
                    return Ok(None);
                }
            }
        }
    };
    lead(app, run).await?;
    serde_json::to_string(&report).map(Some).map_err(Error::internal)
}

/// Who brought a community leads it until somebody else does.
async fn lead(app: &App, run: &Run) -> Result<()> {
    let (slug, account, now) = (run.slug.clone(), run.account, app.clock.now());
    let lead = move |tx: Tx| async move {
        let Some(community) = communities::by_slug(&tx, &slug).await? else { return Ok(()) };
        if communities::champions(&tx, community.id, now).await?.is_empty() {
            members::join(&tx, community.id, account, now, Origin::Lived, now).await?;
            communities::grant(&tx, community.id, account, Role::Champion, None, now).await?;
        }
        Ok(())
    };
    app.db.write(lead).await
}
