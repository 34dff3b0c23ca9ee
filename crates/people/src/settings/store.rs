//! SQL of a community's settings.

use base::{Id, Result, Tx, activity, sql};
use web::Visibility;

pub use super::model::Settings;
use crate::communities::{Deed, store as communities};

/// The settings as they stand.
pub async fn settings(tx: &Tx, community: Id) -> Result<Settings> {
    tx.one(sql!(
        "SELECT name, tagline, domain, visibility, joining, invites, language, unnamed, reminder, settings_rev FROM communities
         WHERE id = $1 AND removed_at IS NULL",
        community
    ))
    .await
}

/// What a community is about: a few sentences of plain text, or nothing.
pub async fn domain(tx: &Tx, community: Id) -> Result<String> {
    let (domain,): (String,) =
        tx.one(sql!("SELECT domain FROM communities WHERE id = $1 AND removed_at IS NULL", community)).await?;
    Ok(domain)
}

/// Changes the settings when they still are `before`; whether they were. Kept pages of the community end with it.
pub async fn change(tx: &Tx, deed: Deed, before: &Settings, new: &Settings) -> Result<bool> {
    let done = tx
        .run(sql!(
            "UPDATE communities SET name = $2, tagline = $3, domain = $4, visibility = $5, joining = $6, invites = $7,
               language = $8, unnamed = $10, reminder = $11, settings_rev = settings_rev + 1, rev = rev + 1
             WHERE id = $1 AND settings_rev = $9",
            deed.community,
            &new.name,
            &new.tagline,
            &new.domain,
            new.visibility,
            new.joining,
            new.inviting,
            &new.language,
            before.rev,
            new.unnamed,
            &new.reminder
        ))
        .await?;
    if done == 0 {
        return Ok(false);
    }
    // Its parent's home names it.
    tx.run(sql!(
        "UPDATE communities SET rev = rev + 1 WHERE id = (SELECT parent FROM communities /* itself */ WHERE id = $1 AND removed_at IS NULL)",
        deed.community
    ))
    .await?;
    let audience = communities::audience(tx, deed.community).await?;
    let visibility = (before.visibility != new.visibility).then_some(match new.visibility {
        Visibility::Public => "made_public",
        Visibility::Private => "made_private",
        Visibility::Hidden => "made_hidden",
    });
    let language = (before.language != new.language).then_some("language_changed");
    for verb in [Some("settings_changed"), visibility, language].into_iter().flatten() {
        let entry = activity::Entry { audience: Some(audience), ..deed.entry(verb, "community", deed.community) };
        activity::record(tx, entry).await?;
    }
    Ok(true)
}
