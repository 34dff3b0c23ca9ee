//! SQL of drafts.

use base::{Id, Result, Time, Tx, sql};

use super::model::{Draft, LASTING, Listed, MOST, Saved, Spot, Text};

/// Scripts count exactly up to 2^53.
const MOST_REV: i64 = 1 << 50;

/// Keeps a text that goes on from revision `rev` (0: from nothing), or forgets it when it is empty.
pub async fn save(tx: &Tx, spot: &Spot, text: &Text, rev: i64, now: Time) -> Result<Saved> {
    let rev = rev.clamp(0, MOST_REV);
    if text.is_empty() {
        let gone = tx
            .run(sql!(
                "DELETE FROM drafts WHERE account = $1 AND community = $2 AND place = $3 AND rev <= $4",
                spot.account,
                spot.community,
                &spot.place,
                rev
            ))
            .await?;
        let newer = if gone == 0 { of(tx, spot).await? } else { None };
        return Ok(newer.map_or(Saved::Kept(rev), Saved::Overtaken));
    }
    // One statement, so that of two saves at once one is told of the other. The same text again is no conflict.
    let kept: Option<(i64,)> = tx
        .optional(sql!(
            "INSERT INTO drafts (account, community, place, source, fields, rev, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (account, community, place) DO UPDATE SET source = excluded.source, fields = excluded.fields,
               rev = CASE WHEN drafts.rev > excluded.rev THEN drafts.rev ELSE excluded.rev END, updated_at = excluded.updated_at
             WHERE drafts.rev < excluded.rev OR (drafts.source = excluded.source AND drafts.fields = excluded.fields)
             RETURNING rev",
            spot.account,
            spot.community,
            &spot.place,
            &text.source,
            &text.fields,
            rev + 1,
            now
        ))
        .await?;
    match (kept, of(tx, spot).await?) {
        (None, Some(newer)) => Ok(Saved::Overtaken(newer)),
        (kept, _) => {
            make_room(tx, spot).await?;
            Ok(Saved::Kept(kept.map_or(rev, |(rev,)| rev)))
        }
    }
}

/// Keeps a text whatever is kept already; what would be lost by that is put below it. For forms without scripts, which
/// cannot ask back. `rev` is the revision that the form showed; a form that does not say goes on from what is there.
pub async fn save_anyway(tx: &Tx, spot: &Spot, text: &Text, rev: Option<i64>, now: Time) -> Result<i64> {
    let rev = match rev {
        Some(rev) => rev,
        None => of(tx, spot).await?.map_or(0, |draft| draft.rev),
    };
    match save(tx, spot, text, rev, now).await? {
        Saved::Kept(rev) => Ok(rev),
        Saved::Overtaken(newer) if newer.source.trim().is_empty() || text.source.contains(newer.source.trim()) => {
            save_over(tx, spot, text, newer.rev, now).await
        }
        Saved::Overtaken(newer) => {
            let both = Text { source: format!("{}\n\n---\n\n{}", text.source, newer.source), fields: text.fields.clone() };
            save_over(tx, spot, &both, newer.rev, now).await
        }
    }
}

async fn save_over(tx: &Tx, spot: &Spot, text: &Text, rev: i64, now: Time) -> Result<i64> {
    match save(tx, spot, text, rev, now).await? {
        Saved::Kept(rev) => Ok(rev),
        Saved::Overtaken(_) => Err(base::Error::Conflict("a draft changed twice at once".into())),
    }
}

async fn of(tx: &Tx, spot: &Spot) -> Result<Option<Draft>> {
    find(tx, spot.account, spot.community, &spot.place).await
}

/// The draft of a place.
pub async fn find(tx: &Tx, account: Id, community: Id, place: &str) -> Result<Option<Draft>> {
    tx.optional(sql!(
        "SELECT source, fields, rev, updated_at FROM drafts WHERE account = $1 AND community = $2 AND place = $3",
        account,
        community,
        place
    ))
    .await
}

/// Forgets the draft of a place: it was posted, or is not wanted any more.
pub async fn forget(tx: &Tx, account: Id, community: Id, place: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM drafts WHERE account = $1 AND community = $2 AND place = $3", account, community, place))
        .await
        .map(|_| ())
}

/// Somebody's drafts in a community, the latest first.
pub async fn list(tx: &Tx, account: Id, community: Id) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT place, source, fields, updated_at FROM drafts WHERE account = $1 AND community = $2
              ORDER BY updated_at DESC, id DESC LIMIT $3",
        account, community, MOST
    ))
    .await
}

/// Whether one of somebody's drafts mentions a file.
pub async fn mentions(tx: &Tx, account: Id, file: Id) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!("SELECT id FROM drafts WHERE account = $1 AND source LIKE $2 LIMIT 1", account, format!("%/f/{file}/%")))
        .await?;
    Ok(found.is_some())
}

async fn make_room(tx: &Tx, spot: &Spot) -> Result<()> {
    tx.run(sql!(
        "DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE account = $1 AND community = $2
           ORDER BY updated_at DESC, id DESC LIMIT 100 OFFSET $3)",
        spot.account,
        spot.community,
        MOST
    ))
    .await
    .map(|_| ())
}

/// Forgets what nobody touched for half a year.
pub async fn forget_old(tx: &Tx, now: Time) -> Result<u64> {
    tx.run(sql!("DELETE FROM drafts WHERE updated_at < $1", now.plus(-LASTING))).await
}
