//! SQL of what members say that they know and want to learn.

use base::{Id, Result, Time, Tx, sql};

use super::model::{Says, Typed};
use crate::communities::store as communities;
use crate::facets::store as facets;
use crate::folding::name_key;
use crate::members::store as members;

/// What a member says; `None` for who is no member.
pub async fn says(tx: &Tx, community: Id, account: Id) -> Result<Option<Says>> {
    let row: Option<(String, bool, i64)> = tx
        .optional(sql!(
            "SELECT skills, unlisted, says_rev FROM members WHERE account = $2 AND community = $1 AND left_at IS NULL",
            community,
            account
        ))
        .await?;
    let Some((skills, unlisted, rev)) = row else { return Ok(None) };
    let said = facets::of(tx, account, community).await?;
    Ok(Some(Says { skills, unlisted, rev, ..Says::default() }.with_facets(&said)))
}

/// Areas that somebody wants to learn.
pub async fn learns(tx: &Tx, community: Id, account: Id) -> Result<Vec<Id>> {
    let said = facets::of(tx, account, community).await?;
    Ok(Says::default().with_facets(&said).learns)
}

/// Changes what a member says when it still has the revision of `says`; whether it had.
pub async fn change(tx: &Tx, community: Id, account: Id, says: &Says, now: Time) -> Result<bool> {
    let member: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE members SET skills = $3, unlisted = $4, says_rev = says_rev + 1
             WHERE account = $2 AND community = $1 AND left_at IS NULL AND says_rev = $5 RETURNING id",
            community,
            account,
            &says.skills,
            says.unlisted,
            says.rev
        ))
        .await?;
    let Some((member,)) = member else { return Ok(false) };
    facets::set(tx, account, community, &says.facets()).await?;
    members::note(tx, "knowing_changed", community, account, member, now).await?;
    Ok(true)
}

/// What a list tells that a member knows, when nothing is said yet: words that are the names of areas mean these. What does
/// not fit is left out.
pub async fn begin(tx: &Tx, community: Id, account: Id, words: &[String], now: Time) -> Result<()> {
    let Some(says) = says(tx, community, account).await?.filter(|says| says.is_empty() && !words.is_empty()) else {
        return Ok(());
    };
    let areas = communities::areas(tx, community).await?;
    let says = Typed::told(words, |word| areas.iter().find(|row| name_key(&row.name) == name_key(word)), says.rev).read(&areas);
    if let Ok(says) = says {
        change(tx, community, account, &says, now).await?;
    }
    Ok(())
}
