#![allow(
    clippy::allow_attributes,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests print what they skipped and end on surprises; not every test uses all of them"
)]
//! Documents and an index to search, for the tests of this folder.

use search::{Document, Index, Kind, Language, Query, Scope};

pub fn thread(id: i64, title: &str, body: &str) -> Document {
    Document {
        kind: Kind::Thread,
        id,
        thread: id,
        community: 1,
        audience: 1,
        author: 1,
        area: 1,
        tags: vec![],
        is: vec![],
        created_at: id * 1000,
        language: Language::English,
        title: title.to_owned(),
        body: body.to_owned(),
    }
}

pub fn post(id: i64, thread_id: i64, title: &str, body: &str) -> Document {
    Document { kind: Kind::Post, thread: thread_id, ..thread(id, title, body) }
}

pub fn filled(documents: &[Document]) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap().unwrap();
    documents.iter().for_each(|document| writer.put(document).unwrap());
    writer.commit(1).unwrap();
    index
}

pub fn scope() -> Scope {
    Scope { audiences: vec![1], languages: vec![Language::English], ..Scope::default() }
}

pub fn find(index: &Index, query: &str) -> Vec<i64> {
    within(index, query, &scope())
}

pub fn within(index: &Index, query: &str, scope: &Scope) -> Vec<i64> {
    index.search(&Query::parse(query), scope, 20).unwrap().into_iter().map(|hit| hit.id).collect()
}
