//! Three real dumps, where the shared data is at hand: every row is read, and as many as a plain search finds.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use formats::stackexchange::{Dump, Row, Rows};

fn folder() -> Option<PathBuf> {
    let found = match std::env::var_os("GUILDHALL_SHARED_DATA") {
        Some(folder) => Some(PathBuf::from(folder)),
        None => {
            let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
            here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
        }
    };
    found.map(|folder| folder.join("stackexchange")).filter(|folder| folder.is_dir())
}

fn compare<R: Row>(mut rows: Rows<R>, path: &Path) -> usize {
    let problems: Vec<String> = rows.by_ref().filter_map(Result::err).map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let unknown: Vec<_> = rows.unknown().keys().cloned().collect();
    let text = std::fs::read_to_string(path).unwrap();
    let begin = Instant::now();
    let count = Rows::<R>::new("x", Box::new(std::io::Cursor::new(text.clone().into_bytes())), 0).filter_map(Result::ok).count();
    assert_eq!(count, text.matches("<row ").count(), "{}", path.display());
    println!(
        "{}: {count} rows, unknown columns {unknown:?}, {} replaced, {:?}",
        path.display(),
        rows.replaced(),
        begin.elapsed()
    );
    count
}

#[test]
fn every_row_is_read() {
    let Some(folder) = folder() else {
        println!("skipped: no data folder");
        return;
    };
    let (begin, mut count) = (Instant::now(), 0);
    let mut dumps = 0;
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let dump = Dump::open(&path).unwrap();
        assert!(dump.missing().is_empty() && dump.size() > 0);
        count += compare(dump.users(), &path.join("Users.xml"));
        count += compare(dump.posts(), &path.join("Posts.xml"));
        count += compare(dump.comments(), &path.join("Comments.xml"));
        count += compare(dump.post_history(), &path.join("PostHistory.xml"));
        count += compare(dump.votes(), &path.join("Votes.xml"));
        count += compare(dump.post_links(), &path.join("PostLinks.xml"));
        count += compare(dump.tags(), &path.join("Tags.xml"));
        count += compare(dump.badges(), &path.join("Badges.xml"));
        dumps += 1;
    }
    println!("{count} rows of {dumps} dumps, read twice, in {:?}", begin.elapsed());
    assert!(dumps >= 3);
}
