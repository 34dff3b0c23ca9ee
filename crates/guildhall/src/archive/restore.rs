//! `guildhall restore FILE`: a snapshot into an empty place.

use std::path::PathBuf;

use base::db::archive::Filling;
use base::{Clock, Result, work};
use clap::Args;
use serde_json::json;

use super::landing::Landing;
use super::record::flow;
use super::{loading, progress, reading, tell};
use crate::cli::Place;
use crate::say;

#[derive(Args)]
pub struct Restore {
    /// The file that `guildhall backup` wrote.
    file: PathBuf,
    /// Say what was done as one line of JSON.
    #[arg(long)]
    json: bool,
}

impl Restore {
    pub async fn run(self, place: &Place) -> Result<()> {
        let landing = Landing::prepare(&place.data, place.database_url.as_deref(), false, None)?;
        let filling = Filling::begin(&landing.location()).await?;
        let (bar, clock) = (progress()?, Clock::system());
        bar.set_message("checking");
        // The whole file is read and checked before anything is taken from it.
        let path = self.file.clone();
        let header = work::blocking(move || reading::stream(&path, None)).await?;
        bar.set_message("restoring");
        let path = self.file.clone();
        let totals = flow(
            |to| Box::pin(work::blocking(move || reading::stream(&path, Some(&to)).map(|_| ()))),
            async |from| loading::load(from, filling, &landing, &clock, &bar).await,
        )
        .await?;
        bar.finish_and_clear();
        if self.json {
            say::json(
                &json!({ "rows": totals.rows(), "files": totals.files, "missing_files": totals.missing, "made_at": header.at, "made_by": header.program }),
            );
        } else {
            tell(&format!(
                "{} rows and {} files are back as of {}. The search index is made when the server starts.",
                totals.rows(),
                totals.files,
                header.at
            ));
        }
        Ok(())
    }
}
