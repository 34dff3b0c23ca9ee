//! A private world per test: its own database (SQLite, or PostgreSQL from `bin/postgres-for-tests`), the real router in
//! process, a clock that the test turns, an index that it drains.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot make its world must end and say so"
)]

mod checks;
mod client;
mod data;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use base::db::Migration;
use base::{Blobs, Clock, Db, Limits, Location, Random, Time, db};
use people::accounts::proofs::Effort;
use people::accounts::sign_ups::rule::{self, SignUp};
use web::{App, Assets, Environment, Feature, Pages, Parts, Remembered, Serving, Texts};

pub use checks::wrong_counters;
pub use client::{Answer, Client};

/// Which database a world stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Noon of a day on which nothing happened.
pub const NOON: Time = Time(1_760_000_000_000);

pub struct World {
    pub app: App,
    pub folder: tempfile::TempDir,
    pub location: Location,
    features: fn() -> Vec<Feature>,
}

impl World {
    /// A world with the program's features and an empty, migrated database.
    pub async fn new(engine: Engine, features: fn() -> Vec<Feature>, migrations: &[Migration]) -> World {
        let folder = tempfile::tempdir().unwrap();
        let location = location(engine, folder.path());
        let clock = Clock::at(NOON);
        let db = Db::open(&location).await.unwrap();
        db::migrate(&db, migrations, &clock).await.unwrap();
        let list = features();
        let app = App::new(Parts {
            db,
            clock,
            random: Random::seeded(7),
            index: Arc::new(search::Index::open(&folder.path().join("search")).unwrap()),
            blobs: Blobs::at(&folder.path().join("files")),
            exports: folder.path().join("look"),
            texts: Texts::gather(&list).unwrap(),
            assets: Assets::default(),
            pages: Pages::new(1 << 20),
            related: Remembered::default(),
            door: people::door,
            menu: Parts::menu_of(&list),
            moderated: list.iter().flat_map(|feature| feature.moderated.clone()).collect(),
            searchable: list.iter().flat_map(|feature| feature.searchable.clone()).collect(),
            belongings: list.iter().flat_map(|feature| feature.belongings.clone()).collect(),
            personal: list.iter().map(|feature| feature.personal).collect(),
            limits: Limits::default(),
            environment: Environment::default(),
            serving: Serving::at("http://guild.test"),
        });
        without_proofs(&app.db).await;
        World { app, folder, location, features }
    }

    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Somebody without an account.
    pub fn visitor(&self) -> Client {
        Client::new(web::router(&self.app, (self.features)()), None)
    }

    /// Sends what is due in the outbox.
    pub async fn post_mail(&self) {
        people::mail::send_due(&self.app).await.unwrap();
    }

    /// Brings the index up to the log.
    pub async fn drain(&self) {
        talk::searching::indexing::catch_up(&self.app.db, &self.app.index, &self.app.searchable).await.unwrap();
    }
}

/// Nobody has to show that they are no program; a test of that sets another effort.
async fn without_proofs(db: &Db) {
    let write = |tx| async move { rule::write(&tx, &SignUp { effort: Effort::Off, ..SignUp::default() }).await };
    db.write(write).await.unwrap();
}

/// A new place for a database.
pub fn location(engine: Engine, folder: &Path) -> Location {
    match engine {
        Engine::Sqlite => Location::File(folder.join("guildhall.sqlite")),
        Engine::Postgres => Location::Server(new_postgres()),
    }
}

fn new_postgres() -> String {
    let made = Command::new(root().join("bin/postgres-for-tests")).arg("new").output().expect("bin/postgres-for-tests runs");
    assert!(made.status.success(), "no PostgreSQL for the tests: {}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).unwrap().trim().to_owned()
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// A folder of the shared data, when it is there; says so when it is not.
pub fn shared(name: &str) -> Option<PathBuf> {
    let base = std::env::var_os("GUILDHALL_SHARED_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let path = base.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// Makes a test of each named function (`async fn name(world: World)`) for each engine.
#[macro_export]
macro_rules! on_both_engines {
    ($world:path: $($name:ident),+ $(,)?) => {
        mod sqlite { $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name($world($crate::Engine::Sqlite).await).await; })+ }
        mod postgres { $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name($world($crate::Engine::Postgres).await).await; })+ }
    };
}
