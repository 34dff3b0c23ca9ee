//! SQL of authenticators, recovery codes, and of who still owes a code.

use base::{Id, Result, Time, Tx, record, sql};

record! {
    /// An authenticator app.
    #[derive(Clone, Debug)]
    pub struct Authenticator {
        pub secret: String,
        /// Nothing until a first code came.
        pub confirmed_at: Option<Time>,
    }
}

pub async fn authenticator(tx: &Tx, account: Id) -> Result<Option<Authenticator>> {
    tx.optional(sql!("SELECT secret, confirmed_at FROM authenticators WHERE account = $1", account)).await
}

/// Whether an account asks for codes.
pub async fn is_on(tx: &Tx, account: Id) -> Result<bool> {
    Ok(authenticator(tx, account).await?.is_some_and(|app| app.confirmed_at.is_some()))
}

/// Keeps a secret until a code confirms it. What is confirmed already stays as it is.
pub async fn begin(tx: &Tx, account: Id, secret: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO authenticators (account, secret, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
         WHERE authenticators.confirmed_at IS NULL",
        account,
        secret,
        now
    ))
    .await
    .map(|_| ())
}

/// Takes the code of this half minute; `false` when it, or a later one, was taken already.
pub async fn take_step(tx: &Tx, account: Id, step: i64) -> Result<bool> {
    let taken: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE authenticators SET last_step = $2 WHERE account = $1 AND last_step < $2 RETURNING account",
            account,
            step
        ))
        .await?;
    Ok(taken.is_some())
}

/// Switches codes on; `false` when they are on.
pub async fn confirm(tx: &Tx, account: Id, now: Time) -> Result<bool> {
    let confirmed: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE authenticators SET confirmed_at = $2 WHERE account = $1 AND confirmed_at IS NULL RETURNING account",
            account,
            now
        ))
        .await?;
    Ok(confirmed.is_some())
}

/// Switches codes off and forgets everything about them.
pub async fn forget(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM recovery_codes WHERE account = $1", account)).await?;
    tx.run(sql!("DELETE FROM waiting_sign_ins WHERE account = $1", account)).await?;
    tx.run(sql!("DELETE FROM authenticators WHERE account = $1", account)).await.map(|_| ())
}

/// Sets recovery codes (selector and hash) in place of those before.
pub async fn set_recovery(tx: &Tx, account: Id, codes: &[(String, String)]) -> Result<()> {
    tx.run(sql!("DELETE FROM recovery_codes WHERE account = $1", account)).await?;
    for (selector, hash) in codes {
        tx.run(sql!(
            "INSERT INTO recovery_codes (account, selector, hash) VALUES ($1, $2, $3) ON CONFLICT (account, selector) DO NOTHING",
            account,
            selector,
            hash
        ))
        .await?;
    }
    Ok(())
}

/// A recovery code that was not used: id and hash.
pub async fn recovery(tx: &Tx, account: Id, selector: &str) -> Result<Option<(Id, String)>> {
    tx.optional(sql!(
        "SELECT id, hash FROM recovery_codes WHERE account = $1 AND selector = $2 AND used_at IS NULL",
        account,
        selector
    ))
    .await
}

/// How many recovery codes are left.
pub async fn left(tx: &Tx, account: Id) -> Result<i64> {
    let (left,): (i64,) =
        tx.one(sql!("SELECT COUNT(*) FROM recovery_codes WHERE account = $1 AND used_at IS NULL", account)).await?;
    Ok(left)
}

/// Uses a recovery code up; `false` when somebody was quicker.
pub async fn take_recovery(tx: &Tx, id: Id, now: Time) -> Result<bool> {
    let taken: Option<(Id,)> = tx
        .optional(sql!("UPDATE recovery_codes SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id", id, now))
        .await?;
    Ok(taken.is_some())
}

/// Notes that somebody owes a code; what they began before and left is forgotten.
pub async fn wait(tx: &Tx, token_hash: &str, account: Id, now: Time, until: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM waiting_sign_ins WHERE account = $1 AND expires_at <= $2", account, now)).await?;
    tx.run(sql!(
        "INSERT INTO waiting_sign_ins (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        account,
        now,
        until
    ))
    .await
    .map(|_| ())
}

/// Who owes a code.
pub async fn waiting(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!("SELECT account FROM waiting_sign_ins WHERE token_hash = $1 AND expires_at > $2", token_hash, now))
        .await?;
    Ok(found.map(|(account,)| account))
}

/// They came in, or gave up.
pub async fn waits_no_more(tx: &Tx, token_hash: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM waiting_sign_ins WHERE token_hash = $1", token_hash)).await.map(|_| ())
}

/// Forgets all who owe a code for an account: the password that they showed is no longer good.
pub async fn nobody_waits(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM waiting_sign_ins WHERE account = $1", account)).await.map(|_| ())
}
