//! SQL of people who want an account.

use base::{Id, Result, Time, Tx, record, sql};

/// Somebody who wants an account.
#[derive(Clone, Debug, Default)]
pub struct NewSignUp {
    pub name: String,
    pub handle: String,
    pub email: String,
    pub email_key: String,
    pub password: String,
    pub why: String,
    pub community: Option<Id>,
    /// Of the link that confirms the address.
    pub token_hash: Option<String>,
    /// Who they are elsewhere; empty when no provider named them.
    pub issuer: String,
    pub subject: String,
    pub label: String,
}

record! {
    /// Somebody who waits.
    #[derive(Clone, Debug)]
    pub struct SignUp {
        pub id: Id,
        pub name: String,
        pub handle: String,
        pub email: String,
        pub password: String,
        pub why: String,
        pub community: Option<Id>,
        pub created_at: Time,
        /// Who they are elsewhere; empty when no provider named them.
        pub issuer: String,
        pub subject: String,
        pub label: String,
    }
}

/// Keeps what somebody asked for; what they asked for before with the same address, and left, is forgotten.
pub async fn ask(tx: &Tx, new: &NewSignUp, now: Time, since: Time) -> Result<Id> {
    tx.run(sql!("DELETE FROM sign_ups WHERE email_key = $1 AND decided_at IS NULL", &new.email_key)).await?;
    // Links that nobody opened.
    tx.run(sql!("DELETE FROM sign_ups WHERE decided_at IS NULL AND created_at < $1 AND token_hash IS NOT NULL", since)).await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO sign_ups (name, handle, email, email_key, password, why, community, token_hash, created_at, issuer, subject,
               label) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
            &new.name,
            &new.handle,
            &new.email,
            &new.email_key,
            &new.password,
            &new.why,
            new.community,
            new.token_hash.clone(),
            now,
            &new.issuer,
            &new.subject,
            &new.label
        ))
        .await?;
    Ok(id)
}

/// Who waits for an administrator, the longest first.
pub async fn waiting(tx: &Tx, most: i64) -> Result<Vec<SignUp>> {
    tx.all(sql!(
        "SELECT id, name, handle, email, password, why, community, created_at, issuer, subject, label FROM sign_ups
         WHERE decided_at IS NULL AND token_hash IS NULL ORDER BY created_at, id LIMIT $1",
        most
    ))
    .await
}

/// Who waits with this link.
pub async fn by_link(tx: &Tx, hash: &str, since: Time) -> Result<Option<SignUp>> {
    tx.optional(sql!(
        "SELECT id, name, handle, email, password, why, community, created_at, issuer, subject, label FROM sign_ups
         WHERE token_hash = $1 AND decided_at IS NULL AND created_at > $2",
        hash,
        since
    ))
    .await
}

/// Decides about somebody who waits, once; who they are when nobody was quicker. The password is kept no longer.
pub async fn decide(tx: &Tx, id: Id, by: Option<Id>, decision: &str, reason: &str, now: Time) -> Result<Option<SignUp>> {
    let found: Option<SignUp> = tx
        .optional(sql!(
            "SELECT id, name, handle, email, password, why, community, created_at, issuer, subject, label FROM sign_ups WHERE id = $1 AND decided_at IS NULL",
            id
        ))
        .await?;
    let decided: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE sign_ups SET decided_at = $2, decided_by = $3, decision = $4, reason = $5, password = ''
             WHERE id = $1 AND decided_at IS NULL RETURNING id",
            id,
            now,
            by,
            decision,
            reason
        ))
        .await?;
    Ok(found.filter(|_| decided.is_some()))
}
