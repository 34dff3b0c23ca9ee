//! SQL of taking over an account that a list or an import made: by a personal link, or by asking.

use base::{Id, Result, Time, Tx, activity, record, sql};

use super::super::GRANTED;
use crate::communities::Deed;
use crate::inbox::store as inbox;

record! {
    /// A member who has never signed in.
    #[derive(Clone, Debug)]
    pub struct Unclaimed {
        pub member: Id,
        pub account: Id,
        pub name: String,
        pub handle: String,
        pub email: Option<String>,
        pub joined_at: Time,
        /// A link that still holds, until when.
        pub link_until: Option<Time>,
    }
}

/// Members who have never signed in, in the order in which they joined, behind (time, id).
pub async fn unclaimed(tx: &Tx, community: Id, after: (i64, i64), now: Time, limit: i64) -> Result<Vec<Unclaimed>> {
    tx.all(sql!(
        list "SELECT m.id, a.id, a.name, a.handle,
                (SELECT a.email FROM brought_people b WHERE b.account = a.id AND b.community = m.community AND b.key = 'mail:' || a.email_key LIMIT 1),
                m.joined_at,
                (SELECT MAX(l.expires_at) FROM claim_links l WHERE l.account = a.id AND l.expires_at > $4)
         FROM members m JOIN accounts a ON a.id = m.account
         WHERE m.community = $1 AND (m.joined_at, m.id) > ($2, $3) AND m.left_at IS NULL AND a.removed_at IS NULL
           AND a.claimed = 0 AND a.system = 0
         ORDER BY m.joined_at, m.id LIMIT $5",
        community, after.0, after.1, now, limit
    ))
    .await
}

/// Keeps a link by its hash; those of the account that have run out go.
pub async fn make_link(tx: &Tx, deed: Deed, hash: &str, account: Id, until: Time) -> Result<()> {
    tx.run(sql!("DELETE FROM claim_links WHERE account = $1 AND expires_at <= $2", account, deed.now)).await?;
    tx.run(sql!(
        "INSERT INTO claim_links (token_hash, account, community, made_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        hash,
        account,
        deed.community,
        deed.by,
        deed.now,
        until
    ))
    .await?;
    record(tx, "claim_link_made", account, deed).await
}

record! {
    /// Whom a link is for.
    #[derive(Clone, Debug)]
    pub struct Behind {
        pub account: Id,
        pub name: String,
        pub handle: String,
        pub community: Id,
        pub slug: String,
        pub community_name: String,
        /// Who made the link.
        pub made_by: Id,
    }
}

/// Whom a link is for that still holds: nobody has taken the account over.
pub async fn behind(tx: &Tx, hash: &str, now: Time) -> Result<Option<Behind>> {
    tx.optional(sql!(
        "SELECT a.id, a.name, a.handle, c.id, c.slug, c.name, l.made_by FROM claim_links l JOIN accounts a ON a.id = l.account
         JOIN communities c ON c.id = l.community
         WHERE l.token_hash = $1 AND l.expires_at > $2 AND a.claimed = 0 AND a.removed_at IS NULL AND c.removed_at IS NULL",
        hash,
        now
    ))
    .await
}

/// Takes an account over: marks it, ends all links and questions about it, writes it down. `false` when somebody was
/// faster.
pub async fn take_over(tx: &Tx, account: Id, community: Id, now: Time) -> Result<bool> {
    let taken = tx.run(sql!(
        "UPDATE accounts SET claimed = 1, rev = rev + 1 WHERE id = $1 AND claimed = 0 AND removed_at IS NULL",
        account
    ));
    if taken.await? == 0 {
        return Ok(false);
    }
    tx.run(sql!("DELETE FROM claim_links WHERE account = $1", account)).await?;
    let questions: Vec<(Id,)> = tx.all(sql!("SELECT id FROM claims WHERE account = $1", account)).await?;
    for (question,) in questions {
        inbox::settle(tx, GRANTED, question).await?;
    }
    tx.run(sql!("DELETE FROM claims WHERE account = $1", account)).await?;
    record(tx, "claimed", account, Deed { community, by: account, now }).await?;
    Ok(true)
}

async fn record(tx: &Tx, verb: &'static str, account: Id, deed: Deed) -> Result<()> {
    activity::record(tx, deed.entry(verb, "account", account)).await
}

/// Somebody says that an account is theirs; saying it twice is saying it once.
pub async fn ask(tx: &Tx, deed: Deed, account: Id) -> Result<()> {
    let made = tx.run(sql!(
        "INSERT INTO claims (community, account, claimant, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account, claimant) DO NOTHING",
        deed.community,
        account,
        deed.by,
        deed.now
    ));
    if made.await? > 0 {
        record(tx, "claim_asked", account, deed).await?;
    }
    Ok(())
}

/// What became of somebody's question: its id and state (0 open, 1 granted, 2 refused).
pub async fn asked(tx: &Tx, account: Id, claimant: Id) -> Result<Option<(Id, i64)>> {
    tx.optional(sql!("SELECT id, state FROM claims WHERE account = $1 AND claimant = $2", account, claimant)).await
}

record! {
    /// A question that waits for a moderator.
    #[derive(Clone, Debug)]
    pub struct Claim {
        pub id: Id,
        pub account: Id,
        pub name: String,
        pub handle: String,
        pub claimant: Id,
        pub claimant_name: String,
        pub claimant_handle: String,
        pub created_at: Time,
    }
}

pub async fn open(tx: &Tx, community: Id, limit: i64) -> Result<Vec<Claim>> {
    tx.all(sql!(
        list "SELECT q.id, a.id, a.name, a.handle, c.id, c.name, c.handle, q.created_at FROM claims q
         JOIN accounts a ON a.id = q.account JOIN accounts c ON c.id = q.claimant
         WHERE q.community = $1 AND q.state = 0 AND a.claimed = 0 AND a.removed_at IS NULL AND c.removed_at IS NULL
         ORDER BY q.id LIMIT $2",
        community, limit
    ))
    .await
}

/// The account that an open question is about, and who asks.
pub async fn question(tx: &Tx, community: Id, id: Id) -> Result<Option<(Id, Id)>> {
    tx.optional(sql!("SELECT account, claimant FROM claims WHERE id = $1 AND community = $2 AND state = 0", id, community)).await
}

pub async fn answer(tx: &Tx, deed: Deed, id: Id, account: Id, granted: bool) -> Result<()> {
    tx.run(sql!(
        "UPDATE claims SET state = $2, answered_at = $3, answered_by = $4 WHERE id = $1 AND state = 0",
        id,
        if granted { 1 } else { 2 },
        deed.now,
        deed.by
    ))
    .await?;
    record(tx, if granted { "claim_granted" } else { "claim_refused" }, account, deed).await
}

record! {
    /// A granted question in somebody's inbox.
    #[derive(Clone, Debug)]
    pub struct Granted {
        pub id: Id,
        pub name: String,
        pub handle: String,
        pub slug: String,
    }
}

/// Those of `ids` that were granted to somebody, in communities of which they may read these audiences.
pub async fn granted(tx: &Tx, claimant: Id, ids: &[Id], readable: &[Id]) -> Result<Vec<Granted>> {
    if ids.is_empty() || readable.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT q.id, a.name, a.handle, c.slug FROM claims q JOIN accounts a ON a.id = q.account
         JOIN communities c ON c.id = q.community JOIN audiences u ON u.community = c.id AND u.kind = 'community'
         WHERE q.id IN (#1) AND q.claimant = $2 AND q.state = 1 AND c.removed_at IS NULL AND u.id IN (#3)",
        ids,
        claimant,
        readable
    ))
    .await
}
