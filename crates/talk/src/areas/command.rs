//! What a champion does to areas, each in one transaction with the threads that follow.

use base::{Error, Problem, Result, Tx};
use people::communities::areas::{self, MOST};
use people::communities::model::Deed;
use people::communities::store as communities;
use serde::Deserialize;
use web::{Tone, one_line};

use super::store;

/// The form of an area, as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub name: String,
    pub tone: String,
    /// Not empty when it is open to guests.
    pub guests: String,
    pub rev: i64,
}

impl Typed {
    fn read(&self) -> Result<(String, Tone)> {
        let (name, tone) = (one_line(&self.name), Tone::from_code(&self.tone));
        let mut problems = Vec::new();
        if !(2..=60).contains(&name.chars().count()) {
            problems.push(Problem { field: "name", message: "area-name-length" });
        }
        match tone {
            Some(tone) if problems.is_empty() => Ok((name, tone)),
            Some(_) => Err(Error::Invalid(problems)),
            None => {
                problems.push(Problem { field: "tone", message: "area-choose-tone" });
                Err(Error::Invalid(problems))
            }
        }
    }
}

pub(super) async fn add(tx: &Tx, deed: Deed, typed: &Typed) -> Result<()> {
    let (name, tone) = typed.read()?;
    let known = communities::areas(tx, deed.community).await?;
    if known.len() >= MOST {
        return Err(Error::invalid("name", "area-too-many"));
    }
    if known.iter().any(|row| row.name.to_lowercase() == name.to_lowercase()) {
        return Err(Error::invalid("name", "area-taken"));
    }
    let slug = free_slug(&name, |slug| known.iter().any(|row| row.slug == slug));
    areas::add(tx, deed, &slug, &name, tone, !typed.guests.is_empty()).await
}

/// The name as a part of an address, numbered when another area has it.
pub(crate) fn free_slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let made = markup::slug(name);
    let short: String = made.chars().take(32).collect();
    let stem = match short.trim_matches('-') {
        "" => "area",
        stem => stem,
    };
    let numbered = (2_u32..).map(|n| format!("{stem}-{n}"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|slug| !taken(slug)).unwrap_or_default()
}

/// Changes an area; `Conflict` when somebody else did meanwhile.
pub(super) async fn change(tx: &Tx, deed: Deed, slug: &str, typed: &Typed) -> Result<()> {
    let area = areas::by_slug(tx, deed.community, slug).await?.ok_or(Error::NotFound)?;
    let (name, tone) = typed.read()?;
    let guests = !typed.guests.is_empty();
    let same = (&name, tone, guests) == (&area.name, area.tone, area.guests);
    if !same {
        let others = communities::areas(tx, deed.community).await?;
        if others.iter().any(|row| row.id != area.id && row.name.to_lowercase() == name.to_lowercase()) {
            return Err(Error::invalid("name", "area-taken"));
        }
        if typed.rev != area.rev || !areas::change(tx, deed, &area, &name, tone).await? {
            return Err(Error::Conflict("the area was changed meanwhile".into()));
        }
    }
    if guests != area.guests {
        let audience = areas::open(tx, deed, area.id, guests).await?;
        store::follow(tx, deed, area.id, audience).await?;
    }
    Ok(())
}

pub(super) async fn place(tx: &Tx, deed: Deed, slug: &str, position: &str) -> Result<()> {
    let area = areas::by_slug(tx, deed.community, slug).await?.ok_or(Error::NotFound)?;
    let to = position.parse().map_err(|_| Error::invalid("position", "area-where"))?;
    areas::place(tx, deed, area.id, to).await
}

/// Where the threads of an area that is removed go, as the form says it: `in:` and a slug, or this.
pub(super) const NOWHERE: &str = "none";

/// Removes an area. Unless it is empty, `to` says where its threads go.
pub(super) async fn remove(tx: &Tx, deed: Deed, slug: &str, to: &str) -> Result<()> {
    let area = areas::by_slug(tx, deed.community, slug).await?.ok_or(Error::NotFound)?;
    if !store::is_empty(tx, area.id).await? {
        let target = match to.strip_prefix("in:") {
            Some(slug) => areas::by_slug(tx, deed.community, slug).await?.filter(|target| target.id != area.id),
            None => None,
        };
        let (target, audience) = match target {
            Some(target) => (target.id, target.audience),
            None if to == NOWHERE => (0, communities::audience(tx, deed.community).await?),
            None => return Err(Error::invalid("to", "area-where-to")),
        };
        store::move_all(tx, deed, area.id, target, audience).await?;
    }
    areas::remove(tx, deed, area.id).await
}
