//! SQL of imported keys.

use ahash::AHashMap;
use base::{Id, Result, Tx, record, sql};
use web::HandOver;

/// Whose keys: a community and a source in it.
#[derive(Clone, Debug)]
pub struct Source {
    pub community: Id,
    pub name: String,
}

record! {
    /// A thing that was brought before.
    #[derive(Clone, Debug)]
    pub struct Known {
        pub source_id: String,
        pub object: Id,
        pub created_at: i64,
        pub fingerprint: i64,
        pub votes: i64,
        pub hidden: bool,
    }
}

/// Those of `ids` that were brought before.
pub async fn known(tx: &Tx, source: &Source, kind: &'static str, ids: &[i64]) -> Result<AHashMap<i64, Known>> {
    let mut found = AHashMap::with_capacity(ids.len());
    for id in ids {
        let row: Option<Known> = tx
            .optional(sql!(
                "SELECT source_id, object, created_at, fingerprint, votes, hidden FROM imported
                 WHERE community = $1 AND source = $2 AND kind = $3 AND source_id = $4",
                source.community,
                &source.name,
                kind,
                id.to_string()
            ))
            .await?;
        if let Some(row) = row {
            found.insert(*id, row);
        }
    }
    Ok(found)
}

/// The row of one id.
pub async fn object(tx: &Tx, source: &Source, kind: &'static str, id: &str) -> Result<Option<Id>> {
    let row: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT object FROM imported WHERE community = $1 AND source = $2 AND kind = $3 AND source_id = $4",
            source.community,
            &source.name,
            kind,
            id
        ))
        .await?;
    Ok(row.map(|(object,)| object))
}

/// A key to keep.
#[derive(Clone, Debug)]
pub struct Key {
    pub kind: &'static str,
    pub source_id: String,
    pub object: Id,
    pub created_at: i64,
    pub fingerprint: i64,
    pub votes: i64,
}

/// Keeps a key, or what is new about it.
pub async fn keep(tx: &Tx, source: &Source, key: &Key) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO imported (community, source, kind, source_id, object, created_at, fingerprint, votes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (community, source, kind, source_id)
         DO UPDATE SET fingerprint = excluded.fingerprint, votes = excluded.votes, hidden = 0",
        source.community,
        &source.name,
        key.kind,
        &key.source_id,
        key.object,
        key.created_at,
        key.fingerprint,
        key.votes
    ))
    .await
    .map(|_| ())
}

/// Keys of a kind behind `after`, that are not hidden.
pub async fn page(tx: &Tx, source: &Source, kind: &'static str, after: &str, limit: i64) -> Result<Vec<(String, Id)>> {
    tx.all(sql!(
        list "SELECT source_id, object FROM imported
              WHERE community = $1 AND source = $2 AND kind = $3 AND source_id > $4 AND hidden = 0 ORDER BY source_id LIMIT $5",
        source.community, &source.name, kind, after, limit
    ))
    .await
}

pub async fn hide(tx: &Tx, source: &Source, kind: &'static str, id: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE imported SET hidden = 1 WHERE community = $1 AND source = $2 AND kind = $3 AND source_id = $4",
        source.community,
        &source.name,
        kind,
        id
    ))
    .await
    .map(|_| ())
}

/// A later dump finds somebody under the account that they have now; what they were given there is theirs.
pub async fn hand_over(tx: &Tx, over: HandOver) -> Result<()> {
    tx.run(sql!(
        scan "once in the life of an account",
        "UPDATE imported SET object = $2 WHERE object = $1 AND kind IN ('user', 'name')",
        over.from, over.to
    ))
    .await?;
    tx.run(sql!(
        scan "once in the life of an account",
        "UPDATE imported_badges SET account = $2 WHERE account = $1",
        over.from, over.to
    ))
    .await
    .map(|_| ())
}
