//! What the index keeps, gives back and to whom: scopes, audiences, replacing, reopening.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod support;

use search::{Document, Index, Kind, Query, Scope, State};
use support::{filled, find, post, scope, thread, within};

#[test]
fn one_hit_per_thread() {
    let mut documents = vec![thread(1, "Tomatoes", "growing tomatoes")];
    documents.extend((10..200).map(|id| post(id, 1, "Tomatoes", "tomatoes tomatoes")));
    documents.push(thread(2, "Peppers", "they are no tomatoes"));
    documents.push(Document { kind: Kind::Tag, thread: 0, ..thread(1, "tomatoes", "") });
    documents.push(Document { kind: Kind::Person, thread: 0, ..thread(1, "Tom Tomatoes", "") });
    let hits = filled(&documents).search(&Query::parse("tomatoes"), &scope(), 10).unwrap();
    assert_eq!(hits.len(), 4);
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
}

#[test]
fn scopes_limit() {
    let mut one = thread(1, "Apple", "apple pie");
    one.tags = vec![7, 8];
    one.is = vec![State::Question, State::Solved];
    let two = Document { community: 2, author: 5, area: 6, tags: vec![7], ..thread(2, "Apple", "apple tree") };
    let index = filled(&[one, two]);
    let cases: [(Scope, &[i64]); 11] = [
        (Scope { community: Some(2), ..scope() }, &[2]),
        (Scope { authors: vec![5, 9], ..scope() }, &[2]),
        (Scope { areas: vec![6], ..scope() }, &[2]),
        (Scope { tags: vec![8, 9], ..scope() }, &[1]),
        (Scope { tags_all: vec![7, 8], ..scope() }, &[1]),
        (Scope { is: vec![State::Solved, State::Question], ..scope() }, &[1]),
        (Scope { is: vec![State::Solved, State::Idea], ..scope() }, &[]),
        (Scope { after: Some(2000), ..scope() }, &[2]),
        (Scope { before: Some(2000), ..scope() }, &[1]),
        (Scope { kinds: vec![Kind::Person], ..scope() }, &[]),
        (Scope { audiences: vec![], ..scope() }, &[]),
    ];
    for (scope, expected) in cases {
        assert_eq!(within(&index, "apple", &scope), expected, "{scope:?}");
        assert_eq!(within(&index, "", &scope), expected, "without words: {scope:?}");
    }
    assert_eq!(within(&index, "", &scope()), [2, 1], "newest first");
}

#[test]
fn audiences_never_leak() {
    let secret = Document { audience: 2, ..thread(1, "Kaffeemaschine getUserName 北京大学", "kubernetes is a secret plan") };
    let index = filled(&[secret, thread(2, "Open", "a public word")]);
    let queries = [
        "kubernetes",
        "kubernets",
        "kuber",
        "maschine",
        "secret word",
        "k",
        "北京",
        "北",
        "京大",
        "\"secret plan\"",
        "getusername",
        "user",
        "it is",
        "kubernetes secret plan with many more words than five here",
        "",
        "zzz secret",
        "ecre",
    ];
    for query in queries {
        assert!(!within(&index, query, &scope()).contains(&1), "{query}");
        assert!(within(&index, query, &Scope { audiences: vec![3], ..scope() }).is_empty(), "{query}");
    }
    assert!(index.like("kubernetes secret plan", 0, &scope(), 10).unwrap().is_empty());
    assert_eq!(within(&index, "kubernets", &Scope { audiences: vec![1, 2], ..scope() }), [1]);
}

#[test]
fn replace_remove_clear() {
    let index = filled(&[thread(1, "Old", "first"), post(5, 1, "Old", "reply"), thread(2, "Two", "second")]);
    let mut writer = index.writer().unwrap().unwrap();
    writer.put(&thread(1, "New", "third")).unwrap();
    writer.put(&thread(1, "New", "fourth")).unwrap();
    writer.commit(2).unwrap();
    assert!(find(&index, "first").is_empty() && find(&index, "third").is_empty());
    assert_eq!(find(&index, "fourth"), [1]);
    assert_eq!(index.documents(), 3);
    writer.remove(Kind::Thread, 2);
    writer.remove(Kind::Post, 1);
    writer.commit(3).unwrap();
    assert_eq!(index.documents(), 2);
    writer.remove_thread(1);
    writer.commit(4).unwrap();
    assert_eq!(index.documents(), 0);
    writer.put(&thread(3, "More", "x")).unwrap();
    writer.clear().unwrap();
    writer.put(&thread(4, "Last", "y")).unwrap();
    writer.commit(5).unwrap();
    assert_eq!((index.documents(), index.cursor().unwrap()), (1, 5));
}

#[test]
fn related_threads() {
    let index = filled(&[
        thread(1, "Compost smells", "the compost heap smells of ammonia"),
        thread(2, "Ammonia in compost", "why does it smell"),
        thread(3, "Bicycle", "flat tyre"),
    ]);
    let hits = index.like("Compost smells\nthe compost heap smells of ammonia", 1, &scope(), 5).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.thread).collect::<Vec<_>>(), [2]);
}

#[test]
fn cursor_survives_and_the_writer_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(index.cursor().unwrap(), 0);
    let other = Index::open(dir.path()).unwrap();
    {
        let mut writer = index.writer().unwrap().unwrap();
        assert!(index.writer().unwrap().is_none() && other.writer().unwrap().is_none());
        writer.put(&thread(1, "Apple", "pie")).unwrap();
        writer.commit(42).unwrap();
        assert_eq!(other.cursor().unwrap(), 42, "while the other writes");
        writer.put(&thread(2, "Never", "committed")).unwrap();
    }
    assert!(other.writer().unwrap().is_some());
    other.refresh().unwrap();
    assert_eq!(find(&other, "apple"), [1]);
    drop((index, other));
    let again = Index::open(dir.path()).unwrap();
    assert_eq!((again.cursor().unwrap(), again.documents()), (42, 1));
}

#[test]
fn damaged_or_foreign_indexes_start_empty() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine.txt"), "keep").unwrap();
    let folder = dir.path().join("index-v2");
    type Damage = fn(&std::path::Path);
    let damages: [Damage; 3] = [
        |folder| std::fs::write(folder.join("meta.json"), "{ not json").unwrap(),
        |folder| std::fs::write(folder.join("meta.json"), "{}").unwrap(),
        |folder| {
            let files = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path());
            files
                .filter(|p| p.extension().is_some_and(|e| e == "idx" || e == "term"))
                .for_each(|p| std::fs::write(p, "x").unwrap());
        },
    ];
    for damage in damages {
        let index = Index::open(dir.path()).unwrap();
        let mut writer = index.writer().unwrap().unwrap();
        writer.put(&thread(1, "Apple", "pie")).unwrap();
        writer.commit(7).unwrap();
        drop((writer, index));
        damage(&folder);
        let index = Index::open(dir.path()).unwrap();
        assert_eq!((index.cursor().unwrap(), index.documents()), (0, 0));
    }
    std::fs::rename(&folder, dir.path().join("index-v0")).unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(index.cursor().unwrap(), 0);
    assert!(!dir.path().join("index-v0").exists() && dir.path().join("mine.txt").exists());
}
