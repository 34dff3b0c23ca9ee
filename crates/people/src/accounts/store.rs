//! SQL of accounts and of the links that administrators hand on.

pub mod secrets;
pub mod sessions;

pub use crate::folding::{key, name_key};
use base::{Error, Id, Result, Time, Tx, record, sql};

use super::session_hash;
use crate::facets;

/// A person to be.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    pub handle: String,
    pub name: String,
    pub email: Option<String>,
    pub admin: bool,
    pub system: bool,
    pub claimed: bool,
    pub headline: String,
    pub place: String,
    pub website: String,
    pub about: String,
    pub about_html: String,
    pub organisation: String,
    pub zone: String,
    /// Codes, joined by commas.
    pub languages: String,
    pub created_at: i64,
}

record! {
    /// A person as the door sees them.
    #[derive(Clone, Debug)]
    pub struct Known {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub admin: bool,
    }
}

record! {
    /// A person as their profile shows them.
    #[derive(Clone, Debug)]
    pub struct Profile {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub headline: String,
        pub place: String,
        pub website: String,
        pub about_html: String,
        pub claimed: bool,
        pub created_at: Time,
        pub organisation: String,
        pub zone: String,
        /// Codes, joined by commas.
        pub languages: String,
        /// Minutes a week for questions; 0: not now, nothing: not said.
        pub minutes: Option<i64>,
    }
}

record! {
    /// A person as they see and change themselves.
    #[derive(Clone, Debug)]
    pub struct Own {
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub headline: String,
        pub place: String,
        pub website: String,
        pub about: String,
        pub has_password: bool,
        pub organisation: String,
        pub zone: String,
        pub languages: String,
        pub minutes: Option<i64>,
        /// A passkey, or an account elsewhere.
        pub has_key: bool,
    }
}

impl Own {
    /// Whether they can come in with another browser, or when this one forgot them.
    pub fn can_return(&self) -> bool {
        self.email.is_some() || self.has_password || self.has_key
    }
}

pub async fn own(tx: &Tx, account: Id) -> Result<Option<Own>> {
    tx.optional(sql!(
        "SELECT handle, name, email, headline, place, website, about, CASE WHEN password IS NULL THEN 0 ELSE 1 END,
           organisation, zone, languages, minutes, CASE WHEN EXISTS (SELECT 1 FROM passkeys p WHERE p.account = $1)
             OR EXISTS (SELECT 1 FROM identities i JOIN providers o ON o.issuer = i.issuer WHERE i.account = $1) THEN 1 ELSE 0 END
         FROM accounts WHERE id = $1 AND removed_at IS NULL",
        account
    ))
    .await
}

/// What somebody says of themselves.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    pub name: String,
    pub headline: String,
    pub place: String,
    pub website: String,
    pub about: String,
    pub about_html: String,
    pub organisation: String,
    pub zone: String,
    pub languages: String,
    pub minutes: Option<i64>,
}

/// Changes what somebody says of themselves, and by what they are found.
pub async fn describe(tx: &Tx, account: Id, sketch: &Sketch) -> Result<()> {
    tx.run(sql!(
        "UPDATE accounts SET name = $2, headline = $3, place = $4, website = $5, about = $6, about_html = $7, name_key = $8,
           organisation = $9, zone = $10, languages = $11, minutes = $12, rev = rev + 1 WHERE id = $1",
        account,
        &sketch.name,
        &sketch.headline,
        &sketch.place,
        &sketch.website,
        &sketch.about,
        &sketch.about_html,
        name_key(&sketch.name),
        &sketch.organisation,
        &sketch.zone,
        &sketch.languages,
        sketch.minutes
    ))
    .await?;
    let found_by = facets::of_site(&sketch.place, &sketch.languages, sketch.minutes);
    facets::store::set(tx, account, facets::EVERYWHERE, &found_by).await
}

