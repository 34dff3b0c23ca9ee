//! `guildhall admin stats`: whole numbers of what is visible.

use base::{Db, Error, Id, Result, record, sql};
use people::communities::store as communities;
use serde::Serialize;

record! {
    #[derive(Serialize)]
    pub(super) struct Stats {
        members: i64,
        questions: i64,
        discussions: i64,
        answers: i64,
        comments: i64,
        accepted: i64,
        score: i64,
        tags: i64,
        revisions: i64,
        attachments: i64,
    }
}

pub(super) async fn stats(db: &Db, slug: String) -> Result<Stats> {
    db.read(move |tx| async move {
        let community = communities::by_slug(&tx, &slug).await?;
        let id: Id = community.ok_or_else(|| Error::Conflict(format!("there is no community {slug}")))?.id;
        tx.one(sql!(
            scan "counting is what it is for",
            "SELECT
               (SELECT COUNT(*) FROM members m JOIN accounts a ON a.id = m.account
                 WHERE m.community = $1 AND m.left_at IS NULL AND a.removed_at IS NULL),
               (SELECT COUNT(*) FROM threads WHERE community = $1 AND kind = 'question' AND removed_at IS NULL),
               (SELECT COUNT(*) FROM threads WHERE community = $1 AND kind = 'discussion' AND removed_at IS NULL),
               (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread
                 WHERE t.community = $1 AND p.kind = 'reply' AND t.kind = 'question' AND p.removed_at IS NULL AND t.removed_at IS NULL),
               (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread
                 WHERE t.community = $1 AND p.kind = 'comment' AND p.removed_at IS NULL AND t.removed_at IS NULL),
               (SELECT COUNT(*) FROM threads WHERE community = $1 AND accepted > 0 AND removed_at IS NULL),
               (SELECT CAST(COALESCE(SUM(p.score), 0) AS BIGINT) FROM posts p JOIN threads t ON t.id = p.thread
                 WHERE t.community = $1 AND p.kind <> 'comment' AND p.removed_at IS NULL AND t.removed_at IS NULL),
               (SELECT COUNT(*) FROM tags WHERE community = $1 AND threads > 0),
               (SELECT COUNT(*) FROM revisions r JOIN posts p ON p.id = r.post JOIN threads t ON t.id = p.thread
                 WHERE t.community = $1 AND r.number > 1 AND p.removed_at IS NULL AND t.removed_at IS NULL),
               CAST(0 AS BIGINT)",
            id
        ))
        .await
    })
    .await
}
