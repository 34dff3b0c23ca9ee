//! SQL of what was taken away and can no longer be brought back.

use base::{Result, Time, Tx, sql};

/// Empties proposals that were taken away before a moment, with everything that was said to them, and deletes remarks that
/// were. The rows of proposals stay: versions name them.
pub async fn purge(tx: &Tx, before: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM charter_comments WHERE removed_at < $1", before)).await?;
    tx.run(sql!(
        "DELETE FROM charter_comments WHERE proposal IN (SELECT id FROM charter_proposals WHERE removed_at < $1)",
        before
    ))
    .await?;
    tx.run(sql!(
        "DELETE FROM charter_stances WHERE proposal IN (SELECT id FROM charter_proposals WHERE removed_at < $1)",
        before
    ))
    .await?;
    tx.run(sql!(
        "UPDATE charter_proposals SET title = '', why = '', purpose = '', in_scope = '', out_of_scope = '', norms = '',
           rhythm = '', closed_why = '' WHERE removed_at < $1 AND why <> ''",
        before
    ))
    .await
    .map(|_| ())
}
