//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use base::Result;
use clap::{Args, Parser, Subcommand};

use crate::admin::Admin;
use crate::archive::{Backup, Move, Restore};
use crate::import::Import;
use crate::look::Look;
use crate::serve::Wish;
use crate::{House, demo, import, serve};

/// Guildhall: a community of practice's whole house in one program.
#[derive(Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the data stands; may follow any subcommand.
#[derive(Args, Clone)]
pub struct Place {
    /// The data directory: database, search index, uploads.
    #[arg(long, global = true, env = "GUILDHALL_DATA", default_value = "guildhall-data")]
    pub data: PathBuf,
    /// A PostgreSQL address instead of the database file.
    #[arg(long, global = true, env = "GUILDHALL_DATABASE_URL")]
    pub database_url: Option<String>,
}

#[derive(Args, Clone)]
pub struct Listen {
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(
        long,
        env = "GUILDHALL_LISTEN",
        help = "Address and port to listen on; port 0 picks a free one \
        [default: 127.0.0.1:8080; with a certificate all addresses, port 80]"
    )]
    pub listen: Option<String>,
    /// The address that people use, when a proxy stands in front or it cannot be guessed.
    #[arg(long, env = "GUILDHALL_PUBLIC_URL")]
    pub public_url: Option<String>,
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    listen: Listen,
    #[command(flatten)]
    wish: Wish,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site.
    Serve(Serve),
    /// Serve a made-up community from a temporary directory, to look around.
    Demo(demo::Demo),
    /// Say what is in an export of another program, before anything is made of it.
    Look(Look),
    /// Bring a community from elsewhere.
    Import(Import),
    /// Write everything into one file, also while a server runs.
    Backup(Backup),
    /// Bring a backup back into an empty place.
    Restore(Restore),
    /// Bring everything to another place: from the database file to PostgreSQL, or back.
    Move(Move),
    /// Accounts, roles, figures, index.
    Admin(Admin),
}

impl Cli {
    /// Runs the command; errors are one line on standard error.
    pub fn run(self) -> ExitCode {
        let filter = tracing_subscriber::EnvFilter::try_from_env("GUILDHALL_LOG").unwrap_or_else(|_| "warn".into());
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
        // Twice as many workers as processors: reading the database happens on them (base::db), and may wait for the disk.
        let workers = 2 * std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        // Searching, hashing and pictures take memory each: what is too much at once waits.
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = match builder.worker_threads(workers).max_blocking_threads(4 * workers).enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => return failed(&error.into()),
        };
        match runtime.block_on(self.obey()) {
            Ok(code) => code,
            Err(error) => failed(&error),
        }
    }

    /// Does what the command says, for whoever has a runtime and a log already.
    pub async fn obey(self) -> Result<ExitCode> {
        self.command.run(self.place).await
    }
}

#[expect(clippy::print_stderr, reason = "this is the one place where a command says why it failed")]
fn failed(error: &base::Error) -> ExitCode {
    eprintln!("guildhall: {error}");
    ExitCode::from(2)
}

impl Command {
    async fn run(self, place: Place) -> Result<ExitCode> {
        match self {
            Command::Serve(serve) => {
                let house = House::open(&place.data, place.database_url.as_deref()).await?;
                serve::run(&house, &serve.listen, &serve.wish).await?;
            }
            Command::Demo(demo) => demo.run(place.database_url.as_deref()).await?,
            Command::Look(look) => return look.run().await,
            Command::Import(import) => return import::run(import, place).await,
            Command::Backup(backup) => backup.run(&place).await?,
            Command::Restore(restore) => restore.run(&place).await?,
            Command::Move(wish) => wish.run(&place).await?,
            Command::Admin(admin) => admin.run(place).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
