//! SQL of providers, of who somebody is there, of trips and of strangers.

use base::{Id, Result, Time, Tx, record, sql};

record! {
    /// A provider that can be asked who somebody is.
    #[derive(Clone, Debug)]
    pub struct Provider {
        pub id: Id,
        pub name: String,
        pub issuer: Option<String>,
        pub client: String,
        pub secret: String,
        pub trusted: bool,
        pub newcomers: bool,
        pub private: bool,
    }
}

impl Provider {
    /// Whether everything is set that it takes to ask it.
    pub fn is_on(&self) -> bool {
        self.issuer.is_some() && !self.client.is_empty() && !self.secret.is_empty()
    }
}

/// All providers, by name; an administrator adds a handful.
pub async fn providers(tx: &Tx) -> Result<Vec<Provider>> {
    tx.all(sql!(
        scan "providers are few",
        "SELECT id, name, issuer, client, secret, trusted, newcomers, private FROM providers ORDER BY name, id"
    ))
    .await
}

pub async fn provider(tx: &Tx, id: Id) -> Result<Option<Provider>> {
    tx.optional(sql!("SELECT id, name, issuer, client, secret, trusted, newcomers, private FROM providers WHERE id = $1", id))
        .await
}

/// How many people here are linked with an issuer.
pub async fn linked(tx: &Tx, issuer: &str) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM identities WHERE issuer = $1", issuer)).await?;
    Ok(count)
}

pub async fn add(tx: &Tx, name: &str, now: Time) -> Result<Id> {
    let (id,): (Id,) = tx.one(sql!("INSERT INTO providers (name, created_at) VALUES ($1, $2) RETURNING id", name, now)).await?;
    Ok(id)
}

/// Changes a provider; `Conflict` when another one has the issuer.
pub async fn set(tx: &Tx, provider: &Provider) -> Result<()> {
    tx.run(sql!(
        "UPDATE providers SET name = $2, issuer = $3, client = $4, secret = $5, trusted = $6, newcomers = $7, private = $8
         WHERE id = $1",
        provider.id,
        &provider.name,
        provider.issuer.clone(),
        &provider.client,
        &provider.secret,
        provider.trusted,
        provider.newcomers,
        provider.private
    ))
    .await?;
    end_trips(tx, provider.id).await
}

/// Takes a provider away. Who somebody is there stays known.
pub async fn remove(tx: &Tx, id: Id) -> Result<()> {
    end_trips(tx, id).await?;
    tx.run(sql!("DELETE FROM providers WHERE id = $1", id)).await.map(|_| ())
}

/// Whoever is on the way to a provider that became another one begins again.
async fn end_trips(tx: &Tx, provider: Id) -> Result<()> {
    tx.run(sql!(scan "trips last minutes", "DELETE FROM trips WHERE provider = $1", provider)).await?;
    tx.run(sql!(scan "strangers are kept for minutes", "DELETE FROM strangers WHERE provider = $1", provider)).await.map(|_| ())
}

record! {
    /// Who somebody is elsewhere, as they see it themselves.
    #[derive(Clone, Debug)]
    pub struct Identity {
        pub id: Id,
        pub issuer: String,
        /// Empty when the provider is not asked any more.
        pub provider: String,
        pub label: String,
        pub created_at: Time,
        pub used_at: Time,
    }
}

/// The identities of an account, the oldest first.
pub async fn of_account(tx: &Tx, account: Id) -> Result<Vec<Identity>> {
    tx.all(sql!(
        "SELECT i.id, i.issuer, CASE WHEN p.client <> '' AND p.secret <> '' THEN p.name ELSE '' END, i.label, i.created_at, i.used_at
         FROM identities i LEFT JOIN providers p ON p.issuer = i.issuer WHERE i.account = $1
         ORDER BY i.created_at, i.id LIMIT 50",
        account
    ))
    .await
}

/// Whose an identity is.
pub async fn whose(tx: &Tx, issuer: &str, subject: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT i.account FROM identities i JOIN accounts a ON a.id = i.account
             WHERE i.issuer = $1 AND i.subject = $2 AND a.removed_at IS NULL AND a.system = 0",
            issuer,
            subject
        ))
        .await?;
    Ok(found.map(|(account,)| account))
}

/// Notes that an identity was used, and what it is called now.
pub async fn used(tx: &Tx, issuer: &str, subject: &str, label: &str, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE identities SET used_at = $4, label = $3 WHERE issuer = $1 AND subject = $2", issuer, subject, label, now))
        .await
        .map(|_| ())
}

