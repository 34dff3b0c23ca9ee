//! `guildhall move`: everything from one place to another, and so from one engine to the other.

use std::path::PathBuf;
use std::time::Duration;

use base::db::archive::{Filling, others_connected};
use base::{Clock, Db, Error, Result};
use clap::Args;
use serde_json::json;

use super::backup::existing;
use super::landing::{Landing, keep_still};
use super::record::flow;
use super::{loading, progress, source, tell};
use crate::cli::Place;
use crate::say;

#[derive(Args)]
#[group(id = "to", required = true, multiple = true)]
pub struct Move {
    /// A PostgreSQL address of an empty database; without it a database file in the other data directory.
    #[arg(long, group = "to")]
    to_database_url: Option<String>,
    /// The other data directory; the present one unless given.
    #[arg(long, group = "to")]
    to_data: Option<PathBuf>,
    /// Go on although a server or an import runs. What is written there from now on stays behind.
    #[arg(long)]
    while_running: bool,
    /// Say what was done as one line of JSON.
    #[arg(long)]
    json: bool,
}

impl Move {
    pub async fn run(self, place: &Place) -> Result<()> {
        let data = self.to_data.as_ref().unwrap_or(&place.data);
        let same = data == &place.data
            || std::fs::canonicalize(data).ok().is_some_and(|to| std::fs::canonicalize(&place.data).ok() == Some(to));
        if same && self.to_database_url == place.database_url {
            return Err(Error::Conflict("it stands there already".into()));
        }
        let db = existing(place).await?;
        let mut still = None;
        if !self.while_running {
            let why = "; --while-running goes on and leaves behind what is written from now on";
            still = Some(keep_still(&place.data).map_err(|error| Error::Conflict(format!("{error}{why}")))?);
            alone(&db).await.map_err(|error| Error::Conflict(format!("{error}{why}")))?;
        }
        let still = if same { still.or(Some(Vec::new())) } else { None };
        let landing = Landing::prepare(data, self.to_database_url.as_deref(), same, still)?;
        let filling = Filling::begin(&landing.location()).await?;
        let (bar, clock) = (progress()?, Clock::system());
        let (files, now, drawn) = ((!same).then(|| place.data.join("files")), clock.now(), bar.clone());
        // Counted where rows arrive.
        let hidden = indicatif::ProgressBar::hidden();
        let totals = flow(
            |to| Box::pin(source::stream(db, files, now, drawn, to)),
            async |from| loading::load(from, filling, &landing, &clock, &hidden).await,
        )
        .await?;
        bar.finish_and_clear();
        if self.json {
            say::json(&json!({ "rows": totals.rows(), "files": totals.files, "missing_files": totals.missing, "data": data }));
            return Ok(());
        }
        tell(&format!("{} rows and {} files have moved. From now on start with", totals.rows(), totals.files));
        tell(&format!("  GUILDHALL_DATA={} (or --data)", data.display()));
        match self.to_database_url {
            Some(_) => tell("  GUILDHALL_DATABASE_URL=the address that you gave (or --database-url)"),
            None => tell("  no GUILDHALL_DATABASE_URL and no --database-url"),
        }
        tell("The search index is made at the first start. The old place is as it was; take it away when you are content.");
        Ok(())
    }
}

/// Nobody else is connected to the database; one that has just ended gets a moment to go.
async fn alone(db: &Db) -> Result<()> {
    for _ in 0..10 {
        if others_connected(db).await? == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Err(Error::Conflict("another program (a server?) is connected to the database: stop it first".into()))
}
