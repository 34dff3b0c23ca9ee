//! SQL of areas that are edited. What stands in an area (threads …) is not known here: whoever opens, closes or removes
//! one takes care of it in the same transaction.

use base::{Id, Result, Tx, activity, sql};
use web::Tone;

use super::model::{AreaRow, AudienceKind, Deed};
use super::store;
use crate::facets::store as facets;

/// As many areas a community may have.
pub const MOST: usize = 100;

/// An area of a community by its slug.
pub async fn by_slug(tx: &Tx, community: Id, slug: &str) -> Result<Option<AreaRow>> {
    tx.optional(sql!(
        "SELECT id, slug, name, tone, guests, audience, rev FROM areas WHERE community = $1 AND slug = $2",
        community,
        slug
    ))
    .await
}

/// Adds an area at the end of the list.
pub async fn add(tx: &Tx, deed: Deed, slug: &str, name: &str, tone: Tone, guests: bool) -> Result<()> {
    let last: Option<(i64,)> = tx
        .optional(
            sql!(list "SELECT position FROM areas WHERE community = $1 ORDER BY position DESC, id DESC LIMIT 1", deed.community),
        )
        .await?;
    let position = last.map_or(1, |(position,)| position + 1);
    let id = store::add_area(tx, deed.community, slug, name, tone, position, guests).await?;
    changed(tx, deed, id, "area_added").await
}

/// Renames and paints an area that still has revision `rev`; whether it had. The slug stays.
pub async fn change(tx: &Tx, deed: Deed, area: &AreaRow, name: &str, tone: Tone) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE areas SET name = $2, tone = $3, rev = rev + 1 WHERE id = $1 AND rev = $4",
            area.id,
            name,
            tone,
            area.rev
        ))
        .await?;
    if done > 0 {
        changed(tx, deed, area.id, "area_changed").await?;
    }
    Ok(done > 0)
}

/// Puts an area at place `to` (1 is the first) of its community's list.
pub async fn place(tx: &Tx, deed: Deed, area: Id, to: usize) -> Result<()> {
    let mut order: Vec<Id> = store::areas(tx, deed.community).await?.into_iter().map(|row| row.id).collect();
    let Some(from) = order.iter().position(|id| *id == area) else { return Ok(()) };
    let to = to.clamp(1, order.len()) - 1;
    if from == to {
        return Ok(());
    }
    order.remove(from);
    order.insert(to, area);
    for (position, id) in (1_i64..).zip(order) {
        tx.run(sql!("UPDATE areas SET position = $2 WHERE id = $1", id, position)).await?;
    }
    changed(tx, deed, area, "area_changed").await
}

/// Opens an area to guests, or closes it; the audience of what stands in it from now on.
pub async fn open(tx: &Tx, deed: Deed, area: Id, guests: bool) -> Result<Id> {
    let audience = if guests { audience(tx, deed.community, area).await? } else { store::audience(tx, deed.community).await? };
    tx.run(sql!("UPDATE areas SET guests = $2, audience = $3 WHERE id = $1", area, guests, audience)).await?;
    changed(tx, deed, area, if guests { "area_opened" } else { "area_closed" }).await?;
    Ok(audience)
}

/// The area's own audience. It stays when the area is closed, and is used again.
async fn audience(tx: &Tx, community: Id, area: Id) -> Result<Id> {
    let known: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM audiences WHERE community = $1 AND kind = $2 AND object = $3",
            community,
            AudienceKind::Area,
            area
        ))
        .await?;
    match known {
        Some((id,)) => Ok(id),
        None => store::make_audience(tx, community, AudienceKind::Area, area).await,
    }
}

/// Removes an area in which nothing stands any more. Roles that somebody had for it end.
pub async fn remove(tx: &Tx, deed: Deed, area: Id) -> Result<()> {
    tx.run(sql!(
        "UPDATE grants SET ends_at = $3 WHERE community = $1 AND area = $2 AND (ends_at IS NULL OR ends_at > $3)",
        deed.community,
        area,
        deed.now
    ))
    .await?;
    facets::forget_area(tx, deed.community, area).await?;
    tx.run(sql!("DELETE FROM areas WHERE id = $1", area)).await?;
    changed(tx, deed, area, "area_removed").await
}

/// The log entry, and the end of the community's kept pages.
async fn changed(tx: &Tx, deed: Deed, area: Id, verb: &'static str) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: Some(deed.community),
        audience: Some(store::audience(tx, deed.community).await?),
        actor: Some(deed.by),
        verb,
        kind: "area",
        object: area,
        payload: String::new(),
    };
    activity::record(tx, entry).await?;
    store::bump(tx, deed.community).await
}
