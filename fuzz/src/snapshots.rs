//! What `guildhall restore` is given: `F` and a file as it is, `T` and a tar that is packed here, or `R` and rows.
//!
//! The rows come in a snapshot whose checksums are right, so that they reach the database: lines with a row each, behind
//! a line `= TABLE`. Whatever it was, there is all of it afterwards or nothing.

use std::io::Read as _;
use std::path::Path;
use std::sync::LazyLock;

use base::Error;
use clap::Parser as _;
use guildhall::cli::Cli;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::house::RUNTIME;

/// What the packed file of a run may unpack to.
const MOST: usize = 1 << 20;

pub fn target(bytes: &[u8]) {
    match bytes.split_first() {
        Some((b'F', file)) => restore(file),
        Some((b'T', tar)) => restore(&pack(tar)),
        Some((b'R', lines)) => restore(&pack(&snapshot(lines))),
        _ => {}
    }
}

fn restore(file: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let (path, data) = (folder.path().join("backup"), folder.path().join("data"));
    std::fs::write(&path, file).unwrap();
    let restored = run("restore", &path, &data);
    let there = data.join("guildhall.sqlite").exists();
    match restored {
        Ok(()) => assert!(there && !data.join("arriving").exists()),
        Err(Error::Internal(why)) => panic!("the fault of the program: {why}"),
        Err(told) => assert!(!data.exists(), "something is left behind: {told}"),
    }
    if there {
        // What came back can be read, and kept again.
        run("backup", &folder.path().join("again"), &data).unwrap();
    }
}

fn run(command: &str, file: &Path, data: &Path) -> base::Result<()> {
    let words = ["guildhall".as_ref(), command.as_ref(), file.as_os_str(), "--data".as_ref(), data.as_os_str()];
    RUNTIME.block_on(Cli::parse_from(words).obey()).map(|_| ())
}

fn pack(tar: &[u8]) -> Vec<u8> {
    zstd::encode_all(&tar[..tar.len().min(MOST)], 1).unwrap()
}

/// How a snapshot of this program begins.
static HEADER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (folder.path().join("backup"), folder.path().join("data"));
    drop(RUNTIME.block_on(guildhall::House::open(&data, None)).unwrap());
    run("backup", &file, &data).unwrap();
    let mut archive = tar::Archive::new(zstd::Decoder::new(std::fs::File::open(file).unwrap()).unwrap());
    let mut header = Vec::new();
    archive.entries().unwrap().next().unwrap().unwrap().read_to_end(&mut header).unwrap();
    header
});

/// A tar with these rows and the checksums that belong to them.
fn snapshot(lines: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    entry(&mut tar, "guildhall.json", &HEADER);
    let header: Value = serde_json::from_slice(&HEADER).unwrap();
    let names: Vec<&str> = header["tables"].as_array().unwrap().iter().filter_map(|table| table["name"].as_str()).collect();
    let (mut rows, mut tables) = (Map::new(), Map::new());
    for name in names {
        let own = rows_of(name, lines);
        entry(&mut tar, &format!("tables/{name}/000001.jsonl"), &own);
        rows.insert(name.to_owned(), hex(&own).into());
        let count = own.split_inclusive(|byte| *byte == b'\n').count();
        tables.insert(name.to_owned(), json!({ "rows": count, "last_id": count }));
    }
    let totals = json!({ "tables": tables, "files": 0, "bytes": 0, "missing": [] });
    let manifest = json!({ "totals": totals, "header": hex(&HEADER), "rows": rows, "files": hex(b"") });
    entry(&mut tar, "manifest.json", manifest.to_string().as_bytes());
    tar.into_inner().unwrap()
}

fn rows_of(name: &str, lines: &[u8]) -> Vec<u8> {
    let (mut here, mut own) = (false, Vec::new());
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"= ") {
            Some(table) => here = table.trim_ascii() == name.as_bytes(),
            None if here => own.extend_from_slice(line),
            None => {}
        }
    }
    own
}

fn entry(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) {
    let mut head = tar::Header::new_gnu();
    head.set_size(bytes.len() as u64);
    head.set_mode(0o600);
    tar.append_data(&mut head, path, bytes).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
