//! A Stack Exchange dump becomes a community (`guildhall import stackexchange`).
//!
//! 1. [`stage`]: the files go through once into a scratch file, sorted by thread.
//! 2. [`people`]: users become members without a sign-in; tags become tags.
//! 3. [`bundle`] and [`write`]: thread by thread, what is new or changed is rendered and written, whole threads with
//!    right counters in every batch.
//! 4. [`rest`]: links, badges, and with `prune` what is no longer there.

mod bundle;
pub(crate) mod decide;
mod items;
mod people;
mod rest;
pub(crate) mod stage;
mod text;
mod write;

use std::path::PathBuf;

use ::people::communities::model::{self, Joining, NewCommunity};
use ::people::communities::store as communities;
use base::{Clock, Db, Error, Result, Scratch, work};
use formats::stackexchange::Dump;
use web::Visibility;

use super::keys::Source;
use super::report::Report;
use crate::threads::store::recount;

/// What to bring, and where to.
#[derive(Clone, Debug)]
pub struct Options {
    pub path: PathBuf,
    pub community: String,
    /// The community's name when it is made; its slug otherwise.
    pub name: Option<String>,
    pub source: String,
    pub visibility: Visibility,
    pub language: String,
    /// `https://ai.stackexchange.com`, for links to the originals.
    pub site_url: Option<String>,
    pub dry_run: bool,
    pub prune: bool,
    /// For the scratch file.
    pub folder: PathBuf,
}

/// How far it is: what is being done, how much of how much.
pub type Watch = Box<dyn FnMut(&'static str, u64, u64) + Send>;

/// What all steps need.
#[derive(Clone)]
struct Run {
    db: Db,
    clock: Clock,
    options: Options,
    source: Source,
    audience: base::Id,
    system: base::Id,
}

/// Imports the dump and says what it did.
///
/// # Errors
/// `Unavailable` when there is no dump at the path, `Conflict` when known ids carry other dates (another site).
pub async fn import(db: &Db, clock: &Clock, options: Options, mut watch: Watch) -> Result<Report> {
    let path = options.path.clone();
    let dump = work::blocking(move || Dump::open(path).map_err(|error| Error::Unavailable(error.to_string()))).await?;
    if !model::is_slug(&options.community) {
        return Err(Error::Conflict("a community's address has 2 to 40 small letters, digits and hyphens".into()));
    }
    remove_left_over(&options.folder);
    let scratch = Scratch::create(&options.folder, &format!("import-{}.scratch", std::process::id()))?;
    let (staged, scratch, returned) = work::blocking(move || {
        let report = stage::stage(&dump, &scratch, &mut watch)?;
        Ok((report, std::sync::Arc::new(scratch), (dump, watch)))
    })
    .await?;
    let (dump, mut watch) = returned;
    let mut report = staged;
    let run = enter(db, clock, options).await?;
    rest::refuse_another_site(&run, &scratch).await?;
    let dump = std::sync::Arc::new(dump);
    report.add(people::users(&run, &dump, &mut watch).await?);
    report.add(people::tags(&run, &dump, &scratch).await?);
    report.add(write::threads(&run, &scratch, &mut watch).await?);
    report.add(rest::links(&run, &dump, &scratch).await?);
    report.add(rest::badges(&run, &dump).await?);
    if run.options.prune {
        let incomplete = report.incomplete.clone();
        report.add(rest::prune(&run, &scratch, &incomplete).await?);
    }
    if !run.options.dry_run {
        let community = run.source.community;
        db.write(move |tx| async move { recount::community(&tx, community).await }).await?;
    }
    Ok(report)
}

/// Takes away what a killed import left. Only one runs at a time in a folder (its caller holds a lock).
fn remove_left_over(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("import-") && name.ends_with(".scratch") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Finds the community, or makes it.
async fn enter(db: &Db, clock: &Clock, options: Options) -> Result<Run> {
    let now = clock.now();
    let wanted = options.clone();
    let (community, audience, system) = db
        .write(move |tx| async move {
            let known = communities::by_slug(&tx, &wanted.community).await?;
            let system = if wanted.dry_run { 0 } else { ::people::accounts::store::system(&tx, now).await? };
            let id = match known {
                Some(community) => community.id,
                None if wanted.dry_run => return Ok((0, 0, system)),
                None => {
                    let new = NewCommunity {
                        slug: wanted.community.clone(),
                        name: wanted.name.clone().unwrap_or_else(|| title(&wanted.community)),
                        tagline: String::new(),
                        kind: model::Kind::Knowledge,
                        language: wanted.language.clone(),
                        visibility: wanted.visibility,
                        joining: Joining::Open,
                        created_at: now.0,
                    };
                    communities::found(&tx, &new, None, now).await?
                }
            };
            Ok((id, communities::audience(&tx, id).await?, system))
        })
        .await?;
    let source = Source { community, name: options.source.clone() };
    Ok(Run { db: db.clone(), clock: clock.clone(), options, source, audience, system })
}

/// `home-brewing` as a name: `Home brewing`; two letters stay an abbreviation.
fn title(slug: &str) -> String {
    if slug.len() <= 3 {
        return slug.to_uppercase();
    }
    let words = slug.replace('-', " ");
    words[..1].to_uppercase() + &words[1..]
}

/// The source's name: the directory or archive without a trailing year.
pub fn source_of(path: &std::path::Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".zip").map(str::to_owned).unwrap_or(name);
    let year = |end: &str| end.len() == 4 && end.bytes().all(|b| b.is_ascii_digit());
    match name.rsplit_once('-') {
        Some((site, end)) if year(end) && !site.is_empty() => site.to_owned(),
        _ => name,
    }
}
