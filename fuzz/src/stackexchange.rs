//! Files of a Stack Exchange dump, read as each of its kinds.

use std::io::{BufReader, Cursor};

use formats::stackexchange::{
    Badge, Comment, Post, PostHistory, PostLink, Problem, Row, Rows, Tag, User, Vote, parse_date, parse_tags,
};

use crate::text;

pub fn target(bytes: &[u8]) {
    let problems = reads::<Post>(bytes);
    // Where rows begin and end does not hang on what they are.
    let others =
        [reads::<Comment>(bytes), reads::<User>(bytes), reads::<Badge>(bytes), reads::<Vote>(bytes), reads::<PostHistory>(bytes)];
    let whole = |problem: &&Problem| problem.row.is_none();
    assert!(others.iter().all(|other| other.iter().filter(whole).eq(problems.iter().filter(whole))));
    reads::<PostLink>(bytes);
    reads::<Tag>(bytes);
    a_row_costs_only_itself(bytes);
    let line = text(bytes);
    parse_date(&line);
    assert!(parse_tags(&line).iter().map(String::len).sum::<usize>() <= line.len());
}

/// Reads to the end, whole and in small bites, which must make no difference; what was wrong.
fn reads<R: Row + Clone + PartialEq>(bytes: &[u8]) -> Vec<Problem> {
    let mut rows = Rows::<R>::new("Test.xml", Box::new(Cursor::new(bytes.to_vec())), bytes.len() as u64);
    let read: Vec<_> = rows.by_ref().collect();
    assert!(read.len() <= 2 * bytes.len() + 2 && rows.next().is_none());
    assert!(rows.progress().read <= bytes.len() as u64);
    let bites = BufReader::with_capacity(1 + bytes.len() % 7, Cursor::new(bytes.to_vec()));
    assert!(Rows::<R>::new("Test.xml", Box::new(bites), 0).eq(read.iter().cloned()));
    // What is kept of a file is bounded by it, the replacement of a byte by three included.
    let kept: usize = rows.unknown().keys().map(String::len).sum();
    assert!(kept <= 3 * bytes.len() && rows.replaced() <= bytes.len() as u64);
    let problems: Vec<Problem> = read.into_iter().filter_map(Result::err).collect();
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    assert!(problems.iter().all(|problem| problem.offset <= bytes.len() as u64 && (1..=lines).contains(&problem.line)));
    problems
}

/// Between two good rows a broken one may say what it likes: both are read.
fn a_row_costs_only_itself(bytes: &[u8]) {
    let row = |id: u8| format!("<row Id=\"{id}\" TagName=\"t{id}\" />").into_bytes();
    let inside: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'<').collect();
    let file = [b"<tags>".to_vec(), row(1), b"<row ".to_vec(), inside, b"/>".to_vec(), row(2), b"</tags>".to_vec()].concat();
    let tags: Vec<Tag> = Rows::new("Tags.xml", Box::new(Cursor::new(file)), 0).filter_map(Result::ok).collect();
    let is_there = |id: i64| tags.iter().any(|tag| tag.id == id && tag.tag_name == format!("t{id}"));
    assert!(is_there(1) && is_there(2), "{tags:?}");
}
