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
    files(tx, area, audience).await?;
    tx.run(sql!("UPDATE threads SET audience = $2, rev = rev + 1 WHERE area = $1", area, audience)).await.map(|_| ())
}

/// Moves everything in an area to another one (0: in none), with that one's audience.
pub async fn move_all(tx: &Tx, deed: Deed, from: Id, to: Id, audience: Id) -> Result<()> {
    log(tx, deed, from, audience).await?;
    files(tx, from, audience).await?;
    if to == 0 {
        tx.run(sql!("DELETE FROM thread_labels WHERE label = $1", -from)).await?;
    } else {
        tx.run(sql!("UPDATE thread_labels SET label = $2 WHERE label = $1", -from, -to)).await?;
    }
    tx.run(sql!("UPDATE threads SET area = $2, audience = $3, rev = rev + 1 WHERE area = $1", from, to, audience))
        .await
        .map(|_| ())
}

/// As many ids are handed on in one list.
const CHUNK: usize = 1000;

/// The files in an area's posts are read by whoever reads the posts.
async fn files(tx: &Tx, area: Id, audience: Id) -> Result<()> {
    let posts: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT DISTINCT p.id FROM threads t /* removed ones, too */ JOIN posts p ON p.thread = t.id
             JOIN file_uses u ON u.kind = 'post' AND u.object = p.id WHERE t.area = $1",
            area
        ))
        .await?;
    let posts: Vec<Id> = posts.into_iter().map(|(id,)| id).collect();
    for chunk in posts.chunks(CHUNK) {
        people::files::move_audience(tx, "post", chunk, audience).await?;
    }
    Ok(())
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
