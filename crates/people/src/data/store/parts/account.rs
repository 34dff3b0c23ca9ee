//! SQL of somebody's copy: what stands with the account itself: ways in, files, mail, the log. Read by a job, in pages.

use base::sql;
use web::personal::Part;

pub const PARTS: &[Part] = &[
    Part {
        name: "account",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, handle, name, email, CASE WHEN password IS NULL THEN 0 ELSE 1 END AS has_password, admin, headline,
                   place, website, about, organisation, zone, languages, minutes, claimed, created_at, leaves_at
                 FROM accounts WHERE id = $1 AND id > $2 AND removed_at IS NULL",
                account,
                after
            )
        },
    },
    Part {
        name: "sessions",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, device, created_at, used_at, expires_at FROM sessions WHERE account = $1 AND id > $2
                 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "sign-in-links",
        rows: |account, after| {
            sql!(
                "SELECT * FROM (
                   SELECT id * 4 AS key, 'sign-in' AS kind, created_at, expires_at, NULL AS used_at FROM sign_in_links WHERE account = $1
                   UNION ALL SELECT id * 4 + 1, 'new password', created_at, expires_at, used_at FROM reset_links WHERE account = $1
                   UNION ALL SELECT id * 4 + 2, 'claim', created_at, expires_at, NULL FROM claim_links WHERE account = $1) l
                 WHERE l.key > $2 ORDER BY l.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "sign-in-ways",
        rows: |account, after| {
            sql!(
                "SELECT account AS key, created_at, confirmed_at FROM authenticators WHERE account = $1 AND account > $2",
                account,
                after
            )
        },
    },
    Part {
        name: "passkeys",
        rows: |account, after| {
            sql!(
                scan "a job, and these are few",
                "SELECT id AS key, name, created_at, used_at FROM passkeys WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "identities",
        rows: |account, after| {
            sql!(
                scan "a job, and these are few",
                "SELECT id AS key, issuer, subject, label, created_at, used_at FROM identities WHERE account = $1 AND id > $2
                 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "address-changes",
        rows: |account, after| {
            sql!(
                scan "a job, and these are few",
                "SELECT id AS key, email, email_before, created_at, confirmed_at, ended_at FROM email_changes WHERE account = $1 AND id > $2
                 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "knowing",
        rows: |account, after| {
            sql!(
                "SELECT * FROM (
                   SELECT ROW_NUMBER() OVER (ORDER BY f.community, f.facet) AS key, COALESCE(c.slug, '') AS community, f.facet
                   FROM facets f LEFT JOIN communities c ON c.id = f.community WHERE f.account = $1) k
                 WHERE k.key > $2 ORDER BY k.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "drafts",
        rows: |account, after| {
            sql!(
                "SELECT d.id AS key, c.slug AS community, d.place, d.source, d.fields, d.updated_at
                 FROM drafts d JOIN communities c ON c.id = d.community WHERE d.account = $1 AND d.id > $2 ORDER BY d.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "files",
        rows: |account, after| {
            sql!(
                "SELECT f.id AS key, c.slug AS community, f.name, f.media_type, f.bytes, f.width, f.height, f.created_at
                 FROM files f JOIN communities c ON c.id = f.community WHERE f.account = $1 AND f.id > $2 ORDER BY f.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "inbox",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, kind, object, at, waiting FROM inbox WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        // A message that ends by itself holds a link that lets somebody in: an open screen must not give it away.
        name: "mail",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, recipient, subject, CASE WHEN good_until IS NULL THEN body ELSE '' END AS text, state, created_at, sent_at
                 FROM mails WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "copies",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, state, asked_at, ready_at, bytes FROM data_copies WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "blocks",
        rows: |account, after| {
            sql!(
                "SELECT b.other AS key, a.handle, b.level, b.created_at FROM blocks b JOIN accounts a ON a.id = b.other
                 WHERE b.account = $1 AND b.other > $2 ORDER BY b.other LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "unnamed",
        rows: |account, after| {
            sql!(
                scan "a job, and these are few",
                "SELECT v.veil AS key, a.handle, v.created_at, v.lifted_at, v.lifted_why FROM veils v JOIN accounts a ON a.id = v.veil
                 WHERE v.account = $1 AND v.veil > $2 ORDER BY v.veil LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "log",
        rows: |account, after| {
            sql!(
                "SELECT a.id AS key, a.at, a.origin, c.slug AS community, a.verb, a.kind, a.object
                 FROM activity a LEFT JOIN communities c ON c.id = a.community
                 WHERE a.actor = $1 AND a.id > $2 ORDER BY a.id LIMIT 200",
                account,
                after
            )
        },
    },
];
