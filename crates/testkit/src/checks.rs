//! What must be true after whatever was done: every number that pages show is what the rows say.

use base::{Db, Tx, sql};

use crate::World;

/// Compares all kept counters with counts of the rows; a line for each that is wrong.
pub async fn wrong_counters(db: &Db) -> Vec<String> {
    db.read(|tx| async move { wrong(&tx).await }).await.unwrap()
}

impl World {
    /// As [`wrong_counters`].
    pub async fn wrong_counters(&self) -> Vec<String> {
        wrong_counters(self.db()).await
    }
}

async fn wrong(tx: &Tx) -> base::Result<Vec<String>> {
    let mut lines = Vec::new();
    for query in [
        sql!(scan "a test", "SELECT 'replies of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.replies <>
              (SELECT COUNT(*) FROM posts p WHERE p.thread = t.id AND p.kind = 'reply' AND p.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'comments of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.comments <>
              (SELECT COUNT(*) FROM posts p WHERE p.thread = t.id AND p.kind = 'comment' AND p.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'people of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.people <>
              (SELECT COUNT(DISTINCT p.author) FROM posts p WHERE p.thread = t.id AND p.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'waiting of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.removed_at IS NULL AND t.waiting <>
              CASE WHEN t.replies = 0 AND t.closed_at IS NULL THEN 1 ELSE 0 END"),
        sql!(scan "a test", "SELECT 'solved of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.solved <> CASE WHEN t.accepted > 0 THEN 1 ELSE 0 END"),
        sql!(scan "a test", "SELECT 'active_at of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.removed_at IS NULL AND t.active_at <>
              (SELECT MAX(p.created_at) FROM posts p WHERE p.thread = t.id AND p.kind <> 'comment' AND p.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'me too of thread ' || CAST(t.id AS TEXT) FROM threads t WHERE t.removed_at IS NULL AND t.metoo <> (SELECT COUNT(*) FROM metoos m WHERE m.thread = t.id)"),
        sql!(scan "a test", "SELECT 'labels of thread ' || CAST(t.id AS TEXT) FROM threads t JOIN thread_labels l ON l.thread = t.id
              WHERE l.active_at <> t.active_at OR l.created_at <> t.created_at OR l.score <> t.score OR l.waiting <> t.waiting
                OR l.solved <> t.solved OR l.section <> t.section"),
        sql!(scan "a test", "SELECT 'score of post ' || CAST(p.id AS TEXT) FROM posts p WHERE p.removed_at IS NULL AND p.score <>
              p.imported_score + COALESCE((SELECT CAST(SUM(v.value) AS BIGINT) FROM votes v WHERE v.post = p.id), 0)"),
        sql!(scan "a test", "SELECT 'place of post ' || CAST(p.id AS TEXT) FROM posts p JOIN threads t ON t.id = p.thread
              WHERE p.kind = 'reply' AND p.place <> CASE WHEN t.kind IN ('question', 'howwouldyou') THEN -p.score ELSE 0 END
                - CASE WHEN t.accepted = p.id THEN 1099511627776 ELSE 0 END"),
        sql!(scan "a test", "SELECT 'reactions of post ' || CAST(c.post AS TEXT) FROM reaction_counts c WHERE c.count <>
              (SELECT COUNT(*) FROM reactions r WHERE r.post = c.post AND r.emoji = c.emoji)"),
        sql!(scan "a test", "SELECT 'threads of tag ' || g.slug FROM tags g WHERE g.threads <> (SELECT COUNT(*) FROM thread_labels l JOIN threads t ON t.id = l.thread WHERE l.label = g.id AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'questions of ' || c.slug FROM communities c WHERE c.questions <>
              (SELECT COUNT(*) FROM threads t WHERE t.community = c.id AND t.section = 'questions' AND t.apart = 0 AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'discussions of ' || c.slug FROM communities c WHERE c.discussions <>
              (SELECT COUNT(*) FROM threads t WHERE t.community = c.id AND t.section <> 'questions' AND t.apart = 0 AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'members of ' || c.slug FROM communities c WHERE c.members <>
              (SELECT COUNT(*) FROM members m WHERE m.community = c.id AND m.left_at IS NULL)"),
        sql!(scan "a test", "SELECT 'posts of member ' || CAST(m.id AS TEXT) FROM members m WHERE m.posts <>
              (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread WHERE p.author = m.account AND p.community = m.community
               AND p.removed_at IS NULL AND t.apart = 0 AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'answers of member ' || CAST(m.id AS TEXT) FROM members m WHERE m.answers <>
              (SELECT COUNT(*) FROM posts p JOIN threads t ON t.id = p.thread WHERE p.author = m.account AND p.community = m.community
               AND p.kind = 'reply' AND t.kind = 'question' AND p.removed_at IS NULL AND t.apart = 0 AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'accepted of member ' || CAST(m.id AS TEXT) FROM members m WHERE m.accepted <>
              (SELECT COUNT(*) FROM threads t JOIN posts p ON p.id = t.accepted WHERE p.author = m.account AND p.community = m.community
               AND t.kind = 'question' AND p.removed_at IS NULL AND t.apart = 0 AND t.removed_at IS NULL)"),
        sql!(scan "a test", "SELECT 'audience of thread ' || CAST(t.id AS TEXT) FROM threads t JOIN audiences u ON u.id = t.audience
              WHERE t.apart <> CASE WHEN u.kind = 'group' THEN 1 ELSE 0 END OR (u.kind = 'group' AND u.object <> t.group_id)"),
        sql!(scan "a test", "SELECT 'labels of what stands apart, thread ' || CAST(t.id AS TEXT) FROM threads t
              WHERE t.apart = 1 AND (t.area <> 0 OR EXISTS (SELECT 1 FROM thread_labels l WHERE l.thread = t.id))"),
        sql!(scan "a test", "SELECT 'people of group ' || CAST(w.id AS TEXT) FROM groups w WHERE w.people <>
              (SELECT COUNT(*) FROM group_members p WHERE p.group_id = w.id AND p.state = 'in')"),
        sql!(scan "a test", "SELECT 'votes of poll option ' || CAST(o.id AS TEXT) FROM poll_options o JOIN polls q ON q.id = o.poll
              WHERE q.anonymous = 0 AND o.votes <> (SELECT COUNT(*) FROM poll_ballots b WHERE b.option_id = o.id)"),
        sql!(scan "a test", "SELECT 'voters of poll ' || CAST(q.id AS TEXT) FROM polls q WHERE q.voters <>
              (SELECT COUNT(*) FROM poll_voters v WHERE v.poll = q.id)"),
    ] {
        let found: Vec<(String,)> = tx.all(query).await?;
        lines.extend(found.into_iter().map(|(line,)| line));
    }
    Ok(lines)
}

impl World {
    /// The post that opens a thread.
    pub async fn opening_of(&self, thread: base::Id) -> base::Id {
        let (id,): (base::Id,) = self
            .db()
            .one(sql!("SELECT id FROM posts WHERE thread = $1 AND kind = 'opening' AND removed_at IS NULL", thread))
            .await
            .unwrap();
        id
    }
}
