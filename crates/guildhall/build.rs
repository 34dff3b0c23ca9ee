//! Builds the web assets when they are missing or older than their sources, and embeds them.
//!
//! `GUILDHALL_WEB_DIST` names ready-built ones; then no Node is needed. The sources are compared by content, and a lock
//! keeps two cargo processes from building at once.

#![expect(clippy::expect_used, reason = "a build script that cannot go on must stop")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

fn main() {
    println!("cargo:rerun-if-env-changed=GUILDHALL_WEB_DIST");
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf();
    let dist = match std::env::var_os("GUILDHALL_WEB_DIST") {
        Some(ready) => PathBuf::from(ready),
        None => built(&crates),
    };
    println!("cargo:rerun-if-changed={}", dist.display());
    embed(&dist);
}

/// The folder of built assets, after building them if need be.
fn built(crates: &Path) -> PathBuf {
    let frontend = crates.join("web/frontend");
    let dist = frontend.join("dist");
    let lock = fs::File::create(std::env::temp_dir().join("guildhall-web-build.lock")).expect("a lock file");
    lock.lock().expect("the lock of the web build");
    let mut sources = Vec::new();
    for part in ["src", "package.json", "package-lock.json", "vite.config.ts", "icons.json", "scripts"] {
        gather(&frontend.join(part), &mut sources);
    }
    // Styles are made from the classes that templates use.
    for entry in fs::read_dir(crates).expect("crates").flatten() {
        gather(&entry.path().join("templates"), &mut sources);
        gather(&entry.path().join("src"), &mut sources);
    }
    sources.retain(|path| path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("ui.rs"));
    sources.retain(|path| path.extension().is_none_or(|ending| ending != "ftl" && ending != "sql" && ending != "md"));
    sources.sort();
    let hash = hash_of(&sources);
    let stamp = dist.join(".sources");
    if fs::read_to_string(&stamp).is_ok_and(|known| known == hash) {
        return dist;
    }
    if !is_installed(&frontend) {
        npm(&frontend, &["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    }
    npm(&frontend, &["run", "build"]);
    fs::write(&stamp, hash).expect("a stamp beside the assets");
    dist
}

/// Whether the packages that the lock file names are there.
fn is_installed(frontend: &Path) -> bool {
    let age = |path: &str| fs::metadata(frontend.join(path)).and_then(|file| file.modified()).ok();
    age("node_modules/.package-lock.json").is_some_and(|installed| age("package-lock.json").is_some_and(|lock| lock <= installed))
}

fn gather(path: &Path, sources: &mut Vec<PathBuf>) {
    if path.is_file() {
        println!("cargo:rerun-if-changed={}", path.display());
        sources.push(path.to_path_buf());
    } else if let Ok(entries) = fs::read_dir(path) {
        println!("cargo:rerun-if-changed={}", path.display());
        for entry in entries.flatten() {
            gather(&entry.path(), sources);
        }
    }
}

fn hash_of(files: &[PathBuf]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(fs::read(file).expect("a source file"));
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn npm(folder: &Path, arguments: &[&str]) {
    let ran = Command::new("npm").args(arguments).current_dir(folder).output();
    match ran {
        Ok(done) if done.status.success() => {}
        Ok(done) => {
            let _ = std::io::stderr().write_all(&done.stdout);
            let _ = std::io::stderr().write_all(&done.stderr);
            panic!("npm {} failed in {} (see above)", arguments.join(" "), folder.display());
        }
        Err(error) => panic!(
            "building the web assets needs Node 20.19 or newer with npm ({error}). Install it, or set GUILDHALL_WEB_DIST to ready-built assets."
        ),
    }
}

/// Writes `assets.rs`: every file with its gzip form and hash.
fn embed(dist: &Path) {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo's folder"));
    let mut names = Vec::new();
    list(dist, "", &mut names);
    names.sort();
    let mut code = String::from("pub const ASSETS: &[web::Asset] = &[\n");
    for name in names.iter().filter(|name| !name.ends_with(".gz") && !name.starts_with('.')) {
        let plain = fs::canonicalize(dist.join(name)).expect("an asset");
        let bytes = fs::read(&plain).expect("an asset");
        let packed = out.join(format!("{}.gz", name.replace('/', "_")));
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&bytes).expect("memory");
        let mut gzip = encoder.finish().expect("memory");
        if gzip.len() * 10 > bytes.len() * 9 {
            gzip.clear();
        }
        fs::write(&packed, gzip).expect("room for a packed asset");
        let hash = hex(&Sha256::digest(&bytes));
        writeln!(
            code,
            "web::Asset {{ name: {name:?}, plain: include_bytes!({plain:?}), gzip: include_bytes!({packed:?}), hash: {hash:?} }},"
        )
        .expect("memory");
    }
    code.push_str("];\n");
    fs::write(out.join("assets.rs"), code).expect("room for assets.rs");
}

fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder of built assets").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push(name);
        }
    }
}
