//! SQL of the steps of a deletion, for the tables of this crate.

use base::{Id, Result, Tx, record, sql};
use web::personal::Leaver;

use crate::threads::model::PostKind;

/// Rows of one table that go in one transaction.
const BATCH: i64 = 500;
/// Threads that are touched in one transaction.
const THREADS: i64 = 200;

record! {
    /// A post that goes with whoever wrote it.
    pub struct Own {
        pub id: Id,
        pub thread: Id,
        pub kind: PostKind,
        pub gone: bool,
    }
}

/// Somebody's posts behind an id, removed ones, too.
pub async fn posts(tx: &Tx, account: Id, after: Id, limit: i64) -> Result<Vec<Own>> {
    tx.all(sql!(
        "SELECT id, thread, kind, CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END FROM posts
         WHERE author IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $1) AND id > $2
         ORDER BY id LIMIT $3",
        account,
        after,
        limit
    ))
    .await
}

/// Whether others wrote in a thread, in what can be read of it.
pub async fn others_wrote(tx: &Tx, thread: Id, account: Id) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM posts WHERE thread = $1 AND author <> $2 AND author NOT IN (SELECT veil FROM veils WHERE account = $2)
               AND removed_at IS NULL LIMIT 1",
            thread,
            account
        ))
        .await?;
    Ok(found.is_some())
}

/// Whether others commented on a post.
pub async fn others_commented(tx: &Tx, post: Id, account: Id) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM posts WHERE parent = $1 AND parent > 0 AND author <> $2
               AND author NOT IN (SELECT veil FROM veils WHERE account = $2) AND removed_at IS NULL LIMIT 1",
            post,
            account
        ))
        .await?;
    Ok(found.is_some())
}

/// The language of a community's pages.
pub async fn language(tx: &Tx, community: Id) -> Result<String> {
    let (language,): (String,) =
        tx.one(sql!("SELECT language FROM communities /* removed, too */ WHERE id = $1", community)).await?;
    Ok(language)
}

/// Puts other words in the place of a text, and forgets what it was.
pub async fn blank(tx: &Tx, post: Id, source: &str, html: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET source = $2, html = $3, html_version = $4, edited_at = NULL, edits = 0, changed_here = 1, rev = rev + 1
         WHERE id = $1",
        post,
        source,
        html,
        markup::VERSION
    ))
    .await?;
    tx.run(sql!("DELETE FROM revisions WHERE post = $1", post)).await?;
    tx.run(sql!("DELETE FROM mentions WHERE post = $1", post)).await.map(|_| ())
}

pub async fn blank_title(tx: &Tx, thread: Id, title: &str) -> Result<()> {
    let slug = markup::slug(title);
    tx.run(sql!("UPDATE threads SET title = $2, slug = $3, changed_here = 1, rev = rev + 1 WHERE id = $1", thread, title, slug))
        .await
        .map(|_| ())
}

/// What is theirs alone goes, some at once; whether there may be more.
pub async fn own(tx: &Tx, account: Id) -> Result<bool> {
    let mut gone = 0;
    for statement in [
        sql!(scan "announcements are few", "DELETE FROM announcement_reads WHERE account = $1", account),
        sql!("DELETE FROM founding_requests WHERE account = $1", account),
        sql!("DELETE FROM import_runs WHERE account = $1", account),
        sql!(
            "DELETE FROM bookmarks WHERE account = $1 AND thread IN (SELECT thread FROM bookmarks WHERE account = $1 LIMIT $2)",
            account,
            BATCH
        ),
        sql!(
            "DELETE FROM follows WHERE account = $1 AND thread IN (SELECT thread FROM follows WHERE account = $1 LIMIT $2)",
            account,
            BATCH
        ),
        sql!(
            "DELETE FROM reads WHERE account = $1 AND thread IN (SELECT thread FROM reads WHERE account = $1 LIMIT $2)",
            account,
            BATCH
        ),
        sql!(
            "DELETE FROM mentions WHERE account = $1 AND post IN (SELECT post FROM mentions WHERE account = $1 LIMIT $2)",
            account,
            BATCH
        ),
        sql!("DELETE FROM once_keys WHERE account = $1", account),
        sql!(scan "a row for each label of a person", "DELETE FROM expertise WHERE account = $1", account),
        sql!(scan "brought once", "DELETE FROM imported_badges WHERE account = $1", account),
    ] {
        gone += tx.run(statement).await?;
    }
    Ok(gone > 0)
}

/// What is the community's, too, lets go of their words.
pub async fn shared(tx: &Tx, leaver: &Leaver) -> Result<()> {
    let account = leaver.account;
    tx.run(sql!("UPDATE deflections SET asked = '' WHERE account = $1", account)).await?;
    tx.run(sql!(
        "DELETE FROM launch_answers WHERE launch IN (SELECT id FROM launches WHERE account = $1 AND community = 0)",
        account
    ))
    .await?;
    tx.run(sql!("DELETE FROM launches WHERE account = $1 AND community = 0", account)).await?;
    // A place that they came from told a name with what they wrote: it is that of nobody now.
    tx.run(sql!(
        scan "once for a person, and only names are changed",
        "UPDATE imported SET source_id = 'left ' || CAST($1 AS TEXT) || ' ' || CAST(created_at AS TEXT) WHERE kind = 'name' AND object = $2",
        account.to_string(),
        account
    ))
    .await?;
    if leaver.removes {
        tx.run(sql!("UPDATE outcomes SET note = '' WHERE account = $1", account)).await?;
    }
    Ok(())
}

/// Raises what tells that a page changed, for threads that somebody wrote in, behind a thread; where to go on.
pub async fn touch_threads(tx: &Tx, account: Id, after: Id) -> Result<Option<Id>> {
    let threads: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT DISTINCT thread FROM posts /* removed ones, too */ WHERE author = $1 AND thread > $2 ORDER BY thread LIMIT $3",
            account,
            after,
            THREADS
        ))
        .await?;
    let ids: Vec<Id> = threads.into_iter().map(|(id,)| id).collect();
    let Some(last) = ids.last().copied() else {
        let touch = sql!(
            "UPDATE communities SET rev = rev + 1 WHERE id IN (SELECT DISTINCT community FROM posts WHERE author = $1)",
            account
        );
        return tx.run(touch).await.map(|_| None);
    };
    tx.run(sql!("UPDATE threads SET rev = rev + 1 WHERE id IN (#1)", ids)).await?;
    Ok(Some(last))
}
