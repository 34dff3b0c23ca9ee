//! SQL of passkeys and of their ceremonies.

use base::{Id, Result, Time, Tx, record, sql};

record! {
    /// A passkey as its owner sees it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub name: String,
        pub created_at: Time,
        pub used_at: Option<Time>,
    }
}

/// Passkeys of an account, the oldest first.
pub async fn of_account(tx: &Tx, account: Id) -> Result<Vec<Listed>> {
    tx.all(sql!(
        "SELECT id, name, created_at, used_at FROM passkeys WHERE account = $1 ORDER BY created_at, id LIMIT 50",
        account
    ))
    .await
}

/// The stored data of all passkeys of an account.
pub async fn data(tx: &Tx, account: Id) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.all(sql!("SELECT data FROM passkeys WHERE account = $1", account)).await?;
    Ok(rows.into_iter().map(|(data,)| data).collect())
}

/// What passkeys know an account by; `fresh` from now on when it has none yet.
pub async fn user(tx: &Tx, account: Id, fresh: &str) -> Result<String> {
    tx.run(sql!("UPDATE accounts SET passkey_user = $2 WHERE id = $1 AND passkey_user IS NULL", account, fresh)).await?;
    let (user,): (Option<String>,) =
        tx.one(sql!("SELECT passkey_user FROM accounts WHERE id = $1 AND removed_at IS NULL", account)).await?;
    Ok(user.unwrap_or_default())
}

record! {
    /// A passkey that somebody shows, and whose it is.
    #[derive(Clone, Debug)]
    pub struct Shown {
        pub id: Id,
        pub account: Id,
        pub data: String,
        pub user: Option<String>,
    }
}

/// The passkey with this id.
pub async fn shown(tx: &Tx, credential: &str) -> Result<Option<Shown>> {
    tx.optional(sql!(
        "SELECT p.id, p.account, p.data, a.passkey_user FROM passkeys p JOIN accounts a ON a.id = p.account
         WHERE p.credential = $1 AND a.removed_at IS NULL AND a.system = 0",
        credential
    ))
    .await
}

/// Adds a passkey; `Conflict` when somebody has it already.
pub async fn add(tx: &Tx, account: Id, credential: &str, data: &str, name: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO passkeys (account, credential, data, name, created_at) VALUES ($1, $2, $3, $4, $5)",
        account,
        credential,
        data,
        name,
        now
    ))
    .await
    .map(|_| ())
}

/// Notes that a passkey was used, and its counter; `false` when it was removed meanwhile.
pub async fn used(tx: &Tx, id: Id, data: &str, now: Time) -> Result<bool> {
    let found: Option<(Id,)> =
        tx.optional(sql!("UPDATE passkeys SET data = $2, used_at = $3 WHERE id = $1 RETURNING id", id, data, now)).await?;
    Ok(found.is_some())
}

pub async fn rename(tx: &Tx, account: Id, id: Id, name: &str) -> Result<()> {
    tx.run(sql!("UPDATE passkeys SET name = $3 WHERE id = $2 AND account = $1", account, id, name)).await.map(|_| ())
}

/// Removes a passkey; `false` when it is nobody's or somebody else's.
pub async fn remove(tx: &Tx, account: Id, id: Id) -> Result<bool> {
    Ok(tx.run(sql!("DELETE FROM passkeys WHERE id = $2 AND account = $1", account, id)).await? > 0)
}

/// Keeps a ceremony; those that nobody finished are forgotten.
pub async fn begin(tx: &Tx, token_hash: &str, account: Option<Id>, state: &str, now: Time, until: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM passkey_ceremonies WHERE expires_at <= $1", now)).await?;
    tx.run(sql!(
        "INSERT INTO passkey_ceremonies (token_hash, account, state, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        account,
        state,
        until
    ))
    .await
    .map(|_| ())
}

/// Ends a ceremony, once: whose it was, and its state.
pub async fn finish(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<(Option<Id>, String)>> {
    tx.optional(sql!(
        "DELETE FROM passkey_ceremonies WHERE token_hash = $1 AND expires_at > $2 RETURNING account, state",
        token_hash,
        now
    ))
    .await
}
