//! Deleting and bringing back, closing, pinning, sorting, moving, merging, splitting.

use base::{Id, Result, Time, Tx, record, sql};

use super::held::HeldThread;
use crate::threads::model::{Kind, LinkKind, Listed};

/// Marks a whole thread as deleted.
pub async fn remove_thread(tx: &Tx, thread: Id, by: Id, why: &str, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE threads SET removed_at = $2, removed_by = $3, removed_why = $4 WHERE id = $1", thread, now, by, why))
        .await
        .map(|_| ())
}

pub async fn restore_thread(tx: &Tx, thread: Id) -> Result<()> {
    tx.run(sql!("UPDATE threads SET removed_at = NULL, removed_by = NULL, removed_why = NULL WHERE id = $1", thread))
        .await
        .map(|_| ())
}

/// Marks a post as deleted, and its comments with it (they say so, and come back with it).
pub async fn remove_post(tx: &Tx, post: Id, by: Id, why: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET removed_at = $2, removed_by = $3, removed_why = $4, rev = rev + 1 WHERE id = $1 AND removed_at IS NULL",
        post,
        now,
        by,
        why
    ))
    .await?;
    tx.run(sql!(
        "UPDATE posts SET removed_at = $2, removed_by = $3, removed_why = 'with-its-post' WHERE parent = $1 AND parent > 0 AND removed_at IS NULL",
        post,
        now,
        by
    ))
    .await
    .map(|_| ())
}

pub async fn restore_post(tx: &Tx, post: Id) -> Result<()> {
    tx.run(sql!("UPDATE posts SET removed_at = NULL, removed_by = NULL, removed_why = NULL, rev = rev + 1 WHERE id = $1", post))
        .await?;
    tx.run(sql!(
        "UPDATE posts SET removed_at = NULL, removed_by = NULL, removed_why = NULL
         WHERE parent = $1 AND parent > 0 AND removed_why = 'with-its-post'",
        post
    ))
    .await
    .map(|_| ())
}

/// Comments of a post with their authors, also deleted ones.
pub async fn comments(tx: &Tx, post: Id) -> Result<Vec<(Id, Id)>> {
    tx.all(sql!("SELECT id, author FROM posts /* removed ones, too */ WHERE parent = $1 AND parent > 0", post)).await
}

/// All posts of a thread, and whether each is deleted by itself.
pub async fn posts(tx: &Tx, thread: Id) -> Result<Vec<(Id, bool)>> {
    tx.all(sql!("SELECT id, CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END FROM posts WHERE thread = $1", thread)).await
}

/// Closes a thread, or opens it again (`at` none).
pub async fn close(tx: &Tx, thread: Id, at: Option<Time>, why: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE threads SET closed_at = $2, closed_why = $3, changed_here = 1,
           waiting = CASE WHEN replies = 0 AND CAST($2 AS BIGINT) IS NULL THEN 1 ELSE 0 END WHERE id = $1",
        thread,
        at,
        why
    ))
    .await?;
    super::recount::labels(tx, thread).await
}

/// Takes a thread's links of one kind away.
pub async fn unlink(tx: &Tx, thread: Id, kind: LinkKind) -> Result<()> {
    tx.run(sql!("DELETE FROM thread_links WHERE thread = $1 AND kind = $2", thread, kind)).await.map(|_| ())
}

pub async fn pin(tx: &Tx, thread: Id, yes: bool) -> Result<()> {
    tx.run(sql!("UPDATE threads SET pinned = $2 WHERE id = $1", thread, yes)).await.map(|_| ())
}

/// Turns a thread into another kind; answers get or lose their order.
pub async fn turn(tx: &Tx, thread: &HeldThread, kind: Kind) -> Result<()> {
    tx.run(sql!(
        "UPDATE threads SET kind = $2, section = $3, changed_here = 1, accepted = 0, accepted_at = 0, solved = 0, solved_at = 0 WHERE id = $1",
        thread.id,
        kind,
        kind.section()
    ))
    .await?;
    super::recount::order(tx, thread.id).await?;
    super::recount::labels(tx, thread.id).await
}

