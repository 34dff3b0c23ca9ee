//! SQL of somebody's copy: communities and groups somebody is in, roles, and how they came. Read by a job, in pages.

use base::sql;
use web::personal::Part;

pub const PARTS: &[Part] = &[
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
];
