//! SQL of the threads that an area takes along. Set-based: an area may hold very many.

use base::{Id, Result, Tx, sql};
use people::communities::Deed;

/// How many threads stand in each area of a community.
pub async fn counts(tx: &Tx, community: Id) -> Result<Vec<(Id, i64)>> {
    tx.all(sql!(
        "SELECT r.id, (SELECT COUNT(*) FROM thread_labels l WHERE l.label = -r.id) FROM areas r WHERE r.community = $1",
        community
    ))
    .await
}

/// Whether nothing stands in an area, hidden threads included.
pub async fn is_empty(tx: &Tx, area: Id) -> Result<bool> {
    let any: Option<(Id,)> = tx.optional(sql!("SELECT id FROM threads /* removed, too */ WHERE area = $1 LIMIT 1", area)).await?;
    Ok(any.is_none())
}

/// Gives everything in an area another audience.
pub async fn follow(tx: &Tx, deed: Deed, area: Id, audience: Id) -> Result<()> {
    log(tx, deed, area, audience).await?;
    move_files(tx, area, audience).await?;
    tx.run(sql!("UPDATE threads SET audience = $2, rev = rev + 1 WHERE area = $1", area, audience)).await.map(|_| ())
}

/// Moves everything in an area to another one (0: in none), with that one's audience.
pub async fn move_all(tx: &Tx, deed: Deed, from: Id, to: Id, audience: Id) -> Result<()> {
    log(tx, deed, from, audience).await?;
    move_files(tx, from, audience).await?;
    if to == 0 {
        tx.run(sql!("DELETE FROM thread_labels WHERE label = $1", -from)).await?;
    } else {
        tx.run(sql!("UPDATE thread_labels SET label = $2 WHERE label = $1", -from, -to)).await?;
    }
    tx.run(sql!("UPDATE threads SET area = $2, audience = $3, rev = rev + 1 WHERE area = $1", from, to, audience))
        .await
        .map(|_| ())
}

/// Files are fetched by whoever reads the posts that they stand in.
async fn move_files(tx: &Tx, area: Id, audience: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE file_uses SET audience = $2 WHERE kind = 'post' AND object IN
           (SELECT p.id FROM threads t JOIN posts p ON p.thread = t.id WHERE t.area = $1)",
        area,
        audience
    ))
    .await
    .map(|_| ())
}

/// One entry for each thread of an area; the index follows them.
async fn log(tx: &Tx, deed: Deed, area: Id, audience: Id) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO activity (at, recorded_at, origin, community, audience, actor, verb, kind, object, payload)
         SELECT CAST($4 AS BIGINT), CAST($4 AS BIGINT), 'lived', community, CAST($2 AS BIGINT), CAST($3 AS BIGINT), 'moved', 'thread', id, ''
         FROM threads WHERE area = $1 AND removed_at IS NULL",
        area,
        audience,
        deed.by,
        deed.now
    ))
    .await
    .map(|_| ())
}
