//! Counters from the rows, for when a whole thread was written or parts of it came or went.

use base::{Id, Result, Time, Tx, record, sql};
use people::members::store::{self as members, Gave};

record! {
    struct Sums {
        replies: i64,
        comments: i64,
        people: i64,
        active_at: i64,
    }
}

/// Sets a thread's counters, its people and its labels' sort keys, and says that it changed.
pub async fn thread(tx: &Tx, thread: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM thread_people WHERE thread = $1", thread)).await?;
    tx.run(sql!(
        "INSERT INTO thread_people (thread, account, posts)
         SELECT thread, author, COUNT(*) FROM posts WHERE thread = $1 AND removed_at IS NULL GROUP BY thread, author",
        thread
    ))
    .await?;
    let sums: Sums = tx
        .one(sql!(
            "SELECT COUNT(*) FILTER (WHERE kind = 'reply'), COUNT(*) FILTER (WHERE kind = 'comment'),
               COUNT(DISTINCT author), COALESCE(MAX(created_at) FILTER (WHERE kind <> 'comment'), 0)
             FROM posts WHERE thread = $1 AND removed_at IS NULL",
            thread
        ))
        .await?;
    let last: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT author FROM posts WHERE thread = $1 AND kind IN ('opening', 'reply') AND created_at = $2
             AND removed_at IS NULL LIMIT 1",
            thread,
            sums.active_at
        ))
        .await?;
    tx.run(sql!(
        "UPDATE threads SET replies = $2, comments = $3, people = $4, rev = rev + 1,
           active_at = CASE WHEN CAST($5 AS BIGINT) > 0 THEN CAST($5 AS BIGINT) ELSE active_at END,
           active_by = COALESCE(CAST($6 AS BIGINT), active_by),
           waiting = CASE WHEN CAST($2 AS BIGINT) = 0 AND closed_at IS NULL THEN 1 ELSE 0 END,
           solved = CASE WHEN accepted > 0 THEN 1 ELSE 0 END,
           score = COALESCE((SELECT p.score FROM posts p WHERE p.thread = $1 AND p.kind = 'opening' AND p.removed_at IS NULL), score)
         WHERE id = $1",
        thread,
        sums.replies,
        sums.comments,
        sums.people,
        sums.active_at,
        last.map(|(id,)| id)
    ))
    .await?;
    labels(tx, thread).await
}

/// Copies the sort keys to the labels.
pub async fn labels(tx: &Tx, thread: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE thread_labels SET created_at = t.created_at, active_at = t.active_at, score = t.score, waiting = t.waiting,
           solved = t.solved, section = t.section
         FROM threads t WHERE t.id = $1 AND thread_labels.thread = $1",
        thread
    ))
    .await
    .map(|_| ())
}

/// Sets the accepted answer (0 for none) from the rows: its time, and the order of answers.
pub async fn accept(tx: &Tx, thread: Id, post: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE threads SET accepted = $2,
           accepted_at = COALESCE((SELECT created_at FROM posts WHERE id = $2 AND removed_at IS NULL), 0) WHERE id = $1",
        thread,
        post
    ))
    .await?;
    order(tx, thread).await
}

/// Sets the order of a thread's replies: by acceptance and score where they are ranked, else by time alone.
pub async fn order(tx: &Tx, thread: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET place = CASE WHEN t.kind NOT IN ('question', 'howwouldyou') THEN 0
             WHEN posts.id = t.accepted THEN -posts.score - 1099511627776 ELSE -posts.score END
         FROM threads t WHERE t.id = $1 AND posts.thread = $1 AND posts.kind = 'reply'",
        thread
    ))
    .await
    .map(|_| ())
}

/// Counts one more post of a member. At their first one everything is counted from the rows: they may have written as a
/// guest before they joined.
pub async fn gave(tx: &Tx, community: Id, account: Id, gave: Gave, now: Time) -> Result<()> {
    match members::count(tx, community, account, gave, now).await? {
        1 => member(tx, community, account).await,
        _ => Ok(()),
    }
}

/// Sets a member's counters from what they wrote in a community, but for what stands apart: others do not see that it is there.
pub async fn member(tx: &Tx, community: Id, account: Id) -> Result<()> {
    // The row first, in a statement of its own: what others counted meanwhile is seen by the next one.
    tx.run(sql!("UPDATE members SET posts = posts WHERE account = $2 AND community = $1", community, account)).await?;
    tx.run(sql!(
        "UPDATE members SET
           questions = (SELECT COUNT(*) FROM threads t WHERE t.author = $2 AND t.community = $1 AND t.kind = 'question' AND t.apart = 0 AND t.removed_at IS NULL),
           answers = (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread
             WHERE p.author = $2 AND p.community = $1 AND p.kind = 'reply' AND p.removed_at IS NULL AND t.kind = 'question' AND t.apart = 0 AND t.removed_at IS NULL),
           accepted = (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread AND t.accepted = p.id
             WHERE p.author = $2 AND p.community = $1 AND p.kind = 'reply' AND p.removed_at IS NULL AND t.kind = 'question' AND t.apart = 0 AND t.removed_at IS NULL),
           posts = (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread
             WHERE p.author = $2 AND p.community = $1 AND p.removed_at IS NULL AND t.apart = 0 AND t.removed_at IS NULL),
           active_at = CASE WHEN active_at < COALESCE((SELECT MAX(created_at) FROM posts WHERE author = $2 AND community = $1 AND removed_at IS NULL), 0)
             THEN (SELECT MAX(created_at) FROM posts WHERE author = $2 AND community = $1 AND removed_at IS NULL) ELSE active_at END
         WHERE account = $2 AND community = $1",
        community, account
    ))
    .await
    .map(|_| ())
}

/// Sets a community's counters.
pub async fn community(tx: &Tx, community: Id) -> Result<()> {
    tx.run(sql!("UPDATE communities SET rev = rev WHERE id = $1", community)).await?;
    tx.run(sql!(
        "UPDATE communities SET rev = rev + 1,
           members = (SELECT COUNT(*) FROM members WHERE community = $1 AND left_at IS NULL),
           questions = (SELECT COUNT(*) FROM threads WHERE community = $1 AND section = 'questions' AND apart = 0 AND removed_at IS NULL),
           discussions = (SELECT COUNT(*) FROM threads WHERE community = $1 AND section <> 'questions' AND apart = 0 AND removed_at IS NULL)
         WHERE id = $1",
        community
    ))
    .await
    .map(|_| ())
}

/// Counts a thread that was opened and does not stand apart.
pub async fn opened(tx: &Tx, community: Id, question: bool) -> Result<()> {
    tx.run(sql!(
        "UPDATE communities SET rev = rev + 1, questions = questions + $2, discussions = discussions + 1 - $2 WHERE id = $1",
        community,
        question
    ))
    .await
    .map(|_| ())
}
