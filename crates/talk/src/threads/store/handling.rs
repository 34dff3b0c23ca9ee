//! Posts as moderators look at them, and what is out of sight until they have decided.

use base::{Id, Result, Time, Tx, record, sql};

use super::held::{HeldPost, HeldThread};
use crate::threads::model::PostKind;

record! {
    /// A post with what it stands in, removed or not.
    #[derive(Clone, Debug)]
    pub struct LookedAt {
        pub id: Id,
        pub thread: Id,
        pub slug: String,
        pub title: String,
        pub author: Id,
        pub audience: Id,
        pub created_at: Time,
        pub html: String,
        pub gone: bool,
    }
}

/// Those of these posts that stand in a community.
pub async fn looked_at(tx: &Tx, community: Id, ids: &[Id]) -> Result<Vec<LookedAt>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT p.id, t.id, t.slug, t.title, p.author, t.audience, p.created_at, p.html,
           CASE WHEN p.removed_at IS NULL AND t.removed_at IS NULL THEN 0 ELSE 1 END
         FROM posts p JOIN threads t ON t.id = p.thread WHERE p.id IN (#2) AND p.community = $1",
        community,
        ids
    ))
    .await
}

/// Posts that somebody wrote in a community and that still stand there, behind an id.
pub async fn written_by(tx: &Tx, community: Id, account: Id, after: Id, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT p.id FROM posts p JOIN threads t ON t.id = p.thread WHERE p.author = $2 AND p.community = $1 AND p.id > $3
               AND p.removed_at IS NULL AND t.removed_at IS NULL ORDER BY p.id LIMIT $4",
            community,
            account,
            after,
            limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Whether a post, or with what opens it the whole thread, is out of sight and kept: not deleted.
pub async fn is_kept(tx: &Tx, thread: &HeldThread, post: &HeldPost) -> Result<bool> {
    let found: Option<(String,)> = match post.kind {
        PostKind::Opening => {
            tx.optional(sql!("SELECT COALESCE(removed_why, '') FROM threads WHERE id = $1 AND removed_at > 0", thread.id)).await?
        }
        _ => tx.optional(sql!("SELECT COALESCE(removed_why, '') FROM posts WHERE id = $1 AND removed_at > 0", post.id)).await?,
    };
    Ok(found.is_some_and(|(why,)| why == crate::threads::model::HELD))
}

/// Changes why something is gone, and since when.
pub async fn set_reason(tx: &Tx, thread: &HeldThread, post: &HeldPost, by: Id, why: &str, now: Time) -> Result<()> {
    let query = match post.kind {
        PostKind::Opening => {
            sql!("UPDATE threads SET removed_at = $2, removed_by = $3, removed_why = $4 WHERE id = $1", thread.id, now, by, why)
        }
        _ => sql!("UPDATE posts SET removed_at = $2, removed_by = $3, removed_why = $4 WHERE id = $1", post.id, now, by, why),
    };
    tx.run(query).await.map(|_| ())
}

/// Posts of a community since a moment, the latest first.
pub async fn lately(tx: &Tx, community: Id, since: Time, limit: i64) -> Result<Vec<LookedAt>> {
    tx.all(sql!(
        list "SELECT p.id, t.id, t.slug, t.title, p.author, t.audience, p.created_at, p.html, 0
              FROM posts p JOIN threads t ON t.id = p.thread
              WHERE p.community = $1 AND p.created_at >= $2 AND p.removed_at IS NULL AND t.removed_at IS NULL
              ORDER BY p.created_at DESC, p.id DESC LIMIT $3",
        community, since, limit
    ))
    .await
}

record! {
    /// What somebody wrote lately in a community.
    #[derive(Clone, Copy, Debug)]
    pub struct Pace {
        pub threads: i64,
        pub replies: i64,
        /// When they last wrote anything, and last opened a thread; 0 for never.
        pub post_at: Time,
        pub thread_at: Time,
    }
}

/// What somebody wrote in a community since a moment, also what was taken away again.
pub async fn pace(tx: &Tx, community: Id, account: Id, since: Time) -> Result<Pace> {
    tx.one(sql!(
        "SELECT COUNT(*) FILTER (WHERE kind = 'opening'), COUNT(*) FILTER (WHERE kind <> 'opening'), COALESCE(MAX(created_at), 0),
           COALESCE(MAX(created_at) FILTER (WHERE kind = 'opening'), 0)
         FROM posts /* removed ones, too */
         WHERE author IN (SELECT CAST($2 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $2) AND community = $1 AND kind IN ('opening', 'reply', 'comment')
           AND created_at > $3",
        community,
        account,
        since
    ))
    .await
}

/// How often somebody wrote in a thread of others.
pub async fn replies_in(tx: &Tx, thread: Id, account: Id) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM posts WHERE thread = $1 AND author = $2 AND kind = 'reply' AND removed_at IS NULL",
            thread,
            account
        ))
        .await?;
    Ok(count)
}
