//! Databases that earlier programs made are opened by this one, and life goes on in them.
//!
//! `versions/` holds one folder for each kept version: the database file, the same as a dump of PostgreSQL, a snapshot, and
//! how many rows there were. A new one is made from the demo by
//! `GUILDHALL_VERSION=2026-11-25 cargo nextest run -p guildhall --test archive --run-ignored only keep_this_version`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use testkit::Engine;

use crate::moving::lives;
use crate::{Place, everything, json};

/// Rows of each table.
type Counts = BTreeMap<String, usize>;

fn versions() -> PathBuf {
    testkit::root().join("crates/guildhall/tests/archive/versions")
}

async fn counts(place: &Place) -> Counts {
    let mut counts = Counts::new();
    for line in everything(&place.location()).await {
        *counts.entry(line.split(' ').next().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

fn server_tool(name: &str, url: &str) -> Command {
    let mut command = Command::new(name);
    command.args(["--dbname", url]);
    command
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes a version's files, once for each"]
async fn keep_this_version() {
    let folder = versions().join(std::env::var("GUILDHALL_VERSION").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let pack = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), zstd::encode_all(bytes, 19).unwrap()).unwrap();
    let file = Place::seeded(Engine::Sqlite).await;
    std::fs::write(folder.join("rows.json"), serde_json::to_vec_pretty(&counts(&file).await).unwrap()).unwrap();
    json(&file.run(&["backup", folder.join("snapshot").to_str().unwrap(), "--json"]));
    pack("guildhall.sqlite.zst", &std::fs::read(file.data().join("guildhall.sqlite")).unwrap());
    let server = Place::seeded(Engine::Postgres).await;
    let dumped = server_tool("pg_dump", server.url.as_ref().unwrap()).args(["--no-owner", "--no-privileges"]).output().unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    pack("postgres.sql.zst", &dumped.stdout);
}

/// What a kept version's files become: a place each.
fn places(folder: &std::path::Path) -> Vec<Place> {
    let unpacked = |name: &str| zstd::decode_all(std::fs::File::open(folder.join(name)).unwrap()).unwrap();
    let file = Place::empty(Engine::Sqlite);
    std::fs::create_dir_all(file.data()).unwrap();
    std::fs::write(file.data().join("guildhall.sqlite"), unpacked("guildhall.sqlite.zst")).unwrap();

    let server = Place::empty(Engine::Postgres);
    let psql = server_tool("psql", server.url.as_ref().unwrap())
        .args(["--quiet", "--set", "ON_ERROR_STOP=1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let mut psql = psql.unwrap();
    psql.stdin.take().unwrap().write_all(&unpacked("postgres.sql.zst")).unwrap();
    assert!(psql.wait().unwrap().success(), "the dump is loaded");

    let restored = Place::empty(Engine::Sqlite);
    json(&restored.run(&["restore", folder.join("snapshot").to_str().unwrap(), "--json"]));
    vec![file, server, restored]
}

#[tokio::test(flavor = "multi_thread")]
async fn opens_what_earlier_programs_made() {
    let mut kept = 0;
    for version in std::fs::read_dir(versions()).unwrap() {
        let folder = version.unwrap().path();
        let rows: Counts = serde_json::from_slice(&std::fs::read(folder.join("rows.json")).unwrap()).unwrap();
        for place in places(&folder) {
            // Opening brings the schema up to date; later versions may have more rows, but none may be lost.
            drop(place.house().await);
            let now = counts(&place).await;
            for (table, before) in &rows {
                let after = now.get(table).copied().unwrap_or(0);
                assert!(after >= *before, "{}: {table} had {before} rows, now {after}", folder.display());
            }
            lives(&place, "later").await;
        }
        kept += 1;
    }
    assert!(kept > 0, "no version is kept");
}
