//! SQL of chapters: communities with a parent.

use base::{Id, Result, Time, Tx, activity, record, sql};

use crate::communities::{Deed, Kind};
use crate::folding::{name_key, natural_key};

/// Chapters of one community that are put in order.
const MOST: i64 = 1000;

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

/// A chapter as a list may call it.
#[derive(Clone, Debug)]
pub struct Named {
    pub id: Id,
    slug: String,
    name: String,
}

impl Named {
    /// Whether a list means this chapter: by name or address, whatever the case.
    pub fn is_called(&self, word: &str) -> bool {
        !word.is_empty() && (name_key(&self.name) == name_key(word) || self.slug == word.to_lowercase())
    }
}

/// Chapters of a community that a list may bring people into: those that anybody may join, and those that `by` leads.
pub async fn open_to(tx: &Tx, deed: Deed) -> Result<Vec<Named>> {
    let rows: Vec<(Id, String, String)> = tx
        .all(sql!(
            list "SELECT id, slug, name FROM communities
             WHERE parent = $1 AND removed_at IS NULL AND ((visibility = 'public' AND joining = 'open') OR id IN (
               SELECT community FROM grants WHERE account = $2 AND role = 'champion' AND starts_at <= $3
               AND (ends_at IS NULL OR ends_at > $3))) ORDER BY name, id LIMIT 1000",
            deed.community, deed.by, deed.now
        ))
        .await?;
    Ok(rows.into_iter().map(|(id, slug, name)| Named { id, slug, name }).collect())
}

/// The community behind a slug (removed ones, too: no slug is given twice) and its parent.
pub async fn by_slug(tx: &Tx, slug: &str) -> Result<Option<(Id, Option<Id>)>> {
    tx.optional(sql!("SELECT id, parent FROM communities /* removed ones, too */ WHERE slug = $1", slug)).await
}

/// Puts a community below its parent, what that is about in it, and says so to whoever furnishes it.
pub async fn adopt(tx: &Tx, deed: Deed, parent: Id, place: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE communities SET parent = $2, place = $3,
           domain = COALESCE((SELECT p.domain FROM communities p WHERE p.id = $2 AND p.removed_at IS NULL), '') WHERE id = $1",
        deed.community,
        parent,
        place
    ))
    .await?;
    activity::record(tx, deed.entry("chapter_founded", "community", deed.community)).await
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
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut chapters: Vec<Listed> = tx
        .all(sql!(
            list "SELECT id, slug, name, place, members FROM communities
             WHERE parent = $1 AND visibility <> 'hidden' AND removed_at IS NULL ORDER BY name, id LIMIT $2",
            parent, MOST
        ))
        .await?;
    chapters.sort_by_key(|chapter| natural_key(&chapter.name));
    chapters.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(chapters)
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
