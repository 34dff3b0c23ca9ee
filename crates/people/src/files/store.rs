//! SQL of files and their uses.

use base::{Id, Result, Time, Tx, record, sql};

use crate::data::store as data;

record! {
    /// A file as it is kept.
    #[derive(Clone, Debug)]
    pub struct File {
        pub id: Id,
        pub account: Id,
        pub name: String,
        pub media_type: String,
        pub bytes: i64,
        /// Of the large size; 0 for what is no picture.
        pub width: i64,
        pub height: i64,
        pub hash: String,
        pub small_hash: String,
    }
}

/// A file to be.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub account: Id,
    pub community: Id,
    pub name: String,
    pub media_type: &'static str,
    pub bytes: i64,
    pub width: i64,
    pub height: i64,
    pub hash: String,
    pub small_hash: String,
    pub created_at: Time,
}

pub async fn insert(tx: &Tx, new: &NewFile) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO files (account, community, name, media_type, bytes, width, height, hash, small_hash, created_at, loose_since)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) RETURNING id",
            new.account,
            new.community,
            &new.name,
            new.media_type,
            new.bytes,
            new.width,
            new.height,
            &new.hash,
            &new.small_hash,
            new.created_at
        ))
        .await?;
    Ok(id)
}

/// Number and bytes of somebody's files that nothing uses.
pub async fn loose(tx: &Tx, account: Id) -> Result<(i64, i64)> {
    tx.one(sql!(
        "SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM files WHERE account = $1 AND loose_since > 0",
        account
    ))
    .await
}

pub async fn find(tx: &Tx, id: Id) -> Result<Option<File>> {
    tx.optional(sql!("SELECT id, account, name, media_type, bytes, width, height, hash, small_hash FROM files WHERE id = $1", id))
        .await
}

pub async fn some(tx: &Tx, ids: &[Id]) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT id, account, name, media_type, bytes, width, height, hash, small_hash FROM files WHERE id IN (#1)", ids))
        .await
}

/// The audiences of what uses a file, and whether that is hidden.
pub async fn audiences(tx: &Tx, file: Id) -> Result<Vec<(Id, bool)>> {
    tx.all(sql!("SELECT DISTINCT audience, hidden FROM file_uses WHERE file = $1", file)).await
}

/// Files that a thing uses.
pub async fn used_by(tx: &Tx, kind: &str, object: Id) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx.all(sql!("SELECT file FROM file_uses WHERE kind = $1 AND object = $2", kind, object)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Says that a thing uses a file; `false` when the file is gone.
pub async fn add_use(tx: &Tx, file: Id, kind: &str, object: Id, audience: Id, now: Time) -> Result<bool> {
    // Its row first: a sweep that runs at the same time then leaves it, or was quicker.
    if tx.run(sql!("UPDATE files SET loose_since = NULL WHERE id = $1", file)).await? == 0 {
        return Ok(false);
    }
    tx.run(sql!(
        "INSERT INTO file_uses (file, kind, object, audience, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, object, file) DO UPDATE SET audience = excluded.audience",
        file,
        kind,
        object,
        audience,
        now
    ))
    .await?;
    Ok(true)
}

pub async fn remove_use(tx: &Tx, file: Id, kind: &str, object: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM file_uses WHERE kind = $1 AND object = $2 AND file = $3", kind, object, file)).await.map(|_| ())
}

/// Notes since when nothing uses those of `files` that nothing uses.
pub async fn note_loose(tx: &Tx, files: &[Id], now: Time) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    tx.run(sql!(
        "UPDATE files SET loose_since = $2 WHERE id IN (#1) AND loose_since IS NULL
         AND NOT EXISTS (SELECT 1 FROM file_uses u WHERE u.file = files.id)",
        files,
        now
    ))
    .await
    .map(|_| ())
}

pub async fn set_audience(tx: &Tx, kind: &str, objects: &[Id], audience: Id) -> Result<()> {
    if objects.is_empty() {
        return Ok(());
    }
    tx.run(sql!("UPDATE file_uses SET audience = $3 WHERE kind = $1 AND object IN (#2)", kind, objects, audience))
        .await
        .map(|_| ())
}

pub async fn set_hidden(tx: &Tx, kind: &str, object: Id, hidden: bool) -> Result<()> {
    tx.run(sql!("UPDATE file_uses SET hidden = $3 WHERE kind = $1 AND object = $2", kind, object, hidden)).await.map(|_| ())
}

/// Files that nothing has used since before `before`, behind `after` (since when, and id): id, account, since when.
pub async fn loose_before(tx: &Tx, before: Time, after: (i64, Id), limit: i64) -> Result<Vec<(Id, Id, i64)>> {
    tx.all(sql!(
        list "SELECT id, account, loose_since FROM files WHERE loose_since < $1 AND (loose_since, id) > ($2, $3)
              ORDER BY loose_since, id LIMIT $4",
        before, after.0, after.1, limit
    ))
    .await
}

/// Takes a row away, unless something uses it by now.
pub async fn delete(tx: &Tx, id: Id, before: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM files WHERE id = $1 AND loose_since < $2", id, before)).await.map(|_| ())
}

/// Whether a row names the file of a hash.
pub async fn is_named(tx: &Tx, hash: &str) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!("SELECT id FROM files WHERE hash = $1 UNION ALL SELECT id FROM files WHERE small_hash = $1 LIMIT 1", hash))
        .await?;
    Ok(found.is_some() || data::is_named(tx, hash).await?)
}
