//! SQL of looking at charters again.

use base::{Id, Result, Time, Tx, sql};

/// Charters whose day has come and of which nobody was reminded yet; at most `limit`.
pub async fn due(tx: &Tx, now: Time, limit: i64) -> Result<Vec<Id>> {
    let found: Vec<(Id,)> = tx
        .all(sql!(
            list "SELECT h.community FROM charters h JOIN communities c ON c.id = h.community
                  WHERE h.reminded = 0 AND h.review_at <= $1 AND c.removed_at IS NULL ORDER BY h.review_at LIMIT $2",
            now, limit
        ))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Marks that who leads was reminded of a charter's day.
pub async fn set_reminded(tx: &Tx, community: Id) -> Result<()> {
    tx.run(sql!("UPDATE charters SET reminded = 1 WHERE community = $1", community)).await.map(|_| ())
}
