//! SQL of the outbox.

use base::{Id, Result, Time, Tx, codes, record, sql};

use super::NewMail;
use super::smtp::Trouble;

codes! {
    /// What became of a message.
    pub enum State { Waiting = "waiting", Sent = "sent", Failed = "failed" }
}

record! {
    /// A message as a list shows it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub recipient: String,
        pub subject: String,
        pub state: State,
        pub attempts: i64,
        pub created_at: Time,
    }
}

record! {
    /// A message, whole.
    #[derive(Clone, Debug)]
    pub struct Mail {
        pub id: Id,
        pub recipient: String,
        pub subject: String,
        pub body: String,
        pub state: State,
        pub attempts: i64,
        pub next_at: Option<Time>,
        pub good_until: Option<Time>,
        pub failed_step: String,
        pub last_error: String,
        pub created_at: Time,
        pub sent_at: Option<Time>,
    }
}

record! {
    /// A message that this node may send now. `attempts` is the token: who took it later has a higher one.
    #[derive(Clone, Debug)]
    pub struct Claimed {
        pub id: Id,
        pub recipient: String,
        pub subject: String,
        pub body: String,
        pub attempts: i64,
        pub good_until: Option<Time>,
        pub created_at: Time,
    }
}

pub async fn insert(tx: &Tx, mail: &NewMail, now: Time) -> Result<()> {
    let due = (!mail.recipient.starts_with('@')).then_some(now);
    tx.run(sql!(
        "INSERT INTO mails (account, recipient, subject, body, reason, state, next_at, good_until, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (reason, recipient) DO NOTHING",
        mail.account,
        &mail.recipient,
        &mail.subject,
        &mail.text,
        &mail.reason,
        State::Waiting,
        due,
        mail.good_until,
        now
    ))
    .await
    .map(|_| ())
}

/// What is due, oldest first.
pub async fn due(tx: &Tx, now: Time, limit: i64) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            list "SELECT id FROM mails WHERE state = 'waiting' AND next_at <= $1 ORDER BY next_at, id LIMIT $2",
            now, limit
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Takes what is still due of `ids`, until `lease`: then another node may try.
pub async fn claim(tx: &Tx, ids: &[Id], now: Time, lease: Time) -> Result<Vec<Claimed>> {
    tx.all(sql!(
        "UPDATE mails SET attempts = attempts + 1, next_at = $3, failed_step = ''
         WHERE id IN (#1) AND state = 'waiting' AND next_at <= $2
         RETURNING id, recipient, subject, body, attempts, good_until, created_at",
        ids,
        now,
        lease
    ))
    .await
}

pub async fn sent(tx: &Tx, claimed: &Claimed, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE mails SET state = 'sent', sent_at = $3, next_at = NULL, failed_step = '', last_error = ''
         WHERE id = $1 AND attempts = $2",
        claimed.id,
        claimed.attempts,
        now
    ))
    .await
    .map(|_| ())
}

/// It did not work: tried again at `next`, or never.
pub async fn failed(tx: &Tx, claimed: &Claimed, trouble: &Trouble, next: Option<Time>) -> Result<()> {
    tx.run(sql!(
        "UPDATE mails SET state = $3, next_at = $4, failed_step = $5, last_error = $6 WHERE id = $1 AND attempts = $2",
        claimed.id,
        claimed.attempts,
        if next.is_some() { State::Waiting } else { State::Failed },
        next,
        trouble.step,
        &trouble.told
    ))
    .await
    .map(|_| ())
}

/// A page of the outbox, newest first. `after` are the sort keys of the last message shown.
pub async fn page(tx: &Tx, after: Option<&[i64]>, limit: i64) -> Result<Vec<Listed>> {
    let [at, id] = after.and_then(|keys| keys.try_into().ok()).unwrap_or([i64::MAX, i64::MAX]);
    tx.all(sql!(
        list "SELECT id, recipient, subject, state, attempts, created_at FROM mails
              WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3",
        at, id, limit
    ))
    .await
}

pub async fn mail(tx: &Tx, id: Id) -> Result<Option<Mail>> {
    tx.optional(sql!(
        "SELECT id, recipient, subject, body, state, attempts, next_at, good_until, failed_step, last_error, created_at, sent_at
         FROM mails WHERE id = $1",
        id
    ))
    .await
}

/// Makes a message due, as if it had never been tried. One that was sent stays so.
pub async fn again(tx: &Tx, id: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE mails SET state = 'waiting', attempts = 0, next_at = $2
         WHERE id = $1 AND state <> 'sent' AND recipient NOT LIKE '@%'",
        id,
        now
    ))
    .await
    .map(|_| ())
}

/// Makes everything due that waits for its next try: the server was changed. What is being sent just now has no failed
/// step and is left alone.
pub async fn hurry(tx: &Tx, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE mails SET next_at = $1 WHERE state = 'waiting' AND next_at > $1 AND failed_step <> ''", now))
        .await
        .map(|_| ())
}

pub async fn forget(tx: &Tx, id: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM mails WHERE id = $1", id)).await.map(|_| ())
}

/// Forgets what is older than `before`, whatever became of it.
pub async fn purge(tx: &Tx, before: Time) -> Result<u64> {
    tx.run(sql!("DELETE FROM mails WHERE created_at < $1", before)).await
}

/// Where somebody gets mail.
pub async fn address_of(tx: &Tx, account: Id) -> Result<Option<String>> {
    let found: Option<(Option<String>,)> =
        tx.optional(sql!("SELECT email FROM accounts WHERE id = $1 AND removed_at IS NULL", account)).await?;
    Ok(found.and_then(|(email,)| email))
}