/// Whether an account that was deleted was called so. Nobody else is: what others wrote still names it.
pub async fn is_spent(tx: &Tx, handle: &str) -> Result<bool> {
    let found: Option<(String,)> =
        tx.optional(sql!("SELECT hash FROM spent_handles WHERE hash = $1", session_hash(&key(handle)))).await?;
    Ok(found.is_some())
}

/// Nobody will be called `handle` again.
pub async fn spend_handle(tx: &Tx, handle: &str) -> Result<()> {
    let hash = session_hash(&key(handle));
    tx.run(sql!("INSERT INTO spent_handles (hash) VALUES ($1) ON CONFLICT (hash) DO NOTHING", hash)).await.map(|_| ())
}

/// Makes an account; `Conflict` when handle or e-mail are taken.
pub async fn create(tx: &Tx, new: &NewAccount) -> Result<Id> {
    if is_spent(tx, &new.handle).await? {
        return Err(Error::Conflict("the handle was somebody's who left".into()));
    }
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO accounts (handle, handle_key, name, email, email_key, admin, system, claimed, headline, place,
               website, about, about_html, created_at, name_key, organisation, zone, languages)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id",
            &new.handle,
            key(&new.handle),
            &new.name,
            new.email.clone(),
            new.email.as_deref().map(key),
            new.admin,
            new.system,
            new.claimed,
            &new.headline,
            &new.place,
            &new.website,
            &new.about,
            &new.about_html,
            new.created_at,
            name_key(&new.name),
            &new.organisation,
            &new.zone,
            &new.languages
        ))
        .await?;
    if !new.place.is_empty() || !new.languages.is_empty() {
        facets::store::set(tx, id, facets::EVERYWHERE, &facets::of_site(&new.place, &new.languages, None)).await?;
    }
    Ok(id)
}

/// Makes what somebody is found by anew, from what they say.
pub async fn find_by(tx: &Tx, account: Id) -> Result<()> {
    let Some(own) = own(tx, account).await? else { return Ok(()) };
    let found_by = facets::of_site(&own.place, &own.languages, own.minutes);
    facets::store::set(tx, account, facets::EVERYWHERE, &found_by).await
}

pub async fn by_handle(tx: &Tx, handle: &str) -> Result<Option<Known>> {
    tx.optional(sql!("SELECT id, handle, name, admin FROM accounts WHERE handle_key = $1 AND removed_at IS NULL", key(handle)))
        .await
}

/// Holds an account until the transaction ends.
pub async fn hold(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("UPDATE accounts SET rev = rev WHERE id = $1", account)).await.map(|_| ())
}

/// Handle and name of an account.
pub async fn face(tx: &Tx, account: Id) -> Result<Option<(String, String)>> {
    tx.optional(sql!("SELECT handle, name FROM accounts WHERE id = $1 AND removed_at IS NULL", account)).await
}

pub async fn profile(tx: &Tx, handle: &str) -> Result<Option<Profile>> {
    tx.optional(sql!(
        "SELECT id, handle, name, headline, place, website, about_html, claimed, created_at, organisation, zone, languages, minutes
         FROM accounts WHERE handle_key = $1 AND removed_at IS NULL AND system = 0",
        key(handle)
    ))
    .await
}

/// The handle by which somebody goes whose account `handle` went into their own.
pub async fn moved(tx: &Tx, handle: &str) -> Result<Option<String>> {
    let to: Option<(String,)> = tx
        .optional(sql!(
            "SELECT b.handle FROM accounts a /* a removed one */ JOIN accounts b ON b.id = a.merged_into
             WHERE a.handle_key = $1 AND b.removed_at IS NULL",
            key(handle)
        ))
        .await?;
    Ok(to.map(|(handle,)| handle))
}

/// The handle of the account that things without an author belong to; nobody else may have it.
pub const SYSTEM: &str = "system";

