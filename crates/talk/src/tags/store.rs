//! SQL of tags that are edited.

use base::{Id, Result, Tx, record, sql};

record! {
    /// A tag as its champion edits it.
    #[derive(Clone, Debug)]
    pub struct Edited {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub about: String,
        pub threads: i64,
        pub rev: i64,
    }
}

/// A tag of a community that is not being merged into another.
pub async fn tag(tx: &Tx, community: Id, id: Id) -> Result<Option<Edited>> {
    tx.optional(sql!(
        "SELECT id, slug, name, about, threads, rev FROM tags WHERE id = $2 AND community = $1 AND merged_into = 0",
        community,
        id
    ))
    .await
}

/// Tags by slug behind `after`, whose slugs begin with `prefix`; used or not.
pub async fn page(tx: &Tx, community: Id, prefix: &str, after: &str, limit: i64) -> Result<Vec<Edited>> {
    tx.all(sql!(
        list "SELECT id, slug, name, about, threads, rev FROM tags
              WHERE community = $1 AND slug >= $2 AND slug < $3 AND slug > $4 AND merged_into = 0 ORDER BY slug LIMIT $5",
        community, prefix, format!("{prefix}\u{10ffff}"), after, limit
    ))
    .await
}

/// Other words for these tags: tag and slug.
pub async fn synonyms(tx: &Tx, tags: &[Id]) -> Result<Vec<(Id, String)>> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<(Id, String)> = tx.all(sql!("SELECT tag, slug FROM tag_synonyms WHERE tag IN (#1)", tags)).await?;
    found.sort();
    Ok(found)
}

/// How many threads still have a tag that is being merged into `tag`.
pub async fn coming(tx: &Tx, tag: Id) -> Result<i64> {
    let (threads,): (i64,) =
        tx.one(sql!("SELECT COALESCE(CAST(SUM(threads) AS BIGINT), 0) FROM tags WHERE merged_into = $1", tag)).await?;
    Ok(threads)
}

/// Whether another tag than `id` has this slug as its own.
pub async fn is_taken(tx: &Tx, community: Id, slug: &str, id: Id) -> Result<bool> {
    let other: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM tags WHERE community = $1 AND slug = $2", community, slug)).await?;
    Ok(other.is_some_and(|(other,)| other != id))
}

/// Whether any tag has this synonym.
pub async fn is_synonym(tx: &Tx, community: Id, slug: &str) -> Result<bool> {
    Ok(meant(tx, community, slug).await?.is_some())
}

async fn meant(tx: &Tx, community: Id, slug: &str) -> Result<Option<Id>> {
    let of: Option<(Id,)> =
        tx.optional(sql!("SELECT tag FROM tag_synonyms WHERE community = $1 AND slug = $2", community, slug)).await?;
    Ok(of.map(|(tag,)| tag))
}

/// Makes `slug` another word for a tag; whether it is one now (another tag's word stays that tag's).
pub async fn add_synonym(tx: &Tx, community: Id, slug: &str, tag: Id) -> Result<bool> {
    tx.run(sql!(
        "INSERT INTO tag_synonyms (community, slug, tag) VALUES ($1, $2, $3) ON CONFLICT (community, slug) DO NOTHING",
        community,
        slug,
        tag
    ))
    .await?;
    Ok(meant(tx, community, slug).await? == Some(tag))
}

pub async fn remove_synonym(tx: &Tx, community: Id, slug: &str, tag: Id) -> Result<bool> {
    let gone =
        tx.run(sql!("DELETE FROM tag_synonyms WHERE community = $1 AND slug = $2 AND tag = $3", community, slug, tag)).await?;
    Ok(gone > 0)
}

/// Sets name, slug and text of a tag that still has revision `rev`; whether it had.
pub async fn update(tx: &Tx, id: Id, rev: i64, name: &str, slug: &str, about: &str) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE tags SET name = $3, slug = $4, about = $5, rev = rev + 1 WHERE id = $1 AND rev = $2 AND merged_into = 0",
            id,
            rev,
            name,
            slug,
            about
        ))
        .await?;
    Ok(done > 0)
}
