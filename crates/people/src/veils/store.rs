//! SQL of veils.

use base::{Id, Random, Result, Time, Tx, record, sql};

use crate::accounts::store::{self as accounts, NewAccount};

record! {
    /// That a moderator looked behind a veil.
    #[derive(Clone, Debug)]
    pub struct Lifted {
        pub handle: String,
        pub name: String,
        pub at: Time,
        pub by: String,
        pub why: String,
    }
}

/// What a veil's handle begins with.
pub const FIRST_WORD: &str = "somebody-";

/// Letters of a veil's handle behind its first word.
const LETTERS: usize = 10;

/// A handle that says nothing and that nobody has.
pub fn handle(random: &Random) -> String {
    let letters = random.token().chars().filter(char::is_ascii_alphanumeric).take(LETTERS).collect::<String>();
    format!("{FIRST_WORD}{}", letters.to_lowercase())
}

/// Makes a veil for `account`, called `name`.
pub async fn make(tx: &Tx, account: Id, handle: &str, name: &str, now: Time) -> Result<Id> {
    let new = NewAccount {
        handle: handle.into(),
        name: name.into(),
        system: true,
        // The day tells less than the second in which somebody was seen here.
        created_at: now.0 - now.0 % Time::DAY,
        ..NewAccount::default()
    };
    let veil = accounts::create(tx, &new).await?;
    tx.run(sql!("INSERT INTO veils (veil, account, created_at) VALUES ($1, $2, $3)", veil, account, now)).await?;
    Ok(veil)
}

/// The veils of somebody.
pub async fn own(tx: &Tx, account: Id) -> Result<Vec<Id>> {
    let veils: Vec<(Id,)> = tx.all(sql!("SELECT veil FROM veils WHERE account = $1", account)).await?;
    Ok(veils.into_iter().map(|(veil,)| veil).collect())
}

/// Nobody knows any more for whom the veils of somebody stood.
pub async fn forget(tx: &Tx, account: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM veils WHERE account = $1", account)).await.map(|_| ())
}

/// Who stands behind an author: for telling them something, never for showing.
pub async fn behind(tx: &Tx, author: Id) -> Result<Id> {
    let found: Option<(Id,)> = tx.optional(sql!("SELECT account FROM veils WHERE veil = $1", author)).await?;
    Ok(found.map_or(author, |(account,)| account))
}

/// Whom a moderator may keep from writing for what `author` wrote: nobody as long as nobody looked behind their veil.
pub async fn known(tx: &Tx, author: Id) -> Result<Option<Id>> {
    let veil: Option<(Id, Option<Time>)> =
        tx.optional(sql!("SELECT account, lifted_at FROM veils WHERE veil = $1", author)).await?;
    Ok(match veil {
        None => Some(author),
        Some((account, lifted)) => lifted.map(|_| account),
    })
}

/// Whether an author of this handle is a veil.
pub async fn is_veil(tx: &Tx, handle: &str) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT v.veil FROM accounts a JOIN veils v ON v.veil = a.id WHERE a.handle_key = $1 AND a.removed_at IS NULL",
            accounts::key(handle)
        ))
        .await?;
    Ok(found.is_some())
}

/// Whether an author is a veil, and who looked behind it, for who moderates.
pub async fn lifted(tx: &Tx, author: Id) -> Result<Option<Option<Lifted>>> {
    let veil: Option<(Option<Time>,)> = tx.optional(sql!("SELECT lifted_at FROM veils WHERE veil = $1", author)).await?;
    match veil {
        None => Ok(None),
        Some((None,)) => Ok(Some(None)),
        Some((Some(_),)) => {
            let lifted = tx.optional(sql!(
                "SELECT a.handle, a.name, v.lifted_at, b.name, v.lifted_why FROM veils v JOIN accounts a ON a.id = v.account
                 JOIN accounts b ON b.id = v.lifted_by WHERE v.veil = $1",
                author
            ));
            Ok(Some(lifted.await?))
        }
    }
}

/// Notes that somebody looks behind a veil; whose it is. Nothing when it was lifted before, or is none.
pub async fn lift(tx: &Tx, veil: Id, by: Id, why: &str, now: Time) -> Result<Option<Id>> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "UPDATE veils SET lifted_at = $2, lifted_by = $3, lifted_why = $4
             WHERE veil = $1 AND lifted_at IS NULL RETURNING account",
            veil,
            now,
            by,
            why
        ))
        .await?;
    Ok(found.map(|(account,)| account))
}

record! {
    /// A veil of somebody that was lifted, for their inbox.
    #[derive(Clone, Debug)]
    pub struct Told {
        pub veil: Id,
        pub why: String,
        /// The name of who looked.
        pub by: String,
        pub thread: Id,
        pub title: String,
        pub slug: String,
        pub community: String,
    }
}

/// What was lifted of somebody, among `veils`.
pub async fn told(tx: &Tx, account: Id, veils: &[Id]) -> Result<Vec<Told>> {
    if veils.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT v.veil, v.lifted_why, COALESCE(b.name, ''), t.id, t.title, t.slug, c.slug FROM veils v JOIN threads t ON t.author = v.veil
         JOIN communities c ON c.id = t.community
         LEFT JOIN accounts b ON b.id = v.lifted_by WHERE v.veil IN (#2) AND v.account = $1 AND t.removed_at IS NULL AND c.removed_at IS NULL",
        account,
        veils
    ))
    .await
}
