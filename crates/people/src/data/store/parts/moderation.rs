//! SQL of somebody's copy: flags, cases and what moderators decided. Read by a job, in pages.

use base::sql;
use web::personal::Part;

pub const PARTS: &[Part] = &[
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
];
