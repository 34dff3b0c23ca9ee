//! Somebody who did everything here once, for the tests of copies and deletions.

mod safety;

use base::{Id, Time, sql};
use people::accounts::store::Sketch;
use people::communities::Role;
use people::data;
use testkit::{Client, World};

use crate::writing::{Guild, form};

/// Somebody who did everything here once. Every text of theirs says Quagwords, and so do name and address.
pub struct Somebody {
    pub guild: Guild,
    pub id: Id,
    pub client: Client,
}

impl Somebody {
    pub async fn settled(world: World) -> Somebody {
        let guild = Guild::new(world).await;
        let world = &guild.world;
        let id = world.account("zebulon", false).await;
        world.join(guild.community, id, Some(Role::Steward)).await;
        let client = world.signed_in(id).await;
        profile(world, id).await;
        // Bob's question, with a poll, which somebody else answers, too.
        let asked = form(&[
            ("title", "Why do my chisels chip?"),
            ("source", "They do."),
            ("kind", "question"),
            ("poll", "Often\nSeldom"),
        ]);
        assert_eq!(guild.bob.post("/c/wood/new", &asked).await.status, 303);
        let answer = guild.reply(&client, 1, "Quagwords of an answer.").await;
        assert_eq!(guild.bob.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await.status, 303);
        assert_eq!(guild.ada.post(&format!("/c/wood/posts/{answer}/vote"), "value=1").await.status, 303);
        let bobs = guild.reply(&guild.bob, 1, "I found it out.").await;
        let comment = form(&[("source", "Quagwords of a comment."), ("once", "c")]);
        assert_eq!(client.post(&format!("/c/wood/posts/{bobs}/comment"), &comment).await.status, 303);
        for (path, body) in [
            (format!("posts/{bobs}/vote"), "value=1".into()),
            (format!("posts/{bobs}/react"), form(&[("emoji", "👍")])),
            ("threads/1/me-too".into(), "value=1".into()),
            ("threads/1/poll".into(), "option=1".into()),
        ] {
            let done = client.post(&format!("/c/wood/{path}"), &body).await;
            assert_eq!(done.status, 303, "{path}: {}", done.body);
        }
        // A thread of their own in which others write, and one in which nobody does.
        for title in ["Quagwords that others answer", "Quagwords that nobody answers"] {
            let own = form(&[
                ("title", title),
                ("source", "Quagwords of a beginning."),
                ("kind", "question"),
                ("tags", "steel"),
                ("once", title),
            ]);
            assert_eq!(client.post("/c/wood/new", &own).await.status, 303);
        }
        guild.reply(&guild.ada, 2, "An answer to somebody.").await;
        let commented = guild.reply(&client, 2, "Quagwords that others comment on.").await;
        let comment = form(&[("source", "A comment of Ada's."), ("once", "d")]);
        assert_eq!(guild.ada.post(&format!("/c/wood/posts/{commented}/comment"), &comment).await.status, 303);
        world.app.clock.advance(10 * Time::MINUTE);
        let (rev,): (i64,) =
            world.db().one(sql!("SELECT rev FROM posts /* removed or not */ WHERE id = $1", answer)).await.unwrap();
        let edited = form(&[("source", "Quagwords of an answer, edited."), ("rev", &rev.to_string())]);
        assert_eq!(client.post(&format!("/c/wood/posts/{answer}/edit"), &edited).await.status, 303);
        let somebody = Somebody { id, client, guild };
        somebody.brings_files(answer).await;
        somebody.asks_unnamed().await;
        somebody.leaves_rare_traces(answer).await;
        somebody.takes_part().await;
        somebody.meets_moderators().await;
        somebody.has_ways_in().await;
        somebody.guild.sound().await;
        somebody
    }

    /// One file that stands in an answer, one that nothing uses.
    async fn brings_files(&self, answer: Id) {
        let (community, account, now) = (self.guild.community, self.id, self.guild.world.app.clock.now());
        for (name, text) in [("notes.txt", "Quagwords of a file"), ("loose.txt", "loose")] {
            let path = format!("/c/wood/files?name={name}");
            assert_eq!(self.client.send(&path, "application/octet-stream", text.as_bytes().to_vec()).await.status, 200);
        }
        let attach = move |tx: base::Tx| async move {
            let audience = people::communities::store::audience(&tx, community).await?;
            let target = people::files::Target { audience, kind: "post", object: answer };
            people::files::attach(&tx, account, target, &[1], now).await
        };
        self.guild.world.db().write(attach).await.unwrap();
    }

