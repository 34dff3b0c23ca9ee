//! Search documents of threads and posts.

use base::{Db, Id, Result, record, sql};
use search::{Document, Language, State};

use super::model::Kind;

record! {
    struct Found {
        id: Id,
        thread: Id,
        community: Id,
        audience: Id,
        area: Id,
        author: Id,
        created_at: i64,
        kind: Kind,
        title: String,
        html: String,
        accepted: Id,
        replies: i64,
        closed_at: Option<base::Time>,
        language: String,
    }
}

pub(super) async fn of_threads(db: &Db, ids: Vec<Id>) -> Result<Vec<Document>> {
    let found: Vec<Found> = db
        .all(sql!(
            "SELECT t.id, t.id, t.community, t.audience, t.area, t.author, t.created_at, t.kind, t.title, p.html, t.accepted,
               t.replies, t.closed_at, c.language
             FROM threads t JOIN posts p ON p.thread = t.id AND p.kind = 'opening' AND p.removed_at IS NULL
             JOIN communities c ON c.id = t.community
             WHERE t.id IN (#1) AND t.removed_at IS NULL",
            ids
        ))
        .await?;
    documents(db, found, search::Kind::Thread).await
}

pub(super) async fn of_posts(db: &Db, ids: Vec<Id>) -> Result<Vec<Document>> {
    let found: Vec<Found> = db
        .all(sql!(
            "SELECT p.id, t.id, t.community, t.audience, t.area, p.author, p.created_at, t.kind, t.title, p.html, t.accepted,
               t.replies, t.closed_at, c.language
             FROM posts p JOIN threads t ON t.id = p.thread JOIN communities c ON c.id = t.community
             WHERE p.id IN (#1) AND p.kind <> 'opening' AND p.removed_at IS NULL AND t.removed_at IS NULL",
            ids
        ))
        .await?;
    documents(db, found, search::Kind::Post).await
}

async fn documents(db: &Db, found: Vec<Found>, kind: search::Kind) -> Result<Vec<Document>> {
    let mut threads: Vec<Id> = found.iter().map(|row| row.thread).collect();
    threads.dedup();
    let tags = db.read(move |tx| async move { labels(&tx, &threads).await }).await?;
    let document = |row: Found| Document {
        kind,
        id: row.id,
        thread: row.thread,
        community: row.community,
        audience: row.audience,
        author: row.author,
        area: row.area,
        tags: tags.iter().filter(|(thread, _)| *thread == row.thread).map(|(_, tag)| *tag).collect(),
        is: states(&row, kind),
        created_at: row.created_at,
        language: Language::from_code(&row.language),
        body: markup::plain(&row.html),
        title: row.title,
    };
    Ok(found.into_iter().map(document).collect())
}

async fn labels(tx: &base::Tx, threads: &[Id]) -> Result<Vec<(Id, Id)>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT thread, label FROM thread_labels WHERE thread IN (#1) AND label > 0", threads)).await
}

fn states(row: &Found, kind: search::Kind) -> Vec<State> {
    let mut is = vec![match row.kind {
        Kind::Question => State::Question,
        Kind::Discussion => State::Discussion,
        Kind::Idea => State::Idea,
        Kind::Showcase => State::Showcase,
        Kind::HowWouldYou => State::HowWouldYou,
        Kind::Announcement => State::Announcement,
    }];
    is.push(if row.accepted > 0 { State::Solved } else { State::Unsolved });
    is.push(if row.replies > 0 { State::Answered } else { State::Unanswered });
    is.push(if row.closed_at.is_some() { State::Closed } else { State::Open });
    if kind == search::Kind::Post && row.accepted == row.id {
        is.push(State::Accepted);
    }
    is
}

pub(super) async fn thread_ids(db: &Db, after: Id, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = db
        .all(sql!(
            list "SELECT id FROM threads WHERE id > $1 AND removed_at IS NULL ORDER BY id LIMIT $2",
            after, limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

pub(super) async fn post_ids(db: &Db, after: Id, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = db
        .all(sql!(
            list "SELECT id FROM posts WHERE id > $1 AND kind <> 'opening' AND removed_at IS NULL ORDER BY id LIMIT $2",
            after, limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}
