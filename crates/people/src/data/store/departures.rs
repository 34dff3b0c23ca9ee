//! SQL of deletions: who asked for one, when it is due, how far it is.

use base::{Id, Result, Time, Tx, activity, record, sql};

use crate::communities::Deed;

record! {
    /// A deletion that was asked for and not done.
    #[derive(Clone, Debug)]
    pub struct Departure {
        pub account: Id,
        pub asked_by: Option<Id>,
        pub due_at: Time,
        pub removes: bool,
        pub why: String,
    }
}

impl Departure {
    /// Whether whoever goes asked for it: then they may take it back.
    pub fn is_own(&self) -> bool {
        self.asked_by == Some(self.account)
    }
}

/// A deletion to be.
#[derive(Clone, Debug)]
pub struct NewDeparture {
    pub account: Id,
    pub asked_by: Option<Id>,
    pub due_at: Time,
    pub removes: bool,
    pub why: String,
    pub called: String,
}

pub async fn of(tx: &Tx, account: Id) -> Result<Option<Departure>> {
    tx.optional(sql!(
        "SELECT account, asked_by, due_at, removes, why FROM departures WHERE account = $1 AND done_at IS NULL",
        account
    ))
    .await
}

/// Asks for a deletion; one that was asked for already stays as it is, unless it is to be sooner now. Whether it counts.
pub async fn ask(tx: &Tx, new: &NewDeparture, now: Time) -> Result<bool> {
    let made = tx
        .run(sql!(
            "INSERT INTO departures (account, asked_by, asked_at, due_at, why, removes, called) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (account) DO UPDATE SET asked_by = excluded.asked_by, due_at = excluded.due_at, why = excluded.why,
               removes = excluded.removes, held_until = 0
             WHERE departures.done_at IS NULL AND departures.step = '' AND departures.due_at > excluded.due_at",
            new.account,
            new.asked_by,
            now,
            new.due_at,
            &new.why,
            new.removes,
            &new.called
        ))
        .await?;
    if made == 0 {
        return Ok(false);
    }
    tx.run(sql!("UPDATE accounts SET leaves_at = $2, rev = rev + 1 WHERE id = $1", new.account, new.due_at)).await?;
    note(tx, "deletion_asked", new.account, new.asked_by, now).await?;
    Ok(true)
}

/// Takes a deletion back that has not begun; `false` when there is none.
pub async fn keep(tx: &Tx, account: Id, by: Option<Id>, now: Time) -> Result<bool> {
    if tx.run(sql!("DELETE FROM departures WHERE account = $1 AND step = '' AND done_at IS NULL", account)).await? == 0 {
        return Ok(false);
    }
    tx.run(sql!("UPDATE accounts SET leaves_at = NULL, rev = rev + 1 WHERE id = $1", account)).await?;
    note(tx, "deletion_taken_back", account, by, now).await?;
    Ok(true)
}

/// An entry of the log about an account; `by` is nobody for what the program does in time.
pub async fn note(tx: &Tx, verb: &'static str, account: Id, by: Option<Id>, now: Time) -> Result<()> {
    let deed = Deed { community: Deed::SITE, by: by.unwrap_or(account), now };
    activity::record(tx, activity::Entry { actor: by, ..deed.entry(verb, "account", account) }).await
}

record! {
    /// A deletion that waits, as administrators see it.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub handle: String,
        pub name: String,
        pub due_at: Time,
        pub why: String,
        /// Whether they asked for it themselves.
        pub own: bool,
    }
}

/// Deletions that wait, the next one first.
pub async fn waiting(tx: &Tx) -> Result<Vec<Listed>> {
    tx.all(sql!(
        list "SELECT a.handle, a.name, d.due_at, d.why, CASE WHEN d.asked_by = d.account THEN 1 ELSE 0 END
              FROM departures d JOIN accounts a ON a.id = d.account WHERE d.done_at IS NULL ORDER BY d.due_at, d.account LIMIT 200"
    ))
    .await
}

/// Holds a deletion until the commit; `false` when it was taken back or done.
pub async fn hold(tx: &Tx, account: Id) -> Result<bool> {
    Ok(tx.run(sql!("UPDATE departures SET place = place WHERE account = $1 AND done_at IS NULL", account)).await? > 0)
}

record! {
    /// A deletion that is due.
    #[derive(Clone, Debug)]
    pub struct Due {
        pub account: Id,
        pub removes: bool,
        pub called: String,
        pub step: String,
        pub place: i64,
    }
}

/// Takes a deletion that is due and that nobody does.
pub async fn claim(tx: &Tx, now: Time, until: Time) -> Result<Option<Due>> {
    tx.optional(sql!(
        "UPDATE departures SET held_until = $2 WHERE account = (SELECT account FROM departures WHERE done_at IS NULL AND due_at <= $1
           AND held_until <= $1 ORDER BY due_at, account LIMIT 1) AND held_until <= $1
         RETURNING account, removes, called, step, place",
        now,
        until
    ))
    .await
}

/// Notes how far a deletion is, in the transaction that did it.
pub async fn advance(tx: &Tx, account: Id, step: &str, place: i64, until: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE departures SET step = $2, place = $3, held_until = $4 WHERE account = $1 AND done_at IS NULL",
        account,
        step,
        place,
        until
    ))
    .await
    .map(|_| ())
}

pub async fn done(tx: &Tx, account: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE departures SET done_at = $2 WHERE account = $1", account, now)).await?;
    note(tx, "account_deleted", account, None, now).await
}

/// Communities that somebody leads alone, though others are in it: slug and name. Whose term ends does not count.
pub async fn leads_alone(tx: &Tx, account: Id, now: Time) -> Result<Vec<(String, String)>> {
    tx.all(sql!(
        "SELECT c.slug, c.name FROM grants g JOIN communities c ON c.id = g.community
         WHERE g.account = $1 AND g.role = 'champion' AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2)
           AND c.removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM grants o WHERE o.community = g.community AND o.role = 'champion' AND o.ends_at IS NULL
             AND o.account <> $1)
           AND EXISTS (SELECT 1 FROM members m WHERE m.community = g.community AND m.left_at IS NULL AND m.account <> $1)
         ORDER BY c.name, c.id LIMIT 50",
        account,
        now
    ))
    .await
}

/// Whether the site has no other administrator.
pub async fn is_last_admin(tx: &Tx, account: Id) -> Result<bool> {
    let admins: Vec<(Id,)> = tx
        .all(sql!(
            scan "seldom, and by whoever administers",
            "SELECT id FROM accounts WHERE admin = 1 AND removed_at IS NULL AND leaves_at IS NULL LIMIT 2"
        ))
        .await?;
    Ok(admins == [(account,)])
}