/// Puts a thread into an area of its community.
pub async fn set_area(tx: &Tx, thread: Id, area: Id, audience: Id) -> Result<()> {
    tx.run(sql!("UPDATE threads SET area = $2, audience = $3, changed_here = 1 WHERE id = $1", thread, area, audience)).await?;
    move_files(tx, thread, audience).await
}

/// The files of a thread's posts are read by whoever reads the thread.
async fn move_files(tx: &Tx, thread: Id, audience: Id) -> Result<()> {
    let posts: Vec<Id> = posts(tx, thread).await?.into_iter().map(|(id, _)| id).collect();
    people::files::move_audience(tx, "post", &posts, audience).await
}

/// Carries a thread over to another community.
pub async fn set_community(tx: &Tx, thread: &HeldThread, community: Id, audience: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE threads SET community = $2, audience = $3, area = 0, group_id = 0, pinned = 0, changed_here = 1 WHERE id = $1",
        thread.id,
        community,
        audience
    ))
    .await?;
    tx.run(sql!("UPDATE posts SET community = $2 WHERE thread = $1", thread.id, community)).await?;
    tx.run(sql!(
        "INSERT INTO thread_moves (thread, community) VALUES ($1, $2) ON CONFLICT (thread, community) DO NOTHING",
        thread.id,
        thread.community
    ))
    .await?;
    move_files(tx, thread.id, audience).await
}

/// Everybody who wrote in a thread.
pub async fn authors(tx: &Tx, thread: Id) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> =
        tx.all(sql!("SELECT DISTINCT author FROM posts /* removed ones, too */ WHERE thread = $1", thread)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Puts all posts of one thread into another: what opened it becomes a reply there.
pub async fn take_in(tx: &Tx, from: Id, into: &HeldThread) -> Result<()> {
    tx.run(sql!("UPDATE posts SET kind = 'reply' WHERE thread = $1 AND kind = 'opening'", from)).await?;
    // What pointed to it points to what took it in; its poll comes along where there is none.
    for statement in [
        sql!(
            "INSERT INTO thread_links (thread, other, kind, created_at) SELECT $2, other, kind, created_at FROM thread_links
              WHERE thread = $1 AND other <> $2 AND kind = 'linked' ON CONFLICT (thread, other, kind) DO NOTHING",
            from,
            into.id
        ),
        sql!(
            "INSERT INTO thread_links (thread, other, kind, created_at) SELECT thread, $2, kind, created_at FROM thread_links
              WHERE other = $1 AND thread <> $2 ON CONFLICT (thread, other, kind) DO NOTHING",
            from,
            into.id
        ),
        sql!(
            "UPDATE polls SET thread = $2 WHERE thread = $1 AND NOT EXISTS (SELECT 1 FROM polls WHERE thread = $2)",
            from,
            into.id
        ),
    ] {
        tx.run(statement).await?;
    }
    tx.run(sql!("UPDATE posts SET thread = $2 WHERE thread = $1", from, into.id)).await?;
    super::recount::order(tx, into.id).await?;
    move_files(tx, into.id, into.audience).await?;
    for statement in [
        sql!("INSERT INTO bookmarks (account, thread, created_at) SELECT account, $2, created_at FROM bookmarks WHERE thread = $1
              ON CONFLICT (account, thread) DO NOTHING", from, into.id),
        sql!("INSERT INTO follows (account, thread, level, created_at) SELECT account, $2, level, created_at FROM follows WHERE thread = $1
              ON CONFLICT (account, thread) DO NOTHING", from, into.id),
        sql!("INSERT INTO metoos (thread, account, created_at) SELECT $2, account, created_at FROM metoos WHERE thread = $1
              ON CONFLICT (thread, account) DO NOTHING", from, into.id),
        sql!("DELETE FROM metoos WHERE thread = $1 AND account = $2", into.id, into.author),
        sql!("UPDATE threads SET metoo = (SELECT COUNT(*) FROM metoos WHERE thread = $1) WHERE id = $1", into.id),
    ] {
        tx.run(statement).await?;
    }
    Ok(())
}

/// Puts a line before a post that opened a thread of its own.
pub async fn put_before(tx: &Tx, thread: Id, source: &str, html: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET source = $2 || source, html = $3 || html, changed_here = 1, rev = rev + 1
         WHERE thread = $1 AND kind = 'opening'",
        thread,
        source,
        html
    ))
    .await
    .map(|_| ())
}

/// Marks a thread as taken in by another; its address leads there.
pub async fn set_merged(tx: &Tx, from: Id, into: Id, by: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE threads SET merged_into = $2, accepted = 0, solved = 0, removed_at = $3, removed_by = $4, removed_why = 'merged' WHERE id = $1",
        from,
        into,
        now,
        by
    ))
    .await?;
    // What was merged into this one before leads on.
    tx.run(sql!(scan "merging is rare", "UPDATE threads SET merged_into = $2 WHERE merged_into = $1", from, into))
        .await
        .map(|_| ())
}

