//! SQL of somebody's copy: charters, proposals and goals. Read by a job, in pages.

use base::sql;
use web::personal::Part;

pub const PARTS: &[Part] = &[
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
];
