//! The job that makes copies. One node makes one at a time; a node that ends leaves it to the next after a while.

use base::db::Told;
use base::{Id, Result, Time, work};
use web::personal::Part;
use web::{App, Language};

use super::KEPT;
use super::parcel::{Parcel, plain};
use super::store::{self, Claimed};

/// Longer than a part of it can take.
const LEASE: i64 = 10 * Time::MINUTE;
/// After so many attempts a copy has failed.
const ATTEMPTS: i64 = 3;
/// Files between two notes of how far it is.
const FILES: i64 = 20;

/// Makes all copies that wait, and takes old ones away.
pub async fn make_due(app: &App) -> Result<()> {
    sweep(app).await?;
    loop {
        let now = app.clock.now();
        let Some(id) = app.db.read(move |tx| async move { store::due(&tx, now).await }).await? else { return Ok(()) };
        let claimed = app.db.write(move |tx| async move { store::claim(&tx, id, now, now.plus(LEASE)).await }).await?;
        let Some(copy) = claimed else { continue };
        if let Err(error) = make(app, &copy).await {
            tracing::error!(%error, copy = copy.id, "a copy was not made");
            if copy.attempts < ATTEMPTS {
                // Its time has not come again before the lease is over.
                return Ok(());
            }
            app.db.write(move |tx| async move { store::failed(&tx, &copy).await }).await?;
        }
    }
}

/// What waits to be written, and how far it is.
struct Making<'a> {
    app: &'a App,
    copy: &'a Claimed,
    done: i64,
    total: i64,
}

impl Making<'_> {
    /// Whether to go on.
    async fn goes_on(&self) -> Result<bool> {
        let (copy, done, total) = (self.copy.clone(), self.done, self.total);
        let until = self.app.clock.now().plus(LEASE);
        self.app.db.write(move |tx| async move { store::progress(&tx, &copy, done, total, until).await }).await
    }
}

async fn make(app: &App, copy: &Claimed) -> Result<()> {
    let parts: Vec<Part> = app.personal.iter().flat_map(|personal| personal.parts).copied().flatten().copied().collect();
    let account = copy.account;
    let files = app.db.read(move |tx| async move { store::count_files(&tx, account).await }).await?;
    let mut making = Making { app, copy, done: 0, total: parts.len() as i64 + files };
    let (blobs, readme) = (app.blobs.clone(), readme(app, &parts, &copy.language));
    let mut parcel = work::blocking(move || {
        let mut parcel = Parcel::new(&blobs)?;
        parcel.text("README.txt", &readme)?;
        Ok(parcel)
    })
    .await?;
    for part in parts {
        match rows(&making, parcel, part).await? {
            Some(written) => parcel = written,
            None => return Ok(()),
        }
        making.done += 1;
    }
    let Some(parcel) = own_files(&mut making, parcel).await? else { return Ok(()) };
    let _held = app.blobs.hold().await;
    let (blobs, now, copy) = (app.blobs.clone(), app.clock.now(), copy.clone());
    let (hash, bytes) = work::blocking(move || parcel.keep(&blobs, now)).await?;
    app.db.write(move |tx| async move { store::ready(&tx, &copy, &hash, bytes, now).await }).await
}

/// Writes a part, some rows at a time; nothing when it was stopped.
async fn rows(making: &Making<'_>, mut parcel: Parcel, part: Part) -> Result<Option<Parcel>> {
    let (db, account, mut after) = (&making.app.db, making.copy.account, 0);
    let name = format!("{}.json", part.name);
    parcel = work::blocking(move || parcel.list(&name).map(|()| parcel)).await?;
    loop {
        if !making.goes_on().await? {
            return Ok(None);
        }
        let rows: Vec<Told> = db.all((part.rows)(account, after)).await?;
        let (more, last) = (rows.len() == Part::ROWS, rows.last().and_then(|Told(row)| row.get("key")?.as_i64()));
        parcel = work::blocking(move || parcel.rows(rows).map(|()| parcel)).await?;
        match last {
            Some(last) if more && last > after => after = last,
            _ => break,
        }
    }
    work::blocking(move || parcel.end_list().map(|()| Some(parcel))).await
}

/// Puts somebody's files into it, with their bytes; nothing when it was stopped.
async fn own_files(making: &mut Making<'_>, mut parcel: Parcel) -> Result<Option<Parcel>> {
    let (account, mut after): (Id, Id) = (making.copy.account, 0);
    loop {
        if !making.goes_on().await? {
            return Ok(None);
        }
        let files = making.app.db.read(move |tx| async move { store::files(&tx, account, after, FILES).await }).await?;
        let Some(last) = files.last().map(|file| file.id) else { return Ok(Some(parcel)) };
        (after, making.done) = (last, making.done + files.len() as i64);
        let blobs = making.app.blobs.clone();
        parcel = work::blocking(move || {
            for file in files {
                let name = format!("files/{}-{}", file.id, plain(&file.name));
                if !parcel.copy(&name, &blobs.path(&file.hash))? {
                    tracing::error!(id = file.id, "the bytes of a file are gone");
                }
            }
            Ok(parcel)
        })
        .await?;
    }
}

/// What each file is, in the language that the copy was asked for in.
fn readme(app: &App, parts: &[Part], language: &str) -> String {
    let t = app.texts.tongue(Language::from_code(language).unwrap_or(Language::English));
    let mut text = format!("{}\n\n{}\n\n", t.with("data-readme-title", "site", app.url("/")), t.say("data-readme-text"));
    for part in parts {
        text.push_str(&format!("{}.json\n    {}\n", part.name, t.say_key(&format!("data-part-{}", part.name))));
    }
    text.push_str(&format!("files/\n    {}\n", t.say("data-readme-files")));
    text
}

/// Takes copies away that were there for long enough.
async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let hashes = app.db.write(move |tx| async move { store::let_go(&tx, now.plus(-KEPT)).await }).await?;
    let blobs = app.blobs.clone();
    for hash in hashes {
        let blobs = blobs.clone();
        // It was kept when it was ready, so nobody else can have brought the same bytes since.
        let gone = work::blocking(move || blobs.remove(&hash, now)).await;
        if let Err(error) = gone {
            tracing::warn!(%error, "an old copy is left to the daily sweep");
        }
    }
    Ok(())
}