    /// What takes many pages to do, as rows.
    async fn leaves_rare_traces(&self, answer: Id) {
        let (c, a, now) = (self.guild.community, self.id, self.guild.world.app.clock.now());
        let write = move |tx: base::Tx| async move {
            let (bob,): (Id,) = tx.one(sql!("SELECT id FROM accounts WHERE handle_key = 'bob' AND removed_at IS NULL")).await?;
            let (champion, quag) = (bob, "Quagwords");
            for statement in [
                sql!("INSERT INTO bookmarks (account, thread, created_at) VALUES ($1, 1, $2)", a, now),
                sql!(
                    "INSERT INTO follows (account, thread, level, created_at) VALUES ($1, 1, 'all', $2) ON CONFLICT (account, thread) DO NOTHING",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO reads (account, thread, at, post) VALUES ($1, 1, $2, 1) ON CONFLICT (account, thread) DO NOTHING",
                    a,
                    now
                ),
                sql!("INSERT INTO mentions (post, account) VALUES (1, $1)", a),
                sql!(
                    "INSERT INTO outcomes (post, account, worked, note, created_at) VALUES ($1, $2, 1, $3, $4)",
                    answer,
                    a,
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO deflections (community, thread, account, asked, created_at, day) VALUES ($1, 1, $2, $3, $4, 1)",
                    c,
                    a,
                    quag,
                    now
                ),
                sql!("INSERT INTO expertise (label, account, score, answers, last_at) VALUES (1, $1, 5, 1, $2)", a, now),
                sql!(
                    "INSERT INTO imported_badges (community, source, source_id, account, name, class, awarded_at) VALUES ($1, 's', '1', $2, $3, 1, $4)",
                    c,
                    a,
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO launches (account, community, step, answers, created_at, updated_at) VALUES ($1, 0, 'domain', $2, $3, $3)",
                    a,
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO drafts (account, community, place, source, fields, rev, updated_at) VALUES ($1, $2, 'new', 'Quagwords of a draft', '{}', 1, $3)",
                    a,
                    c,
                    now
                ),
                sql!("INSERT INTO inbox (account, kind, object, at) VALUES ($1, 'check', 1, $2)", a, now),
                sql!(
                    "INSERT INTO mails (account, recipient, subject, body, reason, state, created_at) VALUES ($1, 'zebulon@quagmire.example', $2, $2, 'a', 'sent', $3)",
                    a,
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO mails (account, recipient, subject, body, reason, state, good_until, created_at) VALUES ($1, 'zebulon@quagmire.example', 'New password', 'SECRET-link', 'b', 'waiting', $2, $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO mails (recipient, subject, body, reason, state, created_at) VALUES ('@zebulon', $1, $1, 'c', 'waiting', $2)",
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO invitations (community, code, role, name, invited_by, created_at, expires_at, most) VALUES ($1, 'SECRET-code', 'member', $2, $3, $4, $4, 1)",
                    c,
                    quag,
                    a,
                    now
                ),
                sql!("INSERT INTO invitation_uses (invitation, account, form, used_at) VALUES (1, $1, '', $2)", a, now),
                sql!(
                    "INSERT INTO join_requests (community, account, answers, created_at) VALUES ($1, $2, $3, $4)",
                    c,
                    a,
                    quag,
                    now
                ),
                sql!("INSERT INTO claims (community, account, claimant, created_at) VALUES ($1, $2, $3, $4)", c, bob, a, now),
                sql!("INSERT INTO claims (community, account, claimant, created_at) VALUES ($1, $3, $2, $4)", c, bob, a, now),
                sql!(
                    "INSERT INTO claim_links (token_hash, account, community, made_by, created_at, expires_at) VALUES ('SECRET-1', $1, $2, $1, $3, $3)",
                    a,
                    c,
                    now
                ),
                sql!(
                    "INSERT INTO reset_links (token_hash, account, created_at, expires_at) VALUES ('SECRET-2', $1, $2, $2)",
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO brought_lists (kind, community, account, content, created_at) VALUES ('people', $1, $2, 'zebulon,Quagmire', $3)",
                    c,
                    a,
                    now
                ),
                sql!("INSERT INTO brought_people (community, key, account) VALUES ($1, 'zebulon@quagmire.example', $2)", c, a),
                sql!(
                    "INSERT INTO charter_versions (community, number, author, created_at, substance, purpose, in_scope, out_of_scope, norms, rhythm) VALUES ($1, 1, $2, $3, 1, 'p', '', '', '', '')",
                    c,
                    a,
                    now
                ),
                sql!("INSERT INTO charter_readers (community, account, number, read_at) VALUES ($1, $2, 1, $3)", c, a, now),
                sql!(
                    "INSERT INTO charter_proposals (community, author, once, created_at, kind, state, base, why) VALUES ($1, $2, 'o', $3, 'change', 'open', 1, $4)",
                    c,
                    a,
                    now,
                    quag
                ),
                sql!(
                    "INSERT INTO charter_stances (proposal, account, stance, why, at) VALUES (1, $1, 'objects', $2, $3)",
                    a,
                    quag,
                    now
                ),
                sql!(
                    "INSERT INTO charter_comments (proposal, author, once, created_at, text) VALUES (1, $1, 'o', $2, $3)",
                    a,
                    now,
                    quag
                ),
                sql!(
                    "INSERT INTO charter_goals (community, author, once, created_at, state, title, detail, owner) VALUES ($1, $2, 'o', $3, 'open', 'A goal', '', $2)",
                    c,
                    a,
                    now
                ),
                sql!(
                    "INSERT INTO grants (community, account, role, starts_at, deputy) VALUES ($1, $2, 'champion', $3, $4)",
                    c,
                    champion,
                    now,
                    a
                ),
                sql!("INSERT INTO once_keys (account, key, object, created_at) VALUES ($1, 'k', 1, $2)", a, now),
                sql!(
                    "INSERT INTO imported (community, source, kind, source_id, object, created_at, fingerprint) VALUES ($1, 's', 'name', 'Zebulon Quagmire', $2, 1, 1)",
                    c,
                    a
                ),
            ] {
                tx.run(statement).await?;
            }
            Ok(())
        };
        self.guild.world.db().write(write).await.unwrap();
    }

    /// What must not stand in a copy.
    pub async fn secrets(&self) -> Vec<String> {
        let hashes: Vec<(String,)> =
            self.guild.world.db().all(sql!("SELECT token_hash FROM sessions WHERE account = $1", self.id)).await.unwrap();
        hashes.into_iter().map(|(hash,)| hash).chain(["SECRET".to_owned()]).collect()
    }

    pub async fn asks(&self, content: &str) {
        let asked = self.client.post("/account/data/delete", &form(&[("content", content)])).await;
        assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/account/data"), "{}", asked.body);
    }

    pub async fn is_deleted(&self) {
        self.guild.world.app.clock.advance(14 * Time::DAY + 1);
        assert_eq!(data::delete_due(&self.guild.world.app).await.unwrap(), 1);
    }
}

async fn profile(world: &World, id: Id) {
    let sketch = Sketch {
        name: "Zebulon Quagmire".into(),
        headline: "Quagwords of a headline".into(),
        place: "Quagmire".into(),
        website: "https://quagmire.example".into(),
        about: "Quagwords about".into(),
        about_html: "<p>Quagwords about</p>".into(),
        organisation: "Quagmire & Co".into(),
        zone: "Europe/Amsterdam".into(),
        languages: "nl".into(),
        minutes: Some(15),
    };
    let now = world.app.clock.now();
    let write = move |tx: base::Tx| async move {
        people::accounts::store::describe(&tx, id, &sketch).await?;
        people::accounts::store::secrets::set_email(&tx, id, "zebulon@quagmire.example", now).await
    };
    world.db().write(write).await.unwrap();
}
