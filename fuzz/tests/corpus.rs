//! The seeds of each target go through it in every test run, so that targets do not rot.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use fuzz::TARGETS;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Makes a test of each target.
macro_rules! seeds {
    ($($name:ident),+ $(,)?) => {
        const TESTED: &[&str] = &[$(stringify!($name)),+];
        $(#[test] fn $name() {
            let files = files(&here().join("corpus").join(stringify!($name)));
            assert!(!files.is_empty(), "no seeds");
            for file in files {
                println!("{}", file.display());
                fuzz::$name::target(&std::fs::read(file).unwrap());
            }
        })+
    };
}

seeds!(fields, forms, html, imports, markdown, people, pictures, requests, search, snapshots, stackexchange, uploads);

/// A target has its test, its program and its seeds, and the other way round.
#[test]
fn every_target_is_everywhere() {
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(TESTED, names);
    let stems = |folder: &str, ending: &str| -> Vec<String> {
        let of = |path: PathBuf| path.file_name()?.to_str()?.strip_suffix(ending).map(str::to_owned);
        files(&here().join(folder)).into_iter().filter_map(of).collect()
    };
    assert_eq!(stems("corpus", ""), names);
    assert_eq!(stems("targets", ".rs"), names);
    let manifest = std::fs::read_to_string(here().join("targets/Cargo.toml")).unwrap();
    assert!(names.iter().all(|name| manifest.contains(&format!("name = \"{name}\""))));
}

/// Seeds are written by hand and stay few.
#[test]
fn the_corpus_is_small() {
    let folders = files(&here().join("corpus"));
    let bytes: u64 = folders.iter().flat_map(|folder| files(folder)).map(|file| file.metadata().unwrap().len()).sum();
    assert!(bytes < 200_000, "{bytes} bytes");
}
