//! `guildhall look <path>`: what is in an export. Opens no data directory and writes nothing; the report goes to standard
//! output, progress and what is wrong with the files to standard error.

mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use base::{Result, work};
use clap::Args;

use crate::{import, say};

#[derive(Args)]
pub struct Look {
    /// A Stack Exchange dump: a folder of XML files, or a zip file of them.
    path: PathBuf,
    /// Print JSON for scripts.
    #[arg(long)]
    json: bool,
}

impl Look {
    #[expect(clippy::print_stderr, reason = "problems are for people; standard output holds the report alone")]
    pub async fn run(self) -> Result<ExitCode> {
        let bar = import::bar()?;
        let watch = import::watch(bar.clone());
        let look = work::blocking(move || talk::looking::look(&self.path, watch)).await;
        bar.finish_and_clear();
        let look = look?;
        for problem in &look.problems {
            eprintln!("guildhall: {problem}");
        }
        if self.json {
            say::json(&look);
        } else {
            say::line(text::text(&look).trim_end());
        }
        Ok(if look.questions.asked > 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
    }
}
