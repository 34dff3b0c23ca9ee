//! SQL of links that sign in by mail.

use base::{Id, Result, Time, Tx, sql};

pub async fn create(tx: &Tx, token_hash: &str, account: Id, now: Time, until: Time) -> Result<Id> {
    tx.run(sql!("DELETE FROM mail_links WHERE account = $1 AND expires_at < $2", account, now)).await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO mail_links (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4) RETURNING id",
            token_hash,
            account,
            now,
            until
        ))
        .await?;
    Ok(id)
}

/// Whose link it is, while it can be used.
pub async fn of(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT account FROM mail_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
            token_hash,
            now
        ))
        .await?;
    Ok(found.map(|(account,)| account))
}

/// Uses a link up; whose it was, when it was still good. Others that were asked for meanwhile end with it.
pub async fn take(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Id>> {
    let taken: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE mail_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account",
            token_hash,
            now
        ))
        .await?;
    let Some((account,)) = taken else { return Ok(None) };
    end(tx, account, now).await?;
    prove(tx, account, now).await?;
    Ok(Some(account))
}

/// Ends all links of an account.
pub async fn end(tx: &Tx, account: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE mail_links SET used_at = $2 WHERE account = $1 AND used_at IS NULL", account, now)).await.map(|_| ())
}

/// Notes that somebody reads the mail of their address.
pub async fn prove(tx: &Tx, account: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE accounts SET email_proved_at = $2 WHERE id = $1 AND email IS NOT NULL", account, now)).await.map(|_| ())
}

/// Writes what nobody needs, where a link would have been written.
pub async fn pretend(tx: &Tx, now: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM link_decoys WHERE made_at < $1", now.plus(-Time::MINUTE))).await?;
    tx.run(sql!("INSERT INTO link_decoys (made_at) VALUES ($1)", now)).await.map(|_| ())
}