/// Puts some replies with their comments into a new thread; the first of them opens it.
pub async fn split(tx: &Tx, from: &HeldThread, into: Id, opening: Id, replies: &[Id]) -> Result<()> {
    tx.run(sql!("UPDATE posts SET thread = $2 WHERE id IN (#3) AND thread = $1 AND kind = 'reply'", from.id, into, replies))
        .await?;
    tx.run(sql!("UPDATE posts SET thread = $2 WHERE parent IN (#3) AND parent > 0 AND thread = $1", from.id, into, replies))
        .await?;
    tx.run(sql!("UPDATE posts SET kind = 'opening', place = 0 WHERE id = $1 AND thread = $2", opening, into)).await?;
    tx.run(sql!("UPDATE threads SET changed_here = 1 WHERE id = $1", from.id)).await.map(|_| ())
}

record! {
    /// A reply that can be chosen for a thread of its own.
    #[derive(Clone, Debug)]
    pub struct Choice {
        pub id: Id,
        pub author_name: String,
        pub created_at: Time,
        pub html: String,
    }
}

/// Replies of a thread by time: the latest 500.
pub async fn choices(tx: &Tx, thread: Id) -> Result<Vec<Choice>> {
    let mut found: Vec<Choice> = tx
        .all(sql!(
            list "SELECT p.id, a.name, p.created_at, p.html FROM posts p JOIN accounts a ON a.id = p.author
                  WHERE p.thread = $1 AND p.kind = 'reply' AND p.removed_at IS NULL
                  ORDER BY p.created_at DESC, p.id DESC LIMIT 500",
            thread
        ))
        .await?;
    found.reverse();
    Ok(found)
}

