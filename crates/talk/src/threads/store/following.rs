//! What somebody follows, keeps and has read.

use base::{Id, Result, Time, Tx, record, sql};

use crate::threads::model::Level;

/// Sets how closely somebody follows a thread.
pub async fn follow(tx: &Tx, account: Id, thread: Id, level: Level, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO follows (account, thread, level, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, thread) DO UPDATE SET level = excluded.level",
        account,
        thread,
        level,
        now
    ))
    .await
    .map(|_| ())
}

/// Who takes part follows, unless they said otherwise before.
pub async fn follow_by_taking_part(tx: &Tx, account: Id, thread: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO follows (account, thread, level, created_at) VALUES ($1, $2, 'watching', $3)
         ON CONFLICT (account, thread) DO NOTHING",
        account,
        thread,
        now
    ))
    .await
    .map(|_| ())
}

/// Keeps a thread, or lets go of it.
pub async fn bookmark(tx: &Tx, account: Id, thread: Id, keep: bool, now: Time) -> Result<()> {
    if keep {
        tx.run(sql!(
            "INSERT INTO bookmarks (account, thread, created_at) VALUES ($1, $2, $3) ON CONFLICT (account, thread) DO NOTHING",
            account,
            thread,
            now
        ))
        .await?;
    } else {
        tx.run(sql!("DELETE FROM bookmarks WHERE account = $1 AND thread = $2", account, thread)).await?;
    }
    Ok(())
}

/// Threads that somebody kept, newest first, behind (time, thread).
pub async fn bookmarks(tx: &Tx, account: Id, after: (i64, i64), limit: i64) -> Result<Vec<(Id, Time)>> {
    tx.all(sql!(
        list "SELECT thread, created_at FROM bookmarks WHERE account = $1 AND (created_at, thread) < ($2, $3)
              ORDER BY created_at DESC, thread DESC LIMIT $4",
        account, after.0, after.1, limit
    ))
    .await
}

record! {
    /// What a thread is to somebody.
    #[derive(Clone, Debug, Default)]
    pub struct Mine {
        pub level: Option<String>,
        pub bookmarked: bool,
        pub metoo: bool,
        /// The newest post that they saw, when they opened it before.
        pub read_at: Option<i64>,
        pub read_post: Option<Id>,
        /// What happened before counts as read.
        pub read_before: Option<i64>,
    }
}

/// All of it in one look.
pub async fn mine(tx: &Tx, community: Id, thread: Id, account: Id) -> Result<Mine> {
    let found: Option<Mine> = tx
        .optional(sql!(
            "SELECT (SELECT level FROM follows WHERE account = $1 AND thread = $2),
               (SELECT COUNT(*) FROM bookmarks WHERE account = $1 AND thread = $2),
               (SELECT COUNT(*) FROM metoos WHERE thread = $2 AND account = $1),
               (SELECT at FROM reads WHERE account = $1 AND thread = $2),
               (SELECT post FROM reads WHERE account = $1 AND thread = $2),
               (SELECT CASE WHEN read_before > joined_at THEN read_before ELSE joined_at END FROM members
                WHERE account = $1 AND community = $3)",
            account,
            thread,
            community
        ))
        .await?;
    Ok(found.unwrap_or_default())
}

/// Somebody's votes on these posts.
pub async fn votes(tx: &Tx, posts: &[Id], account: Id) -> Result<Vec<(Id, i64)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT post, value FROM votes WHERE post IN (#1) AND account = $2", posts, account)).await
}

/// Somebody's reactions to these posts.
pub async fn reactions(tx: &Tx, posts: &[Id], account: Id) -> Result<Vec<(Id, String)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT r.post, r.emoji FROM reaction_counts c JOIN reactions r ON r.post = c.post AND r.emoji = c.emoji AND r.account = $2
         WHERE c.post IN (#1) AND c.count > 0",
        posts,
        account
    ))
    .await
}

