//! SQL of chapters: communities with a parent.

use base::{Id, Result, Time, Tx, record, sql};

use crate::communities::Kind;

record! {
    /// A community that may have chapters.
    #[derive(Clone, Debug)]
    pub struct Parent {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub kind: Kind,
        pub language: String,
        pub visibility: web::Visibility,
        pub joining: web::Joining,
    }
}

/// Communities that may have chapters: those that are none themselves.
pub async fn parents(tx: &Tx) -> Result<Vec<Parent>> {
    tx.all(sql!(
        scan "communities of one site are few",
        "SELECT id, slug, name, kind, language, visibility, joining FROM communities
         WHERE parent IS NULL AND removed_at IS NULL ORDER BY name, id LIMIT 500"
    ))
    .await
}

/// The community behind a slug (removed ones, too: no slug is given twice) and its parent.
pub async fn by_slug(tx: &Tx, slug: &str) -> Result<Option<(Id, Option<Id>)>> {
    tx.optional(sql!("SELECT id, parent FROM communities /* removed ones, too */ WHERE slug = $1", slug)).await
}

/// Puts a community below its parent.
pub async fn adopt(tx: &Tx, chapter: Id, parent: Id, place: &str) -> Result<()> {
    tx.run(sql!("UPDATE communities SET parent = $2, place = $3 WHERE id = $1", chapter, parent, place)).await.map(|_| ())
}

record! {
    /// A chapter in its parent's list.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub place: String,
        pub members: i64,
    }
}

/// Chapters of a community that anybody may know of, by name.
pub async fn of(tx: &Tx, parent: Id, limit: i64) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT id, slug, name, place, members FROM communities
         WHERE parent = $1 AND visibility <> 'hidden' AND removed_at IS NULL ORDER BY name, id LIMIT $2",
        parent, limit
    ))
    .await
}

record! {
    /// A champion of a chapter who has never signed in.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        pub account: Id,
        pub name: String,
        pub email: Option<String>,
        pub chapter: Id,
        pub chapter_name: String,
    }
}

/// Who leads a chapter and has never signed in.
pub async fn waiting(tx: &Tx, parent: Id, now: Time) -> Result<Vec<Waiting>> {
    tx.all(sql!(
        "SELECT a.id, a.name, a.email, c.id, c.name FROM communities c
         JOIN grants g ON g.community = c.id AND g.role = 'champion' AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2)
         JOIN accounts a ON a.id = g.account
         WHERE c.parent = $1 AND c.removed_at IS NULL AND a.removed_at IS NULL AND a.claimed = 0",
        parent,
        now
    ))
    .await
}
