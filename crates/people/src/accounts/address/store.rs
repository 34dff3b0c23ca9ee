//! SQL of changes of e-mail addresses.

use base::{Id, Result, Time, Tx, record, sql};

record! {
    /// A change of an address.
    #[derive(Clone, Debug)]
    pub struct Change {
        pub id: Id,
        pub account: Id,
        pub email: String,
        pub email_before: Option<String>,
        pub confirmed_at: Option<Time>,
    }
}

/// A change to be: whose, from what to what, and the hashes of the two tokens.
pub struct NewChange {
    pub account: Id,
    pub email: String,
    pub email_before: Option<String>,
    pub confirm_hash: String,
    pub stop_hash: String,
}

/// Begins a change; one that waits for its confirmation ends.
pub async fn begin(tx: &Tx, new: &NewChange, now: Time) -> Result<Id> {
    tx.run(sql!(
        "UPDATE email_changes SET ended_at = $2 WHERE account = $1 AND ended_at IS NULL AND confirmed_at IS NULL",
        new.account,
        now
    ))
    .await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO email_changes (account, email, email_before, confirm_hash, stop_hash, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            new.account,
            &new.email,
            new.email_before.clone(),
            &new.confirm_hash,
            &new.stop_hash,
            now
        ))
        .await?;
    Ok(id)
}

/// The change that waits for this token of the new address.
pub async fn to_confirm(tx: &Tx, hash: &str, since: Time) -> Result<Option<Change>> {
    tx.optional(sql!(
        "SELECT id, account, email, email_before, confirmed_at FROM email_changes
         WHERE confirm_hash = $1 AND ended_at IS NULL AND confirmed_at IS NULL AND created_at > $2",
        hash,
        since
    ))
    .await
}

/// The change that this token of the old address can still stop.
pub async fn to_stop(tx: &Tx, hash: &str, since: Time) -> Result<Option<Change>> {
    tx.optional(sql!(
        "SELECT id, account, email, email_before, confirmed_at FROM email_changes
         WHERE stop_hash = $1 AND ended_at IS NULL AND created_at > $2",
        hash,
        since
    ))
    .await
}

/// Notes that a change is confirmed; `false` when it was meanwhile, or is over.
pub async fn confirmed(tx: &Tx, id: Id, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE email_changes SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL RETURNING id",
            id,
            now
        ))
        .await?;
    Ok(found.is_some())
}

/// Ends a change, once; nothing when it is over already, else whether it had been confirmed.
pub async fn end(tx: &Tx, id: Id, now: Time) -> Result<Option<bool>> {
    let found: Option<(Option<Time>,)> = tx
        .optional(sql!(
            "UPDATE email_changes SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING confirmed_at",
            id,
            now
        ))
        .await?;
    Ok(found.map(|(confirmed,)| confirmed.is_some()))
}

/// Ends all changes of an account that began after one that was stopped: whoever made them is not its owner.
pub async fn end_later(tx: &Tx, account: Id, id: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE email_changes SET ended_at = $3 WHERE account = $1 AND id > $2 AND ended_at IS NULL", account, id, now))
        .await
        .map(|_| ())
}
