//! SQL of the steps of a deletion, for the tables of this crate.

use base::{Id, Result, Time, Tx, sql};
use web::personal::Leaver;

use crate::accounts::store::{key, name_key, spend_handle};
use crate::communities::store as communities;
use crate::members::store as members;

/// Rows of one table that go in one transaction.
pub const BATCH: i64 = 500;

/// The account names nobody any more, and nobody can come in by it.
pub async fn account(tx: &Tx, leaver: &Leaver) -> Result<()> {
    let known: Option<(String, Option<String>)> =
        tx.optional(sql!("SELECT handle, email FROM accounts WHERE id = $1 AND removed_at IS NULL", leaver.account)).await?;
    let Some((handle, email)) = known else { return Ok(()) };
    spend_handle(tx, &handle).await?;
    // What waits for them in the outbox, also where nobody noted whose it is.
    for recipient in [Some(format!("@{handle}")), email].into_iter().flatten() {
        tx.run(sql!(scan "mail is kept for 30 days", "DELETE FROM mails WHERE recipient = $1", recipient)).await?;
    }
    // No handle of anybody has a dot.
    let nobody = format!("left.{}", leaver.account);
    tx.run(sql!(
        "UPDATE accounts SET handle = $2, handle_key = $3, name = $4, name_key = $5, email = NULL, email_key = NULL, password = NULL,
           admin = 0, claimed = 1, headline = '', place = '', website = '', about = '', about_html = '', zone = '', languages = '',
           organisation = '', minutes = NULL, passkey_user = NULL, email_proved_at = NULL, leaves_at = NULL, removed_at = $6, removed_by = NULL, removed_why = 'left', rev = rev + 1
         WHERE id = $1",
        leaver.account,
        &nobody,
        key(&nobody),
        &leaver.called,
        name_key(&leaver.called),
        leaver.now
    ))
    .await?;
    for statement in [
        sql!("DELETE FROM sessions WHERE account = $1", leaver.account),
        sql!("DELETE FROM sign_in_links WHERE account = $1", leaver.account),
        sql!("DELETE FROM reset_links WHERE account = $1", leaver.account),
        sql!(scan "links are few", "DELETE FROM claim_links WHERE account = $1 OR made_by = $1", leaver.account),
        sql!("DELETE FROM facets WHERE account = $1", leaver.account),
        sql!("DELETE FROM mail_links WHERE account = $1", leaver.account),
        sql!("DELETE FROM email_changes WHERE account = $1", leaver.account),
        sql!("DELETE FROM authenticators WHERE account = $1", leaver.account),
        sql!("DELETE FROM recovery_codes WHERE account = $1", leaver.account),
        sql!("DELETE FROM waiting_sign_ins WHERE account = $1", leaver.account),
        sql!("DELETE FROM passkeys WHERE account = $1", leaver.account),
        sql!(scan "ceremonies last minutes", "DELETE FROM passkey_ceremonies WHERE account = $1", leaver.account),
        sql!("DELETE FROM identities WHERE account = $1", leaver.account),
        sql!(scan "trips last minutes", "DELETE FROM trips WHERE account = $1", leaver.account),
        sql!(scan "forms last minutes", "DELETE FROM newcomer_forms WHERE account = $1", leaver.account),
    ] {
        tx.run(statement).await?;
    }
    Ok(())
}

/// Ends memberships and roles, some at once; whether there may be more.
pub async fn memberships(tx: &Tx, account: Id, now: Time) -> Result<bool> {
    tx.run(sql!(scan "roles are few", "UPDATE grants SET deputy = 0 WHERE deputy = $1", account)).await?;
    let found: Vec<(Id, Id)> =
        tx.all(sql!("SELECT id, community FROM members WHERE account = $1 ORDER BY community LIMIT 20", account)).await?;
    for (id, community) in &found {
        communities::bump(tx, *community).await?;
        members::leave(tx, *community, account, now).await?;
        tx.run(sql!("DELETE FROM members WHERE id = $1", *id)).await?;
    }
    tx.run(sql!("DELETE FROM grants WHERE account = $1", account)).await?;
    Ok(!found.is_empty())
}

