//! SQL of proofs.

use base::{Result, Time, Tx, sql};

/// Rows are kept for so long, ms; no challenge and no wait is good for longer.
pub(super) const KEPT: i64 = 2 * Time::HOUR;
/// The second of two clicks comes within so long, ms.
const TWICE: i64 = 2 * Time::MINUTE;

/// Spends a proof; `false` when it was spent before, by somebody else or not just now.
pub async fn spend(tx: &Tx, salt: &str, whom: &str, now: Time) -> Result<bool> {
    tx.run(sql!("DELETE FROM spent_proofs WHERE spent_at < $1", now.plus(-KEPT))).await?;
    let spent = tx.run(sql!(
        "INSERT INTO spent_proofs (salt, whom, spent_at) VALUES ($1, $2, $3) ON CONFLICT (salt) DO NOTHING",
        salt,
        whom,
        now
    ));
    if spent.await? > 0 {
        return Ok(true);
    }
    let same: Option<(Time,)> = tx
        .optional(sql!(
            "SELECT spent_at FROM spent_proofs WHERE salt = $1 AND whom = $2 AND spent_at > $3",
            salt,
            whom,
            now.plus(-TWICE)
        ))
        .await?;
    Ok(same.is_some())
}

/// Proofs that were spent since, at most so many.
pub async fn spent(tx: &Tx, since: Time, most: i64) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!("SELECT COUNT(*) FROM (SELECT salt FROM spent_proofs WHERE spent_at > $1 LIMIT $2) lately", since, most))
        .await?;
    Ok(count)
}
