//! SQL of who knows what.

use base::{Db, Id, Result, Time, Tx, record, sql};
use people::facets;

use super::model::{Knower, kept};

/// As many of a label's latest accepted answers count. Older ones are worth next to nothing by then, and a popular tag
/// costs no more than this.
const COUNTED: i64 = 2000;
/// As many who say it themselves are looked at.
const DECLARED: i64 = 200;

record! {
    struct Row {
        account: Id,
        handle: String,
        name: String,
        minutes: Option<i64>,
        score: i64,
        answers: i64,
        last_at: Time,
        says: bool,
    }
}

impl From<Row> for Knower {
    fn from(row: Row) -> Knower {
        let Row { account, handle, name, minutes, score, answers, last_at, says } = row;
        Knower { account, handle, name, minutes, score, answers, last_at, says }
    }
}

/// Members who gave accepted answers under a label, the best first. Who does not want to be listed is not.
pub async fn by_answers(tx: &Tx, community: Id, label: Id, limit: i64) -> Result<Vec<Knower>> {
    let rows: Vec<Row> = tx
        .all(sql!(
            list "SELECT e.account, a.handle, a.name, a.minutes, e.score, e.answers, e.last_at, CAST(0 AS BIGINT)
             FROM expertise e JOIN members m ON m.account = e.account AND m.community = $1 JOIN accounts a ON a.id = e.account
             WHERE e.label = $2 AND m.unlisted = 0 AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY e.score DESC, e.account DESC LIMIT $3",
            community, label, limit
        ))
        .await?;
    Ok(rows.into_iter().map(Knower::from).collect())
}

/// Members who say themselves that they know an area, in no order; those of whom answers are known are only known by these
/// to say so, too.
pub async fn by_word(tx: &Tx, community: Id, area: Id) -> Result<Vec<Knower>> {
    let rows: Vec<Row> = tx
        .all(sql!(
            "SELECT f.account, a.handle, a.name, a.minutes, COALESCE(e.score, 0), COALESCE(e.answers, 0), COALESCE(e.last_at, 0), CAST(1 AS BIGINT)
             FROM facets f JOIN members m ON m.account = f.account AND m.community = $1 JOIN accounts a ON a.id = f.account
             LEFT JOIN expertise e ON e.label = $3 AND e.account = f.account
             WHERE f.community = $1 AND f.facet = $2 AND m.left_at IS NULL AND a.removed_at IS NULL LIMIT $4",
            community,
            facets::knows(area),
            -area,
            DECLARED
        ))
        .await?;
    Ok(rows.into_iter().map(Knower::from).collect())
}

record! {
    /// Somebody who wants to learn.
    #[derive(Clone, Debug)]
    pub struct Learner {
        pub handle: String,
        pub name: String,
    }
}

/// Members who want to learn an area, as many as fit.
pub async fn learners(tx: &Tx, community: Id, area: Id, limit: i64) -> Result<Vec<Learner>> {
    tx.all(sql!(
        list "SELECT a.handle, a.name FROM facets f JOIN members m ON m.account = f.account AND m.community = $1
         JOIN accounts a ON a.id = f.account
         WHERE f.community = $1 AND f.facet = $2 AND m.left_at IS NULL AND a.removed_at IS NULL
         ORDER BY f.account LIMIT $3",
        community, facets::learns(area), limit
    ))
    .await
}

macro_rules! under {
    ($label:literal, $name:literal) => {
        concat!(
            "SELECT * FROM (SELECT e.account, a.handle, a.name, a.minutes, e.score, e.answers, e.last_at, CAST(0 AS BIGINT) AS says
               FROM expertise e JOIN members m ON m.account = e.account AND m.community = $1 JOIN accounts a ON a.id = e.account
               WHERE e.label = ",
            $label,
            " AND e.account <> $2 AND m.unlisted = 0 AND m.left_at IS NULL AND a.removed_at IS NULL AND a.claimed = 1
                 AND COALESCE(a.minutes, 1) > 0 ORDER BY e.score DESC, e.account DESC LIMIT 3) ",
            $name
        )
    };
}

/// Whom to ask about something under these labels (0 for none): three of each who answered, and three who say that they
/// know `area`, but not `asker`, who says that they have no time, or who never signed in. One read.
pub async fn to_ask(tx: &Tx, community: Id, asker: Id, area: Id, tags: [Id; 2]) -> Result<Vec<Knower>> {
    let rows: Vec<Row> = tx
        .all(sql!(
            list concat!(
                under!("$3", "one"),
                " UNION ALL ",
                under!("$4", "two"),
                " UNION ALL ",
                under!("$5", "three"),
                " UNION ALL SELECT * FROM (SELECT f.account, a.handle, a.name, a.minutes, CAST(0 AS BIGINT) AS score,
                    CAST(0 AS BIGINT) AS answers, CAST(0 AS BIGINT) AS last_at, CAST(1 AS BIGINT) AS says
                  FROM facets f JOIN members m ON m.account = f.account AND m.community = $1 JOIN accounts a ON a.id = f.account
                  WHERE f.community = $1 AND f.facet = $6 AND f.account <> $2 AND m.left_at IS NULL AND a.removed_at IS NULL
                    AND COALESCE(a.minutes, 1) > 0 ORDER BY f.account LIMIT 3) four"
            ),
            community,
            asker,
            -area,
            tags[0],
            tags[1],
            facets::knows(area)
        ))
        .await?;
    Ok(rows.into_iter().map(Knower::from).collect())
}

