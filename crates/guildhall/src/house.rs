//! The house on disk: database, index, clock; opened by every command.

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::{Blobs, Clock, Db, Error, Limits, Location, Random, Result, db};
use web::{App, Assets, Environment, Feature, Pages, Parts, Remembered, Searchable, Serving, Texts};

use crate::{assets, features, migrations};

/// Bytes of visitors' pages that are kept ready.
const PAGES: usize = 24 << 20;

/// An opened data directory.
pub struct House {
    pub data: PathBuf,
    pub db: Db,
    pub index: Arc<search::Index>,
    pub blobs: Blobs,
    pub clock: Clock,
    pub random: Random,
    environment: Environment,
}

impl House {
    /// Opens `data` (made when missing) with the database in it, or the one at `database_url`.
    pub async fn open(data: &Path, database_url: Option<&str>) -> Result<House> {
        let environment = environment();
        people::mail::check(&environment)?;
        // For the program's user only: the database holds what private communities say.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(data)
            .map_err(|error| Error::Unavailable(format!("cannot make the data directory {}: {error}", data.display())))?;
        writable_folder(data)?;
        let location = match database_url {
            Some(url) => Location::Server(url.to_owned()),
            None => Location::File(data.join("guildhall.sqlite")),
        };
        if let Location::File(file) = &location {
            writable_file(file)?;
        }
        let (clock, random) = (Clock::system(), Random::system());
        let db = Db::open(&location).await?;
        db::migrate(&db, &migrations(), &clock).await?;
        let index = search::Index::open(&data.join(index_folder(database_url))).map_err(Error::internal)?;
        let blobs = Blobs::at(&data.join("files"));
        Ok(House { data: data.to_path_buf(), db, index: Arc::new(index), blobs, clock, random, environment })
    }

    /// The parts that handlers reach, for a program that answers at `public_url`.
    pub fn app(&self, features: &[Feature], public_url: &str) -> Result<App> {
        Ok(App::new(Parts {
            db: self.db.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            index: Arc::clone(&self.index),
            blobs: self.blobs.clone(),
            exports: self.data.join("look"),
            texts: Texts::gather(features).map_err(Error::internal)?,
            assets: Assets::new(assets::ASSETS),
            pages: Pages::new(PAGES),
            related: Remembered::default(),
            door: people::door,
            menu: Parts::menu_of(features),
            searchable: searchable(features),
            moderated: features.iter().flat_map(|feature| feature.moderated.clone()).collect(),
            belongings: features.iter().flat_map(|feature| feature.belongings.clone()).collect(),
            personal: features.iter().map(|feature| feature.personal).collect(),
            limits: Limits::default(),
            environment: self.environment.clone(),
            serving: Serving::at(public_url),
        }))
    }

    /// The kinds of things that can be found.
    pub fn searchable(&self) -> Vec<Searchable> {
        searchable(&features())
    }
}

/// Says so when nothing can be written into `data`: every part would say it in its own way, or too late.
fn writable_folder(data: &Path) -> Result<()> {
    match tempfile::tempfile_in(data).err().filter(refused) {
        Some(error) => Err(Error::Unavailable(format!("cannot write into the data directory {}: {error}", data.display()))),
        None => Ok(()),
    }
}

/// Says so when the database cannot be written, as after a command that somebody else ran once.
fn writable_file(file: &Path) -> Result<()> {
    match std::fs::OpenOptions::new().write(true).open(file).err().filter(refused) {
        Some(error) => Err(Error::Unavailable(format!("cannot write into the database {}: {error}", file.display()))),
        None => Ok(()),
    }
}

fn refused(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

/// An index belongs to one database: each address has its own folder.
pub(crate) fn index_folder(database_url: Option<&str>) -> String {
    database_url.map_or_else(|| "search".into(), |url| format!("search-{}", &people::accounts::session_hash(url)[..12]))
}

fn environment() -> Environment {
    let told = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    Environment { smtp_url: told("GUILDHALL_SMTP_URL"), mail_from: told("GUILDHALL_MAIL_FROM") }
}

fn searchable(features: &[Feature]) -> Vec<Searchable> {
    features.iter().flat_map(|feature| feature.searchable.clone()).collect()
}
