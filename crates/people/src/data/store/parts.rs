//! SQL of somebody's copy: what accounts, communities, files, mail and the log keep about them. Read by a job, in pages.

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
        name: "memberships",
        rows: |account, after| {
            sql!(
                "SELECT m.id AS key, c.slug AS community, c.name, m.joined_at, m.active_at, m.left_at, m.skills, m.unlisted, m.questions,
                   m.answers, m.accepted, m.posts, m.read_before AS read_before_at
                 FROM members m JOIN communities c ON c.id = m.community WHERE m.account = $1 AND m.id > $2 ORDER BY m.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "roles",
        rows: |account, after| {
            sql!(
                scan "a job, and roles are few",
                "SELECT g.id AS key, c.slug AS community, g.role, r.name AS area, CASE WHEN g.account = $1 THEN 0 ELSE 1 END AS as_deputy,
                   g.starts_at, g.ends_at
                 FROM grants g JOIN communities c ON c.id = g.community LEFT JOIN areas r ON r.id = g.area
                 WHERE (g.account = $1 OR g.deputy = $1) AND g.id > $2 ORDER BY g.id LIMIT 200",
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
        name: "invitations",
        rows: |account, after| {
            sql!(
                scan "a job, and invitations are few",
                "SELECT i.id AS key, c.slug AS community, i.role, i.slot, i.name, i.most, i.uses, i.created_at, i.expires_at, i.ended_at
                 FROM invitations i JOIN communities c ON c.id = i.community WHERE i.invited_by = $1 AND i.id > $2 ORDER BY i.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "came-by",
        rows: |account, after| {
            sql!(
                "SELECT i.id AS key, c.slug AS community, i.role, u.used_at FROM invitation_uses u JOIN invitations i ON i.id = u.invitation
                 JOIN communities c ON c.id = i.community WHERE u.account = $1 AND i.id > $2 ORDER BY i.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "requests",
        rows: |account, after| {
            sql!(
                "SELECT r.id AS key, c.slug AS community, r.answers, r.created_at, r.decided_at, r.accepted, r.reason
                 FROM join_requests r JOIN communities c ON c.id = r.community WHERE r.account = $1 AND r.id > $2 ORDER BY r.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "claims",
        rows: |account, after| {
            sql!(
                scan "a job, and claims are few",
                "SELECT k.id AS key, c.slug AS community, CASE WHEN k.claimant = $1 THEN 1 ELSE 0 END AS by_you, k.state, k.created_at,
                   k.answered_at
                 FROM claims k JOIN communities c ON c.id = k.community
                 WHERE (k.account = $1 OR k.claimant = $1) AND k.id > $2 ORDER BY k.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "lists",
        rows: |account, after| {
            sql!(
                scan "a job, and lists are few",
                "SELECT * FROM (
                   SELECT b.id * 2 AS key, c.slug AS community, 'brought by you' AS what, b.kind AS called, b.created_at, b.done_at
                   FROM brought_lists b JOIN communities c ON c.id = b.community WHERE b.account = $1
                   UNION ALL
                   SELECT p.id * 2 + 1, c.slug, 'you stood in one', p.key, NULL, NULL
                   FROM brought_people p JOIN communities c ON c.id = p.community WHERE p.account = $1) l
                 WHERE l.key > $2 ORDER BY l.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "charter-read",
        rows: |account, after| {
            sql!(
                scan "a job, and a row for each member",
                "SELECT r.community AS key, c.slug AS community, r.number, r.read_at
                 FROM charter_readers r JOIN communities c ON c.id = r.community
                 WHERE r.account = $1 AND r.community > $2 ORDER BY r.community LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "charter-versions",
        rows: |account, after| {
            sql!(
                scan "a job, and versions are few",
                "SELECT v.id AS key, c.slug AS community, v.number, v.created_at, v.purpose, v.in_scope, v.out_of_scope, v.norms, v.rhythm
                 FROM charter_versions v JOIN communities c ON c.id = v.community WHERE v.author = $1 AND v.id > $2
                 ORDER BY v.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "charter-proposals",
        rows: |account, after| {
            sql!(
                "SELECT p.id AS key, c.slug AS community, p.kind, p.state, p.title, p.why, p.purpose, p.in_scope, p.out_of_scope, p.norms,
                   p.rhythm, p.created_at, p.closed_at, p.closed_why, p.removed_at
                 FROM charter_proposals p JOIN communities c ON c.id = p.community WHERE p.author = $1 AND p.id > $2
                 ORDER BY p.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "charter-stances",
        rows: |account, after| {
            sql!(
                scan "a job, and a few rows for each proposal",
                "SELECT s.proposal AS key, c.slug AS community, s.proposal, s.stance, s.why, s.at
                 FROM charter_stances s JOIN charter_proposals p ON p.id = s.proposal JOIN communities c ON c.id = p.community
                 WHERE s.account = $1 AND s.proposal > $2 ORDER BY s.proposal LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "charter-comments",
        rows: |account, after| {
            sql!(
                "SELECT k.id AS key, c.slug AS community, k.proposal, k.text, k.created_at, k.removed_at
                 FROM charter_comments k JOIN charter_proposals p ON p.id = k.proposal JOIN communities c ON c.id = p.community
                 WHERE k.author = $1 AND k.id > $2 ORDER BY k.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "goals",
        rows: |account, after| {
            sql!(
                scan "a job, and goals are few",
                "SELECT g.id AS key, c.slug AS community, g.title, g.detail, g.state, g.progress, g.due_at, g.created_at, g.closed_at,
                   CASE WHEN g.author = $1 THEN 1 ELSE 0 END AS made_by_you, CASE WHEN g.owner = $1 THEN 1 ELSE 0 END AS yours
                 FROM charter_goals g JOIN communities c ON c.id = g.community
                 WHERE (g.author = $1 OR g.owner = $1) AND g.id > $2 ORDER BY g.id LIMIT 200",
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
    Part {
        name: "asked-in",
        rows: |account, after| {
            sql!(
                "SELECT b.id AS key, c.slug AS community, b.created_at, b.answered_at, b.accepted FROM brought_invitations b
                 JOIN communities c ON c.id = b.community WHERE b.account = $1 AND b.id > $2 ORDER BY b.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "groups",
        rows: |account, after| {
            sql!(
                "SELECT g.id AS key, c.slug AS community, g.name, m.state, m.at, CASE WHEN g.lead = $1 THEN 1 ELSE 0 END AS leads
                 FROM group_members m JOIN groups g ON g.id = m.group_id JOIN communities c ON c.id = g.community
                 WHERE m.account = $1 AND m.group_id > $2 ORDER BY g.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "cases",
        rows: |account, after| {
            sql!(
                scan "a job, and cases of one person are few",
                "SELECT k.id AS key, c.slug AS community, k.kind, k.object, k.decision, k.content, k.person, k.reason, k.appeal, k.answer, k.opened_at,
                   k.decided_at FROM cases k JOIN communities c ON c.id = k.community
                 WHERE k.author IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $1)
                   AND (k.hidden = 1 OR k.decided_at IS NOT NULL) AND k.id > $2 ORDER BY k.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "flags",
        rows: |account, after| {
            sql!(
                scan "a job, and flags of one person are few",
                "SELECT id AS key, reason, words, created_at FROM flags WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "sanctions",
        rows: |account, after| {
            sql!(
                scan "a job, and these are few",
                "SELECT id AS key, community, kind, reason, starts_at, ends_at, lifted_at FROM sanctions WHERE account = $1 AND id > $2
                 ORDER BY id LIMIT 200",
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
];
