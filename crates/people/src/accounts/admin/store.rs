//! SQL of accounts as administrators see them.

use base::{Id, Result, Time, Tx, record, sql};

use crate::folding::{behind, name_key};

record! {
    /// An account in the list, or on its page.
    #[derive(Clone, Debug)]
    pub struct Account {
        pub id: Id,
        pub handle: String,
        pub name: String,
        pub email: Option<String>,
        pub created_at: Time,
        /// Whether anybody ever signed in to it.
        pub claimed: bool,
        pub admin: bool,
        /// When it will be deleted.
        pub leaves_at: Option<Time>,
        /// When a browser that is signed in was last seen.
        pub seen_at: Option<Time>,
        /// Whether it is out of the site.
        pub out: bool,
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.handle, a.name, a.email, a.created_at, a.claimed, a.admin, a.leaves_at,
               (SELECT MAX(s.used_at) FROM sessions s WHERE s.account = a.id AND s.epoch = a.epoch),
               CASE WHEN EXISTS (SELECT 1 FROM sanctions x WHERE x.account = a.id AND x.community = 0 AND x.kind = 'suspend'
                 AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $1)) THEN 1 ELSE 0 END
             FROM accounts a WHERE a.removed_at IS NULL AND a.system = 0 AND ",
            $rest
        )
    };
}

/// Accounts whose name begins so, by name, behind one of them.
pub async fn beginning(tx: &Tx, q: &str, after: Id, limit: i64, now: Time) -> Result<Vec<Account>> {
    let last: Option<(String, Id)> =
        tx.optional(sql!("SELECT name_key, id FROM accounts /* removed or not */ WHERE id = $1", after)).await?;
    let (last_name, last_id) = last.unwrap_or_default();
    let name = name_key(q);
    tx.all(sql!(
        list columns!("a.name_key >= $2 AND a.name_key < $3 AND (a.name_key, a.id) > ($4, $5) ORDER BY a.name_key, a.id LIMIT $6"),
        now, &name, behind(&name), last_name, last_id, limit
    ))
    .await
}

pub async fn one(tx: &Tx, id: Id, now: Time) -> Result<Option<Account>> {
    tx.optional(sql!(list columns!("a.id = $2"), now, id)).await
}

/// Slug, name and number of communities that somebody is in.
pub async fn communities(tx: &Tx, account: Id) -> Result<Vec<(String, String)>> {
    tx.all(sql!(
        "SELECT c.slug, c.name FROM members m JOIN communities c ON c.id = m.community
         WHERE m.account = $1 AND m.left_at IS NULL AND c.removed_at IS NULL ORDER BY c.name LIMIT 100",
        account
    ))
    .await
}

/// Makes somebody an administrator, or no longer; `false` when nothing changed, or the last one would go.
pub async fn set_admin(tx: &Tx, account: Id, admin: bool) -> Result<bool> {
    let changed = tx
        .run(sql!(
            scan "an administrator does it, and administrators are few",
            "UPDATE accounts SET admin = $2, rev = rev + 1 WHERE id = $1 AND admin <> $2 AND removed_at IS NULL AND system = 0
               AND ($2 = 1 OR EXISTS (SELECT 1 FROM accounts o WHERE o.admin = 1 AND o.id <> $1 AND o.removed_at IS NULL))",
            account,
            admin
        ))
        .await?;
    Ok(changed > 0)
}
