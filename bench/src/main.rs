//! The load tool: makes communities of several sizes, drives the real binary over them and prints what it measured beside
//! the floors (a bare handler of the same server that sends the same bytes; bare commits on the same disk), in one run.
//! Everything is measured in two rounds, so that the machine's noise stands beside each figure.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool that measures stops on surprises and prints"
)]

mod floor;
mod generate;
mod guessing;
mod load;
mod pages;
mod process;
mod sizes;
mod table;
mod writing;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};

use process::Server;
use table::Table;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything, over communities of so many posts.
    Run {
        #[arg(long, default_value = "10000", value_delimiter = ',')]
        posts: Vec<usize>,
        /// Where the communities stand and the tables are kept; what is there is used again.
        #[arg(long, default_value = "target/bench")]
        keep: PathBuf,
        /// How long each load lasts, in each of two rounds, seconds.
        #[arg(long, default_value_t = 2)]
        seconds: u64,
        /// Only these parts.
        #[arg(long, value_delimiter = ',', default_value = "pages,writing,guessing,sizes")]
        parts: Vec<String>,
        /// The dump of ai.stackexchange.com of 2017, for importing.
        #[arg(long)]
        dump: Option<PathBuf>,
    },
    /// Serves files' bytes from a bare handler: the first at `/0`.
    Floor { files: Vec<PathBuf> },
}

#[tokio::main]
async fn main() {
    match Cli::parse().command {
        Command::Run { posts, keep, seconds, parts, dump } => {
            run(&posts, &keep, Duration::from_secs(seconds), &parts, dump.as_deref()).await;
        }
        Command::Floor { files } => floor::serve(&files).await,
    }
}

async fn run(sizes: &[usize], keep: &Path, lasting: Duration, parts: &[String], dump: Option<&Path>) {
    let wanted = |part: &str| parts.iter().any(|wanted| wanted == part);
    std::fs::create_dir_all(keep).unwrap();
    let mut table = Table::default();
    for posts in sizes {
        let data = keep.join(format!("community-{posts}"));
        prepare(&mut table, &data, *posts).await;
        eprintln!("measuring with {posts} posts");
        let started = Instant::now();
        let server = Server::guildhall(&data, &["serve", "--listen", "127.0.0.1:0"]);
        load::get(&server.host, "/robots.txt", "").await;
        table.size(format!("start on {posts} posts, ms"), started.elapsed().as_secs_f64() * 1e3);
        let readers = generate::sessions(&data, 9).await;
        if wanted("pages") {
            pages::measure(&mut table, &server, keep, *posts, &readers[0], lasting).await;
            table.size(format!("memory after reading in {posts} posts, MB"), server.memory());
        }
        if wanted("writing") {
            writing::measure(&mut table, &server, &data, *posts, &readers[1..], lasting).await;
            table.size(format!("memory after writing in {posts} posts, MB"), server.memory());
        }
        if wanted("guessing") {
            guessing::measure(&mut table, &server, *posts, &readers[0], lasting).await;
        }
        table.size(format!("of it mapped from files in {posts} posts, MB"), server.mapped());
        table.size(format!("peak memory in {posts} posts, MB"), server.peak());
    }
    if wanted("sizes") {
        sizes::measure(&mut table, keep, dump).await;
    }
    let last = keep.join(format!("{}.json", sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join("-")));
    table.print(sizes, &last);
    if ["pages", "writing", "guessing", "sizes"].iter().all(|part| wanted(part)) {
        table.keep(&last);
    }
}

/// Makes the community unless it is there from before.
async fn prepare(table: &mut Table, data: &Path, posts: usize) {
    if data.join("ready").exists() {
        return;
    }
    eprintln!("making {posts} posts in {}", data.display());
    let started = Instant::now();
    let documents = generate::site(data, posts).await;
    table.size(format!("making and indexing {posts} posts, s"), started.elapsed().as_secs_f64());
    std::fs::write(data.join("ready"), documents.to_string()).unwrap();
}
