//! SQL of distance between members.

use base::{Id, Result, Time, Tx, record, sql};

use super::Level;

/// Keeps somebody at a distance, or (nothing) no more.
pub async fn set(tx: &Tx, account: Id, other: Id, level: Option<Level>, now: Time) -> Result<()> {
    let query = match level {
        Some(level) => sql!(
            "INSERT INTO blocks (account, other, level, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account, other) DO UPDATE SET level = excluded.level",
            account,
            other,
            level,
            now
        ),
        None => sql!("DELETE FROM blocks WHERE account = $1 AND other = $2", account, other),
    };
    tx.run(query).await.map(|_| ())
}

/// How far somebody keeps another.
pub async fn level(tx: &Tx, account: Id, other: Id) -> Result<Option<Level>> {
    let found: Option<(Level,)> =
        tx.optional(sql!("SELECT level FROM blocks WHERE account = $1 AND other = $2", account, other)).await?;
    Ok(found.map(|(level,)| level))
}

/// Those of `others` whom somebody keeps at a distance.
pub async fn among(tx: &Tx, account: Id, others: &[Id]) -> Result<Vec<Id>> {
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Id,)> =
        tx.all(sql!("SELECT other FROM blocks WHERE account = $1 AND other IN (#2)", account, others)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Those of `others` who do not want to be reached by somebody.
pub async fn blocking(tx: &Tx, account: Id, others: &[Id]) -> Result<Vec<Id>> {
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Id,)> = tx
        .all(sql!("SELECT account FROM blocks WHERE other = $1 AND account IN (#2) AND level = 'block'", account, others))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

record! {
    /// Somebody who is kept at a distance.
    #[derive(Clone, Debug)]
    pub struct Kept {
        pub other: Id,
        pub handle: String,
        pub name: String,
        pub level: Level,
        pub created_at: Time,
    }
}

/// Whom somebody keeps at a distance, the latest first, behind (time, id).
pub async fn page(tx: &Tx, account: Id, after: (i64, i64), limit: i64) -> Result<Vec<Kept>> {
    tx.all(sql!(
        list "SELECT b.other, a.handle, a.name, b.level, b.created_at FROM blocks b JOIN accounts a ON a.id = b.other
              WHERE b.account = $1 AND (b.created_at, b.other) < ($2, $3) ORDER BY b.created_at DESC, b.other DESC LIMIT $4",
        account, after.0, after.1, limit
    ))
    .await
}
