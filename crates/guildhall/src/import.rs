//! `guildhall import <format> <path>`. Progress and problems go to standard error, the report to standard output.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use base::{Error, Result};
use clap::{Args, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use talk::imports::Report;
use talk::imports::stackexchange::{self, Options, Watch};
use web::Visibility;

use crate::cli::Place;
use crate::{House, say};

#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    format: Format,
}

#[derive(Subcommand)]
enum Format {
    /// A Stack Exchange dump: a directory of XML files, or a zip file of them.
    Stackexchange(StackExchange),
}

#[derive(Args)]
struct StackExchange {
    path: PathBuf,
    /// The community's address; it is made when it is not there.
    #[arg(long)]
    community: String,
    /// The name of a new community.
    #[arg(long)]
    name: Option<String>,
    /// What the dump is of; the directory's name without a year unless given.
    #[arg(long)]
    source: Option<String>,
    /// Who reads a new community: public, private or hidden.
    #[arg(long, default_value = "public")]
    visibility: String,
    /// The language that people write there, for the search.
    #[arg(long, default_value = "en")]
    language: String,
    /// Where the originals stand, for links to them.
    #[arg(long)]
    site_url: Option<String>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Hide what was brought before and is no longer in the dump.
    #[arg(long)]
    prune: bool,
    /// How to say what was done.
    #[arg(long, value_enum, default_value = "text")]
    report: Style,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    Text,
    Json,
}

pub async fn run(import: Import, place: Place) -> Result<ExitCode> {
    let Format::Stackexchange(wish) = import.format;
    let house = House::open(&place.data, place.database_url.as_deref()).await?;
    let visibility = Visibility::from_code(&wish.visibility)
        .ok_or_else(|| Error::Conflict("visibility is public, private or hidden".into()))?;
    let style = wish.report;
    let dry_run = wish.dry_run;
    let options = Options {
        source: wish.source.unwrap_or_else(|| stackexchange::source_of(&wish.path)),
        path: wish.path,
        community: wish.community,
        name: wish.name,
        visibility,
        language: wish.language,
        site_url: wish.site_url,
        dry_run,
        prune: wish.prune,
        folder: house.data.clone(),
    };
    let bar = bar()?;
    let lock = std::fs::File::create(house.data.join("import.lock"))?;
    if lock.try_lock().is_err() {
        return Err(Error::Unavailable("another import is running on this data directory".into()));
    }
    let report = stackexchange::import(&house.db, &house.clock, options, watch(bar.clone())).await?;
    bar.finish_and_clear();
    if std::env::var_os("GUILDHALL_TEST_CRASH").is_some_and(|at| at == "before-indexing") {
        // For the test of what a crash just here leaves behind.
        std::process::abort();
    }
    if !dry_run {
        talk::searching::indexing::catch_up(&house.db, &house.index, &house.searchable()).await?;
    }
    tell(&report, style);
    let usable = report.kinds.get("questions").is_some_and(|counts| counts.created + counts.updated + counts.unchanged > 0);
    Ok(if usable { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// A bar on standard error, where that is a terminal.
pub(crate) fn bar() -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{msg:10} {bar:32} {percent:>3} % {per_sec} {eta} left").map_err(Error::internal)?;
    Ok(ProgressBar::new(0).with_style(style))
}

/// Shows on `bar` how far it is.
pub(crate) fn watch(bar: ProgressBar) -> Watch {
    let mut doing = "";
    Box::new(move |what, done, of| {
        if doing != what {
            doing = what;
            bar.reset();
            bar.set_message(what);
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        bar.set_length(of);
        bar.set_position(done);
    })
}

#[expect(clippy::print_stderr, reason = "problems are for people; standard output holds the report alone")]
fn tell(report: &Report, style: Style) {
    for problem in &report.problems {
        eprintln!("guildhall: {problem}");
    }
    if style == Style::Json {
        say::json(report);
        return;
    }
    for (kind, counts) in &report.kinds {
        say::line(&format!(
            "{kind:<12} read {:>8}  created {:>8}  updated {:>7}  unchanged {:>8}  hidden {:>6}",
            counts.read, counts.created, counts.updated, counts.unchanged, counts.hidden
        ));
        for (reason, n) in &counts.skipped {
            say::line(&format!("{:<12} skipped {n}: {reason}", ""));
        }
    }
}