/// Where the address of a thread that is no longer there leads: community slug, id and slug of what took it in, or of
/// itself in the community that it was moved to.
pub async fn led_on(tx: &Tx, community: Id, id: Id, readable: &[Id]) -> Result<Option<(String, Id, String)>> {
    let merged: Option<(String, Id, String)> = tx
        .optional(sql!(
            "SELECT c.slug, t.id, t.slug FROM threads old /* removed, as merged ones are */ JOIN threads t ON t.id = old.merged_into
             JOIN communities c ON c.id = t.community
             WHERE old.id = $1 AND old.community = $2 AND old.merged_into > 0 AND t.audience IN (#3) AND t.removed_at IS NULL",
            id,
            community,
            readable
        ))
        .await?;
    if merged.is_some() {
        return Ok(merged);
    }
    tx.optional(sql!(
        "SELECT c.slug, t.id, t.slug FROM thread_moves m JOIN threads old ON old.id = m.thread
         JOIN threads t ON t.id = CASE WHEN old.merged_into > 0 THEN old.merged_into ELSE old.id END
         JOIN communities c ON c.id = t.community
         WHERE m.thread = $1 AND m.community = $2 AND t.audience IN (#3) AND t.removed_at IS NULL",
        id,
        community,
        readable
    ))
    .await
}

/// Where a post stands that stands in this community, or once did: the community's slug, the thread's id and slug; as far
/// as it may be read.
pub async fn thread_of(tx: &Tx, community: Id, readable: &[Id], post: Id) -> Result<Option<(String, Id, String)>> {
    tx.optional(sql!(
        "SELECT c.slug, t.id, t.slug FROM posts p JOIN threads t ON t.id = p.thread JOIN communities c ON c.id = t.community
         WHERE p.id = $1 AND t.audience IN (#3) AND t.removed_at IS NULL AND p.removed_at IS NULL
           AND (p.community = $2 OR EXISTS (SELECT 1 FROM thread_moves m WHERE m.thread = t.id AND m.community = $2))",
        post,
        community,
        readable
    ))
    .await
}

/// A thread that somebody names as the original of another, by id.
pub async fn named(tx: &Tx, community: Id, id: Id, audiences: &[Id]) -> Result<Option<Listed>> {
    let found = super::lists::some(tx, &[id], audiences).await?.pop();
    let here: Option<(Id,)> = tx
        .optional(sql!("SELECT id FROM threads WHERE id = $1 AND community = $2 AND removed_at IS NULL", id, community))
        .await?;
    Ok(found.filter(|_| here.is_some()))
}

/// Threads that were deleted before `before`, for emptying.
pub async fn old_threads(tx: &Tx, before: Time, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT id FROM threads WHERE removed_at < $1 AND removed_why <> 'merged' AND removed_why <> 'import' AND removed_why <> 'purged' AND removed_why <> 'held' LIMIT $2",
            before,
            limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Posts that were deleted before `before`, for emptying.
pub async fn old_posts(tx: &Tx, before: Time, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT id FROM posts WHERE removed_at < $1 AND removed_why <> 'import' AND removed_why <> 'purged' AND removed_why <> 'held' LIMIT $2",
            before,
            limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Empties deleted posts for good; the rows stay, so that what points to them still stands.
pub async fn purge_posts(tx: &Tx, posts: &[Id], now: Time) -> Result<()> {
    if posts.is_empty() {
        return Ok(());
    }
    tx.run(sql!("UPDATE posts SET source = '', html = '', changed_here = 1, removed_why = 'purged' WHERE id IN (#1)", posts))
        .await?;
    for statement in [
        sql!("DELETE FROM revisions WHERE post IN (#1)", posts),
        sql!("DELETE FROM mentions WHERE post IN (#1)", posts),
        sql!("DELETE FROM votes WHERE post IN (#1)", posts),
        sql!("DELETE FROM reactions WHERE post IN (#1)", posts),
        sql!("DELETE FROM reaction_counts WHERE post IN (#1)", posts),
        sql!("DELETE FROM outcomes WHERE post IN (#1)", posts),
    ] {
        tx.run(statement).await?;
    }
    for post in posts {
        people::files::detach(tx, "post", *post, now).await?;
    }
    Ok(())
}

/// Empties a deleted thread for good.
pub async fn purge_thread(tx: &Tx, thread: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE threads SET title = '', slug = '', removed_why = 'purged' WHERE id = $1", thread)).await?;
    tx.run(sql!("UPDATE posts SET removed_at = COALESCE(removed_at, 0) WHERE thread = $1", thread)).await?;
    tx.run(sql!("DELETE FROM thread_labels WHERE thread = $1", thread)).await?;
    let posts: Vec<(Id,)> = tx.all(sql!("SELECT id FROM posts /* removed ones */ WHERE thread = $1", thread)).await?;
    let posts: Vec<Id> = posts.into_iter().map(|(id,)| id).collect();
    purge_posts(tx, &posts, now).await
}
