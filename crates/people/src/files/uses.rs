//! What files stand in, and who may read them for it. Called by whatever has a text with files in it.

use base::{Id, Result, Time, Tx};

use super::store::{self, File};
use crate::communities;

/// A thing that uses files: a post, a page.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Who may read it.
    pub audience: Id,
    /// Its kind as the activity log names it.
    pub kind: &'static str,
    pub object: Id,
}

/// Sets the files that a thing uses to exactly `ids`, as far as `account` may use them: their own, those that they may
/// read, and those that stood in it before. Others are left out without a word. In the transaction that writes the thing.
pub async fn attach(tx: &Tx, account: Id, target: Target, ids: &[Id], now: Time) -> Result<()> {
    let Target { audience, kind, object } = target;
    let before = store::used_by(tx, kind, object).await?;
    let mut kept = Vec::new();
    for file in store::some(tx, ids).await? {
        let may = before.contains(&file.id) || file.account == account || may_read(tx, &file, Some(account), now).await?;
        if may && store::add_use(tx, file.id, kind, object, audience, now).await? {
            kept.push(file.id);
        }
    }
    let gone: Vec<Id> = before.into_iter().filter(|id| !kept.contains(id)).collect();
    for file in &gone {
        store::remove_use(tx, *file, kind, object).await?;
    }
    store::note_loose(tx, &gone, now).await
}

/// Takes the files of a thing that is gone for good out of use.
pub async fn detach(tx: &Tx, kind: &str, object: Id, now: Time) -> Result<()> {
    let files = store::used_by(tx, kind, object).await?;
    for file in &files {
        store::remove_use(tx, *file, kind, object).await?;
    }
    store::note_loose(tx, &files, now).await
}

/// Follows things that others may read from now on.
pub async fn move_audience(tx: &Tx, kind: &str, objects: &[Id], audience: Id) -> Result<()> {
    store::set_audience(tx, kind, objects, audience).await
}

/// Follows a thing that is hidden or restored: meanwhile moderators and who brought a file see it.
pub async fn hide(tx: &Tx, kind: &str, object: Id, hidden: bool) -> Result<()> {
    store::set_hidden(tx, kind, object, hidden).await
}

/// Width and height of the small size of those of `ids` that are pictures which `account` may use: what
/// `markup::with_pictures` asks for.
pub async fn sizes(tx: &Tx, account: Id, ids: &[Id], now: Time) -> Result<Vec<(Id, (u32, u32))>> {
    let mut sizes = Vec::new();
    for file in store::some(tx, ids).await? {
        if file.width > 0 && (file.account == account || may_read(tx, &file, Some(account), now).await?) {
            let side = |length: i64| u32::try_from(length).unwrap_or(0);
            sizes.push((file.id, pictures::fitted(side(file.width), side(file.height), pictures::SMALL)));
        }
    }
    Ok(sizes)
}

/// Whether somebody may read a file: a loose one is its account's alone, any other goes with what uses it.
pub(super) async fn may_read(tx: &Tx, file: &File, account: Option<Id>, now: Time) -> Result<bool> {
    let own = account == Some(file.account);
    let audiences = store::audiences(tx, file.id).await?;
    if audiences.is_empty() {
        return Ok(own);
    }
    for (audience, hidden) in audiences {
        let may = match hidden {
            true => own || communities::store::moderates(tx, audience, account, now).await?,
            false => communities::store::reads(tx, audience, account, now).await?,
        };
        if may {
            return Ok(true);
        }
    }
    Ok(false)
}
