//! Merging a tag into another: the threads of the one get the other, and its name goes on as a synonym.
//!
//! A tag may have very many threads, so they follow in pieces of bounded size. From the first moment the old name means the
//! new tag; a merge that was cut off is finished when the program starts again.

use base::activity::Origin;
use base::{Clock, Db, Error, Id, Result, Time, Tx, sql};
use people::communities::{Deed, store as communities};

use super::command::{find, log};
use super::store;
use crate::threads::store::reading;
use crate::threads::store::writing::{Writing, count_tag, tag_slug};

/// Threads that follow in one transaction.
pub const PIECE: i64 = 500;

/// Merges a tag into the one called `name`, with the first piece of its threads; the tag that it went into. The rest
/// follows with [`finish`].
pub(super) async fn merge(tx: &Tx, deed: Deed, id: Id, name: &str) -> Result<Id> {
    let tag = find(tx, deed, id).await?;
    let into = reading::tag(tx, deed.community, &tag_slug(name)).await?.ok_or(Error::invalid("into", "tag-unknown"))?;
    if into.id == id {
        return Err(Error::invalid("into", "tag-same"));
    }
    tx.run(sql!("UPDATE tags SET merged_into = $2, rev = rev + 1 WHERE id = $1 OR merged_into = $1", id, into.id)).await?;
    tx.run(sql!("UPDATE tag_synonyms SET tag = $2 WHERE tag = $1", id, into.id)).await?;
    store::add_synonym(tx, deed.community, &tag.slug, into.id).await?;
    log(tx, deed, "tag_merged", id).await?;
    log(tx, deed, "tag_changed", into.id).await?;
    piece(tx, id, into.id, deed.community, deed.now).await?;
    Ok(into.id)
}

/// Moves what is left of all tags that are being merged.
pub async fn finish(db: &Db, clock: &Clock) {
    loop {
        let now = clock.now();
        let left: Result<bool> = db
            .write(move |tx| async move {
                let next: Option<(Id, Id, Id)> = tx
                    .optional(sql!(
                        list "SELECT id, merged_into, community FROM tags WHERE merged_into > 0 ORDER BY merged_into, id LIMIT 1"
                    ))
                    .await?;
                let Some((from, into, community)) = next else { return Ok(false) };
                piece(&tx, from, into, community, now).await?;
                Ok(true)
            })
            .await;
        match left {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::error!(%error, "a merge of tags stays unfinished until the next start");
                return;
            }
        }
    }
}

/// Moves one piece; the old tag goes with its last thread.
async fn piece(tx: &Tx, from: Id, into: Id, community: Id, now: Time) -> Result<()> {
    let threads: Vec<(Id,)> = tx.all(sql!("SELECT thread FROM thread_labels WHERE label = $1 LIMIT $2", from, PIECE)).await?;
    if threads.is_empty() {
        tx.run(sql!("DELETE FROM tags WHERE id = $1 AND merged_into > 0", from)).await?;
        return communities::bump(tx, community).await;
    }
    let threads: Vec<Id> = threads.into_iter().map(|(id,)| id).collect();
    let moved: Vec<(Id,)> = tx
        .all(sql!("DELETE FROM thread_labels WHERE label = $1 AND thread IN (#2) RETURNING thread", from, threads.clone()))
        .await?;
    let added: Vec<(Id,)> = tx
        .all(sql!(
            "INSERT INTO thread_labels (label, thread, section, created_at, active_at, score, waiting, solved)
             SELECT CAST($2 AS BIGINT), id, section, created_at, active_at, score, waiting, solved FROM threads WHERE id IN (#1)
             ON CONFLICT (thread, label) DO NOTHING RETURNING thread",
            threads.clone(),
            into
        ))
        .await?;
    let (live, new) = (live(tx, moved).await?, live(tx, added).await?);
    let audience = communities::audience(tx, community).await?;
    let writing = Writing { origin: Origin::Lived, now, community, audience };
    tx.run(sql!("UPDATE tags SET threads = threads - $2 WHERE id = $1", from, live)).await?;
    if new > 0 {
        count_tag(tx, writing, into, new).await?;
    }
    tx.run(sql!("UPDATE threads SET rev = rev + 1 WHERE id IN (#1)", threads.clone())).await?;
    // The index follows the threads.
    tx.run(sql!(
        "INSERT INTO activity (at, recorded_at, origin, community, audience, actor, verb, kind, object, payload)
         SELECT CAST($2 AS BIGINT), CAST($2 AS BIGINT), 'lived', community, audience, NULL, 'retagged', 'thread', id, ''
         FROM threads WHERE id IN (#1) AND removed_at IS NULL",
        threads,
        now
    ))
    .await?;
    communities::bump(tx, community).await
}

/// How many of these threads are there: deleted ones keep their tags, but are not counted.
async fn live(tx: &Tx, threads: Vec<(Id,)>) -> Result<i64> {
    if threads.is_empty() {
        return Ok(0);
    }
    let threads: Vec<Id> = threads.into_iter().map(|(id,)| id).collect();
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM threads WHERE id IN (#1) AND removed_at IS NULL", threads)).await?;
    Ok(count)
}