/// Moves somebody's place in a thread forward to a post; back it goes with [`unread`] only.
pub async fn read(tx: &Tx, account: Id, thread: Id, post: Id) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO reads (account, thread, at, post)
         SELECT $1, thread, created_at, id FROM posts /* a removed one was read, too */ WHERE id = $3 AND thread = $2
         ON CONFLICT (account, thread) DO UPDATE SET at = excluded.at, post = excluded.post
         WHERE reads.at < excluded.at OR (reads.at = excluded.at AND reads.post < excluded.post)",
        account,
        thread,
        post
    ))
    .await
    .map(|_| ())
}

/// Sets somebody's place in a thread to just before a post.
pub async fn unread(tx: &Tx, account: Id, thread: Id, post: Id) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO reads (account, thread, at, post)
         SELECT $1, thread, created_at, id - 1 FROM posts WHERE id = $3 AND thread = $2 AND removed_at IS NULL
         ON CONFLICT (account, thread) DO UPDATE SET at = excluded.at, post = excluded.post",
        account,
        thread,
        post
    ))
    .await
    .map(|_| ())
}

/// Everything in a community until now counts as read.
pub async fn read_all(tx: &Tx, community: Id, account: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE members SET read_before = $3 WHERE account = $2 AND community = $1", community, account, now)).await?;
    Ok(())
}

/// What happened before counts as read for a member.
pub async fn read_before(tx: &Tx, community: Id, account: Id) -> Result<Option<Time>> {
    let found: Option<(Time,)> = tx
        .optional(sql!(
            "SELECT CASE WHEN read_before > joined_at THEN read_before ELSE joined_at END FROM members
             WHERE account = $2 AND community = $1 AND left_at IS NULL",
            community,
            account
        ))
        .await?;
    Ok(found.map(|(time,)| time))
}

/// How far somebody has read in these threads.
pub async fn places(tx: &Tx, account: Id, threads: &[Id]) -> Result<Vec<(Id, i64, Id)>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT thread, at, post FROM reads WHERE account = $1 AND thread IN (#2)", account, threads)).await
}

/// How many posts of others came behind somebody's place, for threads that they opened before.
pub async fn behind(tx: &Tx, account: Id, threads: &[Id], read_before: Time) -> Result<Vec<(Id, i64)>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT p.thread, COUNT(*) FROM reads r JOIN posts p ON p.thread = r.thread AND p.kind IN ('opening', 'reply')
         WHERE r.account = $1 AND r.thread IN (#2) AND (p.created_at, p.id) > (r.at, r.post) AND p.created_at > $3
           AND p.author <> $1 AND p.removed_at IS NULL
         GROUP BY p.thread",
        account,
        threads,
        read_before
    ))
    .await
}

/// The first reply of somebody else behind a place, by time, and how many there are.
pub async fn first_behind(tx: &Tx, thread: Id, account: Id, at: i64, post: Id) -> Result<Option<Id>> {
    let first: Option<(Id,)> = tx
        .optional(sql!(
            list "SELECT id FROM posts WHERE thread = $1 AND (created_at, id) > ($2, $3) AND kind = 'reply' AND author <> $4
                  AND removed_at IS NULL ORDER BY created_at, id LIMIT 1",
            thread,
            at,
            post,
            account
        ))
        .await?;
    Ok(first.map(|(id,)| id))
}

/// Counts a reader of a thread, once a day.
pub async fn count_view(tx: &Tx, thread: Id, reader: &str, now: Time) -> Result<()> {
    let new = tx
        .run(sql!(
            "INSERT INTO thread_views (thread, day, reader) VALUES ($1, $2, $3) ON CONFLICT (thread, day, reader) DO NOTHING",
            thread,
            now.0.div_euclid(Time::DAY),
            reader
        ))
        .await?;
    if new > 0 {
        tx.run(sql!("UPDATE threads SET views = views + 1 WHERE id = $1", thread)).await?;
    }
    Ok(())
}

/// Forgets who read before yesterday.
pub async fn forget_views(tx: &Tx, now: Time) -> Result<u64> {
    tx.run(sql!("DELETE FROM thread_views WHERE day < $1", now.0.div_euclid(Time::DAY) - 1)).await
}
