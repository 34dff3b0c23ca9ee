//! The load tool: generates a community, drives the real binary over it, and prints figures beside the floor (a bare
//! handler of the same server that sends the same bytes), in one run.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool that measures stops on surprises and prints"
)]

mod generate;
mod load;
mod process;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};

use load::Load;
use process::Server;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything, over a community of so many posts.
    Run {
        #[arg(long, default_value_t = 10_000)]
        posts: usize,
        /// Where the data stands; a temporary place unless given, and used again when it is there.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Serves a file's bytes from a bare handler.
    Floor { file: PathBuf },
}

#[tokio::main]
async fn main() {
    match Cli::parse().command {
        Command::Run { posts, data } => run(posts, data).await,
        Command::Floor { file } => floor(file).await,
    }
}

async fn floor(file: PathBuf) {
    let body = axum::body::Bytes::from(std::fs::read(file).unwrap());
    let answer = move || {
        let body = body.clone();
        async move { ([("content-type", "text/html; charset=utf-8")], body) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("floor at http://{}", listener.local_addr().unwrap());
    axum::serve(listener, axum::Router::new().fallback(axum::routing::get(answer))).await.unwrap();
}

const LASTING: Duration = Duration::from_secs(3);

async fn run(posts: usize, data: Option<PathBuf>) {
    let data = data.unwrap_or_else(|| std::env::temp_dir().join(format!("guildhall-bench-{posts}")));
    if !data.join("ready").exists() {
        eprintln!("generating {posts} posts in {}", data.display());
        let started = Instant::now();
        let documents = generate::community(&data, posts).await;
        std::fs::write(data.join("ready"), documents.to_string()).unwrap();
        println!("| generate and index {posts} posts | {:.1} s |", started.elapsed().as_secs_f64());
    }
    println!("| {posts} posts | requests/s | p50 ms | p99 ms | server µs/request | of floor |\n|---|---|---|---|---|---|");
    let started = Instant::now();
    let server = Server::guildhall(&["serve", "--data", data.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    load::get(&server.host, "/robots.txt", "").await;
    let ready = started.elapsed();
    let idle = server.memory();
    let thread = generate::thread_path(&server.host).await;
    let cookie = generate::session(&data).await;

    let page = load::get(&server.host, &thread, "").await;
    let file = data.join("floor.html");
    std::fs::write(&file, &page).unwrap();
    let bare = Server::floor(&file);
    let bottom = Load::of(&bare, std::slice::from_ref(&thread), "", LASTING).await;
    bottom.print("floor: the thread's bytes from a bare handler", None);
    let again = Load::of(&bare, std::slice::from_ref(&thread), "", LASTING).await;
    again.print("floor again (the machine's noise)", Some(&bottom));

    Load::of(&server, std::slice::from_ref(&thread), "", LASTING).await.print("thread, visitor, kept body", Some(&bottom));
    let fresh: Vec<String> = (0..20_000).map(|n| format!("{thread}?fresh={n}")).collect();
    Load::of(&server, &fresh, "", LASTING).await.print("thread, visitor, rendered", Some(&bottom));
    Load::of(&server, std::slice::from_ref(&thread), &cookie, LASTING).await.print("thread, signed in", Some(&bottom));
    let list: Vec<String> = (0..20_000).map(|n| format!("/c/bench/questions?fresh={n}")).collect();
    Load::of(&server, &list, "", LASTING).await.print("list, visitor, rendered", Some(&bottom));
    Load::of(&server, &["/c/bench".to_owned()], "", LASTING).await.print("community home, visitor, kept body", Some(&bottom));
    let searches: Vec<String> = generate::words().into_iter().map(|word| format!("/api/v1/search?q={word}")).collect();
    Load::with(&server, &searches, "", LASTING, 4).await.print("search, 4 at a time", None);
    println!("\n| | |\n|---|---|");
    println!("| start on existing data | {:.0} ms |", ready.as_secs_f64() * 1000.0);
    println!("| memory after start | {:.0} MB |", idle as f64 / 1e6);
    println!("| memory after the load | {:.0} MB (peak {:.0} MB) |", server.memory() as f64 / 1e6, server.peak() as f64 / 1e6);
    println!("| thread page | {:.1} kB |", page.len() as f64 / 1e3);
}