/// The account that things without an author belong to; made on first need.
pub async fn system(tx: &Tx, now: Time) -> Result<Id> {
    let known: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM accounts WHERE handle_key = $1 AND system = 1 AND removed_at IS NULL", SYSTEM)).await?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let new =
        NewAccount { handle: SYSTEM.into(), name: "Guildhall".into(), system: true, created_at: now.0, ..NewAccount::default() };
    create(tx, &new).await
}

/// `wanted`, or `wanted-2`, `wanted-3` … , whichever nobody has.
pub async fn free_handle(tx: &Tx, wanted: &str) -> Result<String> {
    let taken: Vec<(String,)> = tx
        .all(sql!(
            "SELECT handle_key FROM accounts /* removed ones, too: no handle is given twice */ WHERE handle_key = $1 OR (handle_key >= $2 AND handle_key < $3)",
            wanted,
            format!("{wanted}-"),
            format!("{wanted}.")
        ))
        .await?;
    // Nobody is called "me": there everybody finds their own page.
    if wanted != "me" && !taken.iter().any(|(handle,)| handle == wanted) && !is_spent(tx, wanted).await? {
        return Ok(wanted.to_owned());
    }
    let numbers = taken.iter().filter_map(|(handle,)| handle[wanted.len()..].strip_prefix('-')?.parse::<u64>().ok());
    let mut number = numbers.max().unwrap_or(1) + 1;
    while is_spent(tx, &format!("{wanted}-{number}")).await? {
        number += 1;
    }
    Ok(format!("{wanted}-{number}"))
}

/// Whether an administrator keeps an account out of the whole site.
pub async fn is_suspended(tx: &Tx, account: Id, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM sanctions WHERE account = $1 AND community = 0 AND kind = 'suspend' AND lifted_at IS NULL
               AND (ends_at IS NULL OR ends_at > $2) LIMIT 1",
            account,
            now
        ))
        .await?;
    Ok(found.is_some())
}

pub async fn create_link(tx: &Tx, token_hash: &str, account: Id, now: Time, until: Time, uses: i64) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO sign_in_links (token_hash, account, created_at, expires_at, uses_left) VALUES ($1, $2, $3, $4, $5)",
        token_hash,
        account,
        now,
        until,
        uses
    ))
    .await
    .map(|_| ())
}

/// Uses a link up by one; the account when it was still good.
pub async fn use_link(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Id>> {
    let account: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE sign_in_links SET uses_left = uses_left - 1
             WHERE token_hash = $1 AND uses_left > 0 AND expires_at > $2 RETURNING account",
            token_hash,
            now
        ))
        .await?;
    Ok(account.map(|(id,)| id))
}

/// Notes that a form is sent, and forgets those from before `old`; `false` when it was sent before.
pub async fn begin_form(tx: &Tx, form: &str, now: Time, old: Time) -> Result<bool> {
    tx.run(sql!("DELETE FROM newcomer_forms WHERE created_at < $1", old)).await?;
    let begun = tx.run(sql!(
        "INSERT INTO newcomer_forms (form, account, created_at) VALUES ($1, 0, $2) ON CONFLICT (form) DO NOTHING",
        form,
        now
    ));
    Ok(begun.await? > 0)
}

/// Who came by a form since `after` under this name.
pub async fn came_by_form(tx: &Tx, form: &str, name: &str, after: Time) -> Result<Option<Id>> {
    let known: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT f.account FROM newcomer_forms f JOIN accounts a ON a.id = f.account
             WHERE f.form = $1 AND a.name = $2 AND f.created_at > $3 AND a.removed_at IS NULL",
            form,
            name,
            after
        ))
        .await?;
    Ok(known.map(|(account,)| account))
}

/// Notes who came by a form.
pub async fn set_form(tx: &Tx, form: &str, account: Id) -> Result<()> {
    tx.run(sql!("UPDATE newcomer_forms SET account = $2 WHERE form = $1", form, account)).await.map(|_| ())
}
