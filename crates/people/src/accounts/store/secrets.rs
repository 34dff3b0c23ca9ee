//! SQL of what lets people in: e-mail addresses, passwords, reset links.

use base::{Id, Result, Time, Tx, record, sql};

use super::key;

record! {
    /// What is needed to recognise somebody.
    #[derive(Clone, Debug)]
    pub struct Secret {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub password: Option<String>,
    }
}

impl Secret {
    /// What others know, or could guess: no good password.
    pub fn known(&self) -> [&str; 3] {
        [&self.name, &self.handle, self.email.as_deref().unwrap_or("")]
    }
}

/// The person with this e-mail address.
pub async fn by_email(tx: &Tx, email: &str) -> Result<Option<Secret>> {
    tx.optional(sql!(
        "SELECT id, handle, name, email, password FROM accounts WHERE email_key = $1 AND removed_at IS NULL AND system = 0",
        key(email)
    ))
    .await
}

/// The person with this handle or e-mail address. A handle holds no `@`.
pub async fn by_name(tx: &Tx, named: &str) -> Result<Option<Secret>> {
    if named.contains('@') && !named.trim_start().starts_with('@') {
        return by_email(tx, named).await;
    }
    tx.optional(sql!(
        "SELECT id, handle, name, email, password FROM accounts WHERE handle_key = $1 AND removed_at IS NULL AND system = 0",
        key(named).trim_start_matches('@')
    ))
    .await
}

pub async fn by_id(tx: &Tx, account: Id) -> Result<Option<Secret>> {
    tx.optional(sql!("SELECT id, handle, name, email, password FROM accounts WHERE id = $1 AND removed_at IS NULL", account))
        .await
}

/// Whether anybody has ever signed in to an account.
pub async fn is_claimed(tx: &Tx, account: Id) -> Result<bool> {
    let found: Option<(bool,)> =
        tx.optional(sql!("SELECT claimed FROM accounts WHERE id = $1 AND removed_at IS NULL", account)).await?;
    Ok(found.is_some_and(|(claimed,)| claimed))
}

/// Whether anybody has or had this address.
pub async fn is_email_taken(tx: &Tx, email: &str) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT id FROM accounts /* removed ones, too */ WHERE email_key = $1", key(email))).await?;
    Ok(found.is_some())
}

/// Sets a password. Links that would set another one end.
pub async fn set_password(tx: &Tx, account: Id, password: &str, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE accounts SET password = $2, rev = rev + 1 WHERE id = $1", account, password)).await?;
    end_reset_links(tx, account, now).await
}

/// Sets the e-mail address, of which nobody has shown yet that they read its mail; `Conflict` when somebody else has it. Links
/// that went to the one before end.
pub async fn set_email(tx: &Tx, account: Id, email: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE accounts SET email = $2, email_key = $3, email_proved_at = NULL, rev = rev + 1 WHERE id = $1",
        account,
        email,
        key(email)
    ))
    .await?;
    end_reset_links(tx, account, now).await
}

async fn end_reset_links(tx: &Tx, account: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE reset_links SET used_at = $2 WHERE account = $1 AND used_at IS NULL", account, now)).await.map(|_| ())
}

pub async fn create_reset_link(tx: &Tx, token_hash: &str, account: Id, now: Time, until: Time) -> Result<Id> {
    tx.run(sql!("DELETE FROM reset_links WHERE account = $1 AND expires_at < $2", account, now)).await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO reset_links (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4) RETURNING id",
            token_hash,
            account,
            now,
            until
        ))
        .await?;
    Ok(id)
}

/// Whose link it is, while it could still be used.
pub async fn of_reset_link(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Secret>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT account FROM reset_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
            token_hash,
            now
        ))
        .await?;
    match found {
        Some((account,)) => by_id(tx, account).await,
        None => Ok(None),
    }
}

/// Uses a link up; whose it was, when it was still good.
pub async fn use_reset_link(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Id>> {
    let account: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE reset_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account",
            token_hash,
            now
        ))
        .await?;
    Ok(account.map(|(id,)| id))
}
