//! What features of groups, safety and ways in keep of somebody, as rows; and what they asked without a name, by its form.

use base::{Id, sql};

use super::Somebody;
use crate::writing::form;

impl Somebody {
    pub(super) async fn asks_unnamed(&self) {
        let community = self.guild.community;
        let allow = move |tx: base::Tx| async move {
            people::communities::store::bump(&tx, community).await?;
            tx.run(sql!("UPDATE communities SET unnamed = 1 WHERE id = $1", community)).await
        };
        self.guild.world.db().write(allow).await.unwrap();
        let asked = [("title", "Quagwords without a name"), ("source", "Quagwords of nobody."), ("kind", "question")];
        let asked = form(&[&asked[..], &[("unnamed", "yes"), ("once", "u")]].concat());
        let answer = self.client.post("/c/wood/new", &asked).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }

    pub(super) async fn meets_moderators(&self) {
        let (c, a, now) = (self.guild.community, self.id, self.guild.world.app.clock.now());
        let write = move |tx: base::Tx| async move {
            let (bob,): (Id,) = tx.one(sql!("SELECT id FROM accounts WHERE handle_key = 'bob' AND removed_at IS NULL")).await?;
            let (case,): (Id,) = tx
                .one(sql!(
                    "INSERT INTO cases (community, kind, object, author, cause, opened_at, waiting, decided_at, decided_by, appeal)
                     VALUES ($1, 'post', 2, $2, 'flagged', $3, 0, $3, $4, 'Quagwords of an appeal') RETURNING id",
                    c,
                    a,
                    now,
                    bob
                ))
                .await?;
            let (others,): (Id,) = tx
                .one(sql!(
                    "INSERT INTO cases (community, kind, object, author, cause, opened_at) VALUES ($1, 'post', 1, $2, 'flagged', $3) RETURNING id",
                    c,
                    bob,
                    now
                ))
                .await?;
            for statement in [
                sql!(
                    "INSERT INTO flags (case_id, account, reason, words, trusted, created_at) VALUES ($1, $2, 'spam', 'Quagwords of a flag', 0, $3)",
                    others,
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO sanctions (account, community, kind, reason, case_id, given_by, starts_at, ends_at) VALUES ($1, $2, 'silence', 'Enough', $3, $4, $5, $5)",
                    a,
                    c,
                    case,
                    bob,
                    now
                ),
                sql!("INSERT INTO blocks (account, other, level, created_at) VALUES ($1, $2, 'ignore', $3)", a, bob, now),
                sql!("INSERT INTO blocks (account, other, level, created_at) VALUES ($2, $1, 'ignore', $3)", a, bob, now),
            ] {
                tx.run(statement).await?;
            }
            Ok(())
        };
        self.guild.world.db().write(write).await.unwrap();
    }

    pub(super) async fn takes_part(&self) {
        let founded = form(&[("name", "Sharp edges"), ("goal", "Sharper"), ("once", "g")]);
        let answer = self.client.post("/c/wood/groups/new", &founded).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let (c, a, now) = (self.guild.community, self.id, self.guild.world.app.clock.now());
        let write = move |tx: base::Tx| async move {
            let (bob,): (Id,) = tx.one(sql!("SELECT id FROM accounts WHERE handle_key = 'bob' AND removed_at IS NULL")).await?;
            for statement in [
                sql!(
                    "INSERT INTO brought_invitations (community, account, made_by, created_at) VALUES ($1, $2, $3, $4)",
                    c,
                    a,
                    bob,
                    now
                ),
                sql!("INSERT INTO announcement_reads (thread, account, read_at) VALUES (1, $1, $2)", a, now),
                sql!(
                    "INSERT INTO founding_requests (account, about, why, who, language, created_at) VALUES ($1, 'Quagwords', 'Quagwords', 'Quagwords', 'en', $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO import_runs (account, once, export, slug, name, visibility, language, state, created_at, updated_at) VALUES ($1, 'i', 'x', 'x', 'Quagwords', 'public', 'en', 'done', $2, $2)",
                    a,
                    now
                ),
            ] {
                tx.run(statement).await?;
            }
            Ok(())
        };
        self.guild.world.db().write(write).await.unwrap();
    }

    pub(super) async fn has_ways_in(&self) {
        let (a, now) = (self.id, self.guild.world.app.clock.now());
        let write = move |tx: base::Tx| async move {
            for statement in [
                sql!(
                    "INSERT INTO email_changes (account, email, email_before, confirm_hash, stop_hash, created_at) VALUES ($1, 'new@quagmire.example', NULL, 'SECRET-3', 'SECRET-4', $2)",
                    a,
                    now
                ),
                sql!("INSERT INTO authenticators (account, secret, created_at) VALUES ($1, 'SECRET-5', $2)", a, now),
                sql!("INSERT INTO recovery_codes (account, selector, hash) VALUES ($1, 'SECRET-6', 'SECRET-7')", a),
                sql!(
                    "INSERT INTO waiting_sign_ins (token_hash, account, created_at, expires_at) VALUES ('SECRET-8', $1, $2, $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO mail_links (token_hash, account, created_at, expires_at) VALUES ('SECRET-9', $1, $2, $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO passkeys (account, credential, data, name, created_at) VALUES ($1, 'SECRET-10', 'SECRET-11', 'Quagwords of a key', $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO passkey_ceremonies (token_hash, account, state, expires_at) VALUES ('SECRET-12', $1, '', $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO identities (account, issuer, subject, label, created_at, used_at) VALUES ($1, 'https://id.example', 's', 'Quagwords', $2, $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO trips (state_hash, browser_hash, provider, nonce, verifier, destination, account, expires_at) VALUES ('SECRET-14', 'SECRET-15', 1, 'SECRET-16', 'SECRET-17', '/', $1, $2)",
                    a,
                    now
                ),
                sql!("INSERT INTO newcomer_forms (form, account, created_at) VALUES ('SECRET-13', $1, $2)", a, now),
            ] {
                tx.run(statement).await?;
            }
            Ok(())
        };
        self.guild.world.db().write(write).await.unwrap();
    }
}
