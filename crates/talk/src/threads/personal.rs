//! What people wrote and chose in threads, as its owner gets it in a download.

use base::{Id, Result, Time, Tx, sql};
use serde_json::{Value, json};
use web::Personal;

pub(super) const PERSONAL: [Personal; 4] = [
    Personal { name: "posts", rows: |tx, account, after, limit| Box::pin(posts(tx, account, after, limit)) },
    Personal { name: "votes", rows: |tx, account, after, limit| Box::pin(votes(tx, account, after, limit)) },
    Personal { name: "saved", rows: |tx, account, after, limit| Box::pin(saved(tx, account, after, limit)) },
    Personal { name: "followed", rows: |tx, account, after, limit| Box::pin(followed(tx, account, after, limit)) },
];

type Rows = Result<Vec<(Id, Value)>>;

/// Also what was deleted and is not emptied yet.
async fn posts(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows: Vec<(Id, String, String, String, Time, Id)> = tx
        .all(sql!(
            "SELECT p.id, p.kind, t.title, p.source, p.created_at, t.id FROM posts p /* removed ones, too */
             JOIN threads t ON t.id = p.thread WHERE p.author = $1 AND p.id > $2 ORDER BY p.id LIMIT $3",
            account,
            after,
            limit
        ))
        .await?;
    let value = |(id, kind, title, source, at, thread): (Id, String, String, String, Time, Id)| {
        let at = at.rfc3339();
        (id, json!({ "id": id, "kind": kind, "thread": thread, "title": title, "text": source, "created_at": at }))
    };
    Ok(rows.into_iter().map(value).collect())
}

async fn votes(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows: Vec<(Id, i64, Time)> = tx
        .all(sql!(
            "SELECT post, value, created_at FROM votes WHERE account = $1 AND post > $2 ORDER BY post LIMIT $3",
            account,
            after,
            limit
        ))
        .await?;
    let value = |(post, value, at): (Id, i64, Time)| (post, json!({ "post": post, "value": value, "created_at": at.rfc3339() }));
    Ok(rows.into_iter().map(value).collect())
}

async fn saved(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows: Vec<(Id, Time)> = tx
        .all(sql!(
            "SELECT thread, created_at FROM bookmarks WHERE account = $1 AND thread > $2 ORDER BY thread LIMIT $3",
            account,
            after,
            limit
        ))
        .await?;
    Ok(rows.into_iter().map(|(thread, at)| (thread, json!({ "thread": thread, "saved_at": at.rfc3339() }))).collect())
}

async fn followed(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows: Vec<(Id, String)> = tx
        .all(sql!(
            "SELECT thread, level FROM follows WHERE account = $1 AND thread > $2 ORDER BY thread LIMIT $3",
            account,
            after,
            limit
        ))
        .await?;
    Ok(rows.into_iter().map(|(thread, level)| (thread, json!({ "thread": thread, "level": level }))).collect())
}