/// What is theirs alone goes, some at once; whether there may be more.
pub async fn own(tx: &Tx, account: Id) -> Result<bool> {
    let mut gone = 0;
    for statement in [
        sql!("DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE account = $1 LIMIT $2)", account, BATCH),
        sql!("DELETE FROM drafts WHERE id IN (SELECT id FROM drafts WHERE account = $1 LIMIT $2)", account, BATCH),
        sql!("DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE account = $1 LIMIT $2)", account, BATCH),
        sql!("DELETE FROM data_copies WHERE account = $1", account),
        sql!(scan "invitations are few", "DELETE FROM brought_invitations WHERE account = $1", account),
        sql!("DELETE FROM blocks WHERE account = $1", account),
        sql!("DELETE FROM blocks WHERE other = $1", account),
        sql!("DELETE FROM join_requests WHERE account = $1", account),
        sql!(scan "claims are few", "DELETE FROM claims WHERE account = $1 OR claimant = $1", account),
        sql!(scan "lists are few", "DELETE FROM brought_lists WHERE account = $1", account),
        sql!("DELETE FROM brought_people WHERE account = $1", account),
        sql!(scan "a row for each member", "DELETE FROM charter_readers WHERE account = $1", account),
    ] {
        gone += tx.run(statement).await?;
    }
    Ok(gone > 0)
}

/// What is the community's, too, lets go of them.
pub async fn shared(tx: &Tx, leaver: &Leaver) -> Result<()> {
    let (account, now) = (leaver.account, leaver.now);
    tx.run(sql!(
        scan "invitations are few",
        "UPDATE invitations SET name = '', ended_at = COALESCE(ended_at, $2) WHERE invited_by = $1",
        account,
        now
    ))
    .await?;
    tx.run(sql!(scan "goals are few", "UPDATE charter_goals SET owner = 0, rev = rev + 1 WHERE owner = $1", account)).await?;
    tx.run(sql!(
        "UPDATE groups SET people = people - 1, rev = rev + 1
         WHERE id IN (SELECT group_id FROM group_members WHERE account = $1 AND state = 'in')",
        account
    ))
    .await?;
    tx.run(sql!("DELETE FROM group_members WHERE account = $1", account)).await?;
    tx.run(sql!("UPDATE flags SET words = '' WHERE account = $1", account)).await?;
    tx.run(sql!(
        "UPDATE cases SET appeal = '' WHERE author IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $1)",
        account
    ))
    .await?;
    if !leaver.removes {
        return Ok(());
    }
    tx.run(sql!(scan "a few rows for each proposal", "UPDATE charter_stances SET why = '' WHERE account = $1", account)).await?;
    tx.run(sql!("DELETE FROM charter_comments WHERE author = $1", account)).await?;
    // What was taken up is the charter's; other proposals go.
    tx.run(sql!(
        "UPDATE charter_proposals SET title = '', why = '', purpose = '', in_scope = '', out_of_scope = '', norms = '', rhythm = '',
           removed_at = COALESCE(removed_at, $2), removed_by = COALESCE(removed_by, $1) WHERE author = $1 AND result = 0",
        account,
        now
    ))
    .await
    .map(|_| ())
}

/// Files that nothing uses; their bytes go with the next sweep.
pub async fn files(tx: &Tx, account: Id) -> Result<bool> {
    let gone = tx
        .run(sql!(
            "DELETE FROM files WHERE id IN (SELECT f.id FROM files f WHERE f.account = $1
               AND NOT EXISTS (SELECT 1 FROM file_uses u WHERE u.file = f.id) LIMIT $2)",
            account,
            BATCH
        ))
        .await?;
    Ok(gone > 0)
}
