//! SQL of making two accounts one, as far as this crate keeps something of them.

use base::{Id, Result, Time, Tx, activity, record, sql};
use web::HandOver;

use crate::communities::{Deed, store as communities};
use crate::members::store as members;

record! {
    struct Row {
        id: Id,
        community: Id,
        here: bool,
        /// The other account's row there, and whether that is a member now; 0 for none.
        other: Id,
        other_here: bool,
    }
}

/// Memberships: a place that only one of them has goes over as it is; of two one is left, with the longer time.
pub async fn members(tx: &Tx, over: HandOver) -> Result<()> {
    let rows: Vec<Row> = tx
        .all(sql!(
            "SELECT m.id, m.community, CASE WHEN m.left_at IS NULL THEN 1 ELSE 0 END, COALESCE(o.id, 0),
               CASE WHEN o.id IS NOT NULL AND o.left_at IS NULL THEN 1 ELSE 0 END
             FROM members m /* who left, too */ LEFT JOIN members o ON o.community = m.community AND o.account = $2 WHERE m.account = $1",
            over.from,
            over.to
        ))
        .await?;
    for row in rows {
        if row.other == 0 {
            move_row(tx, over, &row).await?;
        } else {
            join_rows(tx, over, &row).await?;
        }
        communities::bump(tx, row.community).await?;
    }
    Ok(())
}

async fn move_row(tx: &Tx, over: HandOver, row: &Row) -> Result<()> {
    tx.run(sql!("UPDATE members SET account = $2 WHERE id = $1", row.id, over.to)).await?;
    tx.run(sql!("DELETE FROM facets WHERE account = $1 AND community = $2", over.to, row.community)).await?;
    tx.run(sql!("UPDATE facets SET account = $2 WHERE account = $1 AND community = $3", over.from, over.to, row.community))
        .await?;
    members::note(tx, "profile_changed", row.community, over.to, row.id, over.now).await
}

async fn join_rows(tx: &Tx, over: HandOver, row: &Row) -> Result<()> {
    let (joined, active, groups): (Time, Time, String) = tx
        .one(sql!("SELECT joined_at, active_at, brought_groups FROM members /* who left, too */ WHERE id = $1", row.id))
        .await?;
    tx.run(sql!("DELETE FROM members WHERE id = $1", row.id)).await?;
    tx.run(sql!(
        "UPDATE members SET joined_at = CASE WHEN joined_at > $2 THEN $2 ELSE joined_at END,
           active_at = CASE WHEN active_at < $3 THEN $3 ELSE active_at END,
           brought_groups = CASE WHEN brought_groups = '' THEN $4 ELSE brought_groups END,
           left_at = CASE WHEN CAST($5 AS BIGINT) = 1 THEN NULL ELSE left_at END WHERE id = $1",
        row.other,
        joined,
        active,
        groups,
        row.here
    ))
    .await?;
    if row.here && row.other_here {
        tx.run(sql!("UPDATE communities SET members = members - 1 WHERE id = $1", row.community)).await?;
    }
    // What they say of themselves stays; the search forgets the other row.
    for member in [row.id, row.other] {
        members::note(tx, "profile_changed", row.community, over.to, member, over.now).await?;
    }
    Ok(())
}

/// Roles and deputies. A chapter may have waited for its champion.
pub async fn roles(tx: &Tx, over: HandOver) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO grants (community, account, role, area, starts_at, ends_at, deputy)
         SELECT community, $2, role, area, starts_at, ends_at, deputy FROM grants WHERE account = $1
         ON CONFLICT (account, community, role, area) DO NOTHING",
        over.from,
        over.to
    ))
    .await?;
    tx.run(sql!("DELETE FROM grants WHERE account = $1", over.from)).await?;
    tx.run(sql!(
        scan "once in the life of an account",
        "UPDATE grants SET deputy = $2 WHERE deputy = $1",
        over.from, over.to
    ))
    .await
    .map(|_| ())
}

/// What lists call them, goals that they look after, files that an import brought.
pub async fn rest(tx: &Tx, over: HandOver) -> Result<()> {
    tx.run(sql!("UPDATE brought_people SET account = $2 WHERE account = $1", over.from, over.to)).await?;
    tx.run(sql!("UPDATE files SET account = $2 WHERE account = $1", over.from, over.to)).await?;
    tx.run(sql!("DELETE FROM facets WHERE account = $1", over.from)).await?;
    tx.run(sql!(
        scan "once in the life of an account",
        "UPDATE charter_goals SET owner = $2, rev = rev + 1 WHERE owner = $1",
        over.from, over.to
    ))
    .await
    .map(|_| ())
}

/// Ends the account that was taken over, and remembers where it went.
pub async fn end(tx: &Tx, deed: Deed, over: HandOver) -> Result<()> {
    tx.run(sql!("DELETE FROM sessions WHERE account = $1", over.from)).await?;
    tx.run(sql!(
        "UPDATE accounts SET removed_at = $3, removed_by = $2, removed_why = 'merged', merged_into = $2, email = NULL,
           email_key = NULL, password = NULL, rev = rev + 1 WHERE id = $1",
        over.from,
        over.to,
        over.now
    ))
    .await?;
    let entry =
        activity::Entry { payload: format!("{{\"from\":{}}}", over.from), ..deed.entry("accounts_merged", "account", over.to) };
    activity::record(tx, entry).await
}