/// A tag by its slug: id and name.
pub async fn tag(tx: &Tx, community: Id, slug: &str) -> Result<Option<(Id, String)>> {
    tx.optional(sql!("SELECT id, name FROM tags WHERE community = $1 AND slug = $2 AND merged_into = 0", community, slug)).await
}

/// How far the log is read.
pub async fn cursor(db: &Db) -> Result<i64> {
    let row: Option<(i64,)> = db.optional(sql!("SELECT seq FROM expertise_cursor WHERE one = 1")).await?;
    Ok(row.map_or(0, |(seq,)| seq))
}

pub async fn set_cursor(tx: &Tx, seq: i64) -> Result<()> {
    tx.run(sql!("INSERT INTO expertise_cursor (one, seq) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq", seq))
        .await
        .map(|_| ())
}

/// Every label under which something is solved.
pub async fn all_labels(db: &Db) -> Result<Vec<Id>> {
    let labels: Vec<(Id,)> =
        db.all(sql!(scan "once, when the program is new", "SELECT DISTINCT label FROM thread_labels WHERE solved = 1")).await?;
    Ok(labels.into_iter().map(|(label,)| label).collect())
}

/// Labels that were counted before a moment, the longest ago first.
pub async fn due(db: &Db, before: Time, limit: i64) -> Result<Vec<Id>> {
    let labels: Vec<(Id,)> = db
        .all(sql!(
            list "SELECT label FROM expertise_counts WHERE counted_at < $1 ORDER BY counted_at, label LIMIT $2",
            before, limit
        ))
        .await?;
    Ok(labels.into_iter().map(|(label,)| label).collect())
}

/// The labels of threads.
pub async fn labels_of(db: &Db, threads: &[Id]) -> Result<Vec<Id>> {
    let labels: Vec<(Id,)> = db.all(sql!("SELECT DISTINCT label FROM thread_labels WHERE thread IN (#1)", threads)).await?;
    Ok(labels.into_iter().map(|(label,)| label).collect())
}

/// The threads of posts.
pub async fn threads_of(db: &Db, posts: &[Id]) -> Result<Vec<Id>> {
    let threads: Vec<(Id,)> =
        db.all(sql!("SELECT DISTINCT thread FROM posts /* removed ones, too */ WHERE id IN (#1)", posts)).await?;
    Ok(threads.into_iter().map(|(thread,)| thread).collect())
}

/// Counts a label again from its latest accepted answers.
pub async fn count(tx: &Tx, label: Id, now: Time) -> Result<()> {
    let answers: Vec<(Id, Time, i64)> = tx
        .all(sql!(
            list "SELECT p.author, p.created_at, p.score FROM thread_labels l JOIN threads t ON t.id = l.thread
             JOIN posts p ON p.id = t.accepted
             WHERE l.label = $1 AND l.section = 'questions' AND l.solved = 1 AND t.removed_at IS NULL AND p.removed_at IS NULL
             ORDER BY l.active_at DESC, l.thread DESC LIMIT $2",
            label, COUNTED
        ))
        .await?;
    let mut people: ahash::AHashMap<Id, (i64, i64, Time)> = ahash::AHashMap::new();
    for (author, at, votes) in answers {
        let (score, answers, last) = people.entry(author).or_insert((0, 0, at));
        *score = score.saturating_add(kept(votes, at));
        *answers += 1;
        *last = at.max(*last);
    }
    tx.run(sql!("DELETE FROM expertise WHERE label = $1", label)).await?;
    if people.is_empty() {
        return tx.run(sql!("DELETE FROM expertise_counts WHERE label = $1", label)).await.map(|_| ());
    }
    tx.run(sql!(
        "INSERT INTO expertise_counts (label, counted_at) VALUES ($1, $2)
         ON CONFLICT (label) DO UPDATE SET counted_at = excluded.counted_at",
        label,
        now
    ))
    .await?;
    for (account, (score, answers, last)) in people {
        tx.run(sql!(
            "INSERT INTO expertise (label, account, score, answers, last_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (label, account) DO NOTHING",
            label,
            account,
            score,
            answers,
            last
        ))
        .await?;
    }
    Ok(())
}
