//! SQL of sessions: browsers that are signed in.
//!
//! A session holds while its epoch is that of its account. Raising the account's cuts all of them with one write, those too
//! that are being opened at the same moment.

use base::{Id, Result, Time, Tx, record, sql};

record! {
    /// A person behind a session, and what was last noted of its use.
    #[derive(Clone, Debug)]
    pub struct SignedIn {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub admin: bool,
        pub session: Id,
        pub used_at: Time,
        pub address: String,
        /// When the account will be deleted.
        pub leaves_at: Option<Time>,
    }
}

/// A session to be.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token_hash: String,
    pub account: Id,
    /// "Firefox, Linux".
    pub device: String,
    /// The network address; empty when nothing told it.
    pub address: String,
    pub now: Time,
    pub until: Time,
}

/// The person behind a session that still holds.
pub async fn holder(tx: &Tx, token_hash: &str, now: Time) -> Result<Option<SignedIn>> {
    tx.optional(sql!(
        "SELECT a.id, a.handle, a.name, a.admin, s.id, s.used_at, s.address, a.leaves_at FROM sessions s JOIN accounts a ON a.id = s.account
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.epoch = a.epoch AND a.removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM sanctions x WHERE x.account = a.id AND x.community = 0 AND x.kind = 'suspend'
             AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $2))",
        token_hash,
        now
    ))
    .await
}

/// Opens a session; sessions of the account that have run out are taken away.
pub async fn open(tx: &Tx, new: &NewSession) -> Result<()> {
    tx.run(sql!("DELETE FROM sessions WHERE account = $1 AND expires_at <= $2", new.account, new.now)).await?;
    tx.run(sql!(
        "INSERT INTO sessions (token_hash, account, device, address, created_at, used_at, expires_at, epoch)
         VALUES ($1, $2, $3, $4, $5, $5, $6, (SELECT epoch FROM accounts WHERE id = $2))",
        &new.token_hash,
        new.account,
        &new.device,
        &new.address,
        new.now,
        new.until
    ))
    .await?;
    tx.run(sql!("UPDATE accounts SET claimed = 1 WHERE id = $1 AND claimed = 0", new.account)).await?;
    Ok(())
}

pub async fn end(tx: &Tx, token_hash: &str) -> Result<()> {
    tx.run(sql!("DELETE FROM sessions WHERE token_hash = $1", token_hash)).await.map(|_| ())
}

record! {
    /// A browser that is signed in.
    #[derive(Clone, Debug)]
    pub struct Session {
        pub id: Id,
        pub token_hash: String,
        pub device: String,
        pub address: String,
        pub created_at: Time,
        pub used_at: Time,
    }
}

/// The sessions of an account, the newest first.
pub async fn of_account(tx: &Tx, account: Id, now: Time) -> Result<Vec<Session>> {
    tx.all(sql!(
        "SELECT s.id, s.token_hash, s.device, s.address, s.created_at, s.used_at
         FROM sessions s JOIN accounts a ON a.id = s.account
         WHERE s.account = $1 AND s.expires_at > $2 AND s.epoch = a.epoch AND a.removed_at IS NULL
         ORDER BY s.created_at DESC, s.id DESC LIMIT 100",
        account,
        now
    ))
    .await
}

/// Ends one of somebody's own sessions.
pub async fn end_own(tx: &Tx, account: Id, id: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM sessions WHERE id = $2 AND account = $1", account, id)).await.map(|_| ())
}

/// Ends all sessions of an account but the one with this hash; none is kept when there is none.
pub async fn end_others(tx: &Tx, account: Id, kept: &str) -> Result<()> {
    tx.run(sql!("UPDATE accounts SET epoch = epoch + 1 WHERE id = $1", account)).await?;
    tx.run(sql!("DELETE FROM sessions WHERE account = $1 AND token_hash <> $2", account, kept)).await?;
    tx.run(sql!("UPDATE sessions SET epoch = (SELECT epoch FROM accounts WHERE id = $1) WHERE account = $1", account))
        .await
        .map(|_| ())
}

/// Notes that a session is in use, and from where.
pub async fn touch(tx: &Tx, id: Id, address: &str, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE sessions SET used_at = $2, address = $3 WHERE id = $1", id, now, address)).await.map(|_| ())
}
