//! Members by the beginning of their name or handle, and by role.

use base::{Db, Id, Result, Time, Tx, sql};

use super::store::Member;
use crate::communities::Role;
use crate::folding::name_key;

/// As many people with a role are shown; they are few.
const WITH_ROLE: usize = 300;
/// As many are found by their handle beside those found by name.
const BY_HANDLE: i64 = 10;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted ",
            $rest
        )
    };
}

/// The first text behind all that begin with `prefix`.
fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// The beginning of a handle that is meant; handles have no accents.
fn handle_start(q: &str) -> String {
    name_key(q.trim().trim_start_matches('@'))
}

/// Members whose name begins with `q`, by name, behind the one with the handle `after`; on the first page those, too,
/// whose handle does.
pub async fn called(tx: &Tx, community: Id, q: &str, after: &str, limit: i64) -> Result<Vec<Member>> {
    let name = name_key(q);
    let last: Option<(String, Id)> = tx
        .optional(sql!(
            "SELECT name_key, id FROM accounts /* removed meanwhile, too */ WHERE handle_key = $1",
            handle_start(after)
        ))
        .await?;
    let (last_name, last_id) = last.unwrap_or_default();
    // `CROSS JOIN` tells SQLite to go by the names, which is the order.
    let mut found: Vec<Member> = tx
        .all(sql!(
            list columns!("FROM accounts a CROSS JOIN members m
             WHERE m.account = a.id AND m.community = $1 AND a.name_key >= $2 AND a.name_key < $3
               AND (a.name_key, a.id) > ($4, $5) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY a.name_key, a.id LIMIT $6"),
            community, &name, behind(&name), last_name, last_id, limit
        ))
        .await?;
    if after.is_empty() {
        let handle = handle_start(q);
        let by_handle: Vec<Member> = tx
            .all(sql!(
                list columns!("FROM accounts a CROSS JOIN members m
                 WHERE m.account = a.id AND m.community = $1 AND a.handle_key >= $2 AND a.handle_key < $3
                   AND m.left_at IS NULL AND a.removed_at IS NULL
                 ORDER BY a.handle_key LIMIT $4"),
                community, &handle, behind(&handle), BY_HANDLE
            ))
            .await?;
        // Who is found by name stands among the names, perhaps on a later page.
        let others = by_handle.into_iter().filter(|member| name.is_empty() || !name_key(&member.name).starts_with(&name));
        found.splice(0..0, others);
    }
    Ok(found)
}

/// Members who have a role now, the lately active first; narrowed by the beginning of name or handle.
pub async fn with_role(tx: &Tx, community: Id, role: Role, q: &str, now: Time) -> Result<Vec<Member>> {
    let mut found: Vec<Member> = tx
        .all(sql!(
            "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted
             FROM grants g JOIN members m ON m.account = g.account AND m.community = g.community
             JOIN accounts a ON a.id = g.account
             WHERE g.community = $1 AND g.role = $2 AND g.starts_at <= $3 AND (g.ends_at IS NULL OR g.ends_at > $3)
               AND m.left_at IS NULL AND a.removed_at IS NULL",
            community,
            role,
            now
        ))
        .await?;
    let (name, handle) = (name_key(q), handle_start(q));
    found.retain(|member| name_key(&member.name).starts_with(&name) || handle_start(&member.handle).starts_with(&handle));
    found.sort_by_key(|member| (std::cmp::Reverse(member.active_at), member.id));
    // A steward of two areas is one person.
    found.dedup_by_key(|member| member.id);
    found.truncate(WITH_ROLE);
    Ok(found)
}

/// Folds names that were written before there was a key for them; once, when the program starts.
pub async fn fold_names(db: &Db) {
    if let Err(error) = fold_all(db).await {
        tracing::error!(%error, "names are not folded; some members are not found by name");
    }
}

async fn fold_all(db: &Db) -> Result<()> {
    let mut after = 0;
    loop {
        let names: Vec<(Id, String)> = db
            .all(sql!(
                list "SELECT id, name FROM accounts /* removed ones, too */ WHERE name_key = '' AND id > $1 ORDER BY id LIMIT 500",
                after
            ))
            .await?;
        let Some((last, _)) = names.last() else { return Ok(()) };
        after = *last;
        let set = move |tx: Tx| async move {
            for (id, name) in names {
                tx.run(sql!("UPDATE accounts SET name_key = $2 WHERE id = $1", id, name_key(&name))).await?;
            }
            Ok(())
        };
        db.write(set).await?;
    }
}
