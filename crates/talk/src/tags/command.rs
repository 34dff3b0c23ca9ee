//! What a champion does to a tag, each in one transaction.

use base::activity::Origin;
use base::{Error, Id, Problem, Result, Tx};
use people::communities::{Deed, store as communities};
use serde::Deserialize;
use web::one_line;

use super::store::{self, Edited};
use crate::threads::store::writing::{Writing, tag_slug};

/// The form of a tag, as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub name: String,
    pub about: String,
    pub rev: i64,
}

/// The log entry about a tag, and the end of the community's kept pages.
pub(super) async fn log(tx: &Tx, deed: Deed, verb: &'static str, tag: Id) -> Result<()> {
    let audience = communities::audience(tx, deed.community).await?;
    let writing = Writing { origin: Origin::Lived, now: deed.now, community: deed.community, audience };
    writing.log(tx, deed.by, deed.now, verb, "tag", tag).await?;
    communities::bump(tx, deed.community).await
}

/// The tag of an address.
pub(super) async fn find(tx: &Tx, deed: Deed, id: Id) -> Result<Edited> {
    store::tag(tx, deed.community, id).await?.ok_or(Error::NotFound)
}

/// A word that can be a tag or a synonym: its slug.
pub(super) fn word(text: &str, field: &'static str) -> Result<String> {
    let name = one_line(text);
    let slug = tag_slug(&name);
    let fits = (1..=50).contains(&name.chars().count()) && slug.chars().any(char::is_alphanumeric);
    if fits { Ok(slug) } else { Err(Error::invalid(field, "tag-name-length")) }
}

/// Renames a tag and sets its text. Its old slug goes on as a synonym. `Conflict` when somebody else was quicker.
pub(super) async fn edit(tx: &Tx, deed: Deed, id: Id, typed: &Typed) -> Result<()> {
    let tag = find(tx, deed, id).await?;
    let (name, about, slug) = (one_line(&typed.name), one_line(&typed.about), word(&typed.name, "name")?);
    if about.chars().count() > 300 {
        return Err(Error::Invalid(vec![Problem { field: "about", message: "tag-about-long" }]));
    }
    if (&name, &about) == (&tag.name, &tag.about) {
        return Ok(());
    }
    if slug != tag.slug {
        if store::is_taken(tx, deed.community, &slug, id).await? {
            return Err(Error::invalid("name", "tag-taken"));
        }
        // An old name that comes back is no synonym any more.
        let own = store::remove_synonym(tx, deed.community, &slug, id).await?;
        if !own && store::is_synonym(tx, deed.community, &slug).await? {
            return Err(Error::invalid("name", "tag-synonym-taken"));
        }
        store::add_synonym(tx, deed.community, &tag.slug, id).await?;
    }
    if typed.rev != tag.rev || !store::update(tx, id, tag.rev, &name, &slug, &about).await? {
        return Err(Error::Conflict("the tag was changed meanwhile".into()));
    }
    log(tx, deed, "tag_changed", id).await
}

pub(super) async fn add_synonym(tx: &Tx, deed: Deed, id: Id, text: &str) -> Result<()> {
    let tag = find(tx, deed, id).await?;
    let slug = word(text, "synonym")?;
    if slug == tag.slug {
        return Err(Error::invalid("synonym", "tag-same"));
    }
    if store::is_taken(tx, deed.community, &slug, id).await? {
        return Err(Error::invalid("synonym", "tag-merge-instead"));
    }
    if !store::add_synonym(tx, deed.community, &slug, id).await? {
        return Err(Error::invalid("synonym", "tag-synonym-taken"));
    }
    log(tx, deed, "tag_changed", id).await
}

pub(super) async fn remove_synonym(tx: &Tx, deed: Deed, id: Id, slug: &str) -> Result<()> {
    find(tx, deed, id).await?;
    if store::remove_synonym(tx, deed.community, slug, id).await? {
        log(tx, deed, "tag_changed", id).await?;
    }
    Ok(())
}