/// Links an identity with an account; `Conflict` when it is somebody's.
pub async fn link(tx: &Tx, account: Id, issuer: &str, subject: &str, label: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO identities (account, issuer, subject, label, created_at, used_at) VALUES ($1, $2, $3, $4, $5, $5)",
        account,
        issuer,
        subject,
        label,
        now
    ))
    .await
    .map(|_| ())
}

/// Takes one of somebody's own identities away; what it was called.
pub async fn unlink(tx: &Tx, account: Id, id: Id) -> Result<Option<String>> {
    let gone: Option<(String,)> =
        tx.optional(sql!("DELETE FROM identities WHERE id = $2 AND account = $1 RETURNING issuer", account, id)).await?;
    Ok(gone.map(|(issuer,)| issuer))
}

record! {
    /// A browser that was sent to a provider.
    #[derive(Clone, Debug)]
    pub struct Trip {
        pub provider: Id,
        pub nonce: String,
        pub verifier: String,
        pub destination: String,
        /// Who was signed in; 0 for nobody.
        pub account: Id,
    }
}

/// Begins a trip; those that nobody came back from are forgotten.
pub async fn begin(tx: &Tx, state_hash: &str, browser_hash: &str, trip: &Trip, now: Time, until: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM trips WHERE expires_at <= $1", now)).await?;
    tx.run(sql!(
        "INSERT INTO trips (state_hash, browser_hash, provider, nonce, verifier, destination, account, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        state_hash,
        browser_hash,
        trip.provider,
        &trip.nonce,
        &trip.verifier,
        &trip.destination,
        trip.account,
        until
    ))
    .await
    .map(|_| ())
}

/// Ends a trip, once, in the browser that began it.
pub async fn finish(tx: &Tx, state_hash: &str, browser_hash: &str, now: Time) -> Result<Option<Trip>> {
    tx.optional(sql!(
        "DELETE FROM trips WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3
         RETURNING provider, nonce, verifier, destination, account",
        state_hash,
        browser_hash,
        now
    ))
    .await
}

record! {
    /// Somebody whom a provider named and nobody here knows yet.
    #[derive(Clone, Debug)]
    pub struct Stranger {
        pub provider: Id,
        pub issuer: String,
        pub subject: String,
        pub label: String,
        pub name: String,
        /// What they would like to be called; not looked at yet.
        pub handle: String,
        /// Only when the provider confirmed it; empty otherwise.
        pub email: String,
        pub destination: String,
    }
}

pub async fn keep(tx: &Tx, browser_hash: &str, stranger: &Stranger, now: Time, until: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM strangers WHERE expires_at <= $1", now)).await?;
    tx.run(sql!(
        "INSERT INTO strangers (browser_hash, provider, issuer, subject, label, name, handle, email, destination, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        browser_hash,
        stranger.provider,
        &stranger.issuer,
        &stranger.subject,
        &stranger.label,
        &stranger.name,
        &stranger.handle,
        &stranger.email,
        &stranger.destination,
        until
    ))
    .await
    .map(|_| ())
}

pub async fn stranger(tx: &Tx, browser_hash: &str, now: Time) -> Result<Option<Stranger>> {
    tx.optional(sql!(
        "SELECT provider, issuer, subject, label, name, handle, email, destination FROM strangers
         WHERE browser_hash = $1 AND expires_at > $2",
        browser_hash,
        now
    ))
    .await
}

pub async fn forget(tx: &Tx, browser_hash: &str) -> Result<bool> {
    Ok(tx.run(sql!("DELETE FROM strangers WHERE browser_hash = $1", browser_hash)).await? > 0)
}

/// The account to which an address that a trusted provider confirmed leads: its owner showed that they read its mail, or nobody
/// has ever signed in to it.
pub async fn owner(tx: &Tx, email: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT id FROM accounts WHERE email_key = $1 AND (email_proved_at IS NOT NULL OR claimed = 0)
               AND removed_at IS NULL AND system = 0",
            crate::folding::key(email)
        ))
        .await?;
    Ok(found.map(|(account,)| account))
}

/// Whether an invitation lets somebody in now.
pub async fn invites(tx: &Tx, code: &str, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT i.id FROM invitations i JOIN communities c ON c.id = i.community
             WHERE i.code = $1 AND i.ended_at IS NULL AND i.expires_at > $2 AND (i.most = 0 OR i.uses < i.most)
               AND c.removed_at IS NULL",
            code,
            now
        ))
        .await?;
    Ok(found.is_some())
}
