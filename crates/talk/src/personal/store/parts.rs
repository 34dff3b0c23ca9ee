//! SQL of somebody's copy: what they wrote, and what they did with what others wrote. Read by a job, in pages.

use base::sql;
use web::personal::Part;

pub const PARTS: &[Part] = &[
    Part {
        name: "threads",
        rows: |account, after| {
            sql!(
                "SELECT t.id AS key, t.id, c.slug AS community, t.kind, t.title, t.created_at, t.active_at, t.closed_at, t.closed_why,
                   t.removed_at
                 FROM threads t JOIN communities c ON c.id = t.community 
                 WHERE t.author IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $1) AND t.id > $2 ORDER BY t.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "posts",
        rows: |account, after| {
            sql!(
                "SELECT p.id AS key, p.id, c.slug AS community, p.thread, t.title, p.kind, p.parent, p.source, p.score, p.created_at,
                   p.edited_at, p.origin, p.origin_url, p.licence, p.removed_at
                 FROM posts p JOIN threads t ON t.id = p.thread JOIN communities c ON c.id = p.community
                 WHERE p.author IN (SELECT CAST($1 AS BIGINT) UNION ALL SELECT veil FROM veils WHERE account = $1) AND p.id > $2 ORDER BY p.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "history",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, post, number, created_at, title, tags, source FROM revisions WHERE author = $1 AND id > $2
                 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "votes",
        rows: |account, after| {
            sql!(
                "SELECT post AS key, post, value, created_at FROM votes WHERE account = $1 AND post > $2 ORDER BY post LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "reactions",
        rows: |account, after| {
            sql!(
                "SELECT * FROM (
                   SELECT ROW_NUMBER() OVER (ORDER BY post, emoji) AS key, post, emoji, created_at FROM reactions WHERE account = $1) r
                 WHERE r.key > $2 ORDER BY r.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "me-too",
        rows: |account, after| {
            sql!(
                "SELECT thread AS key, thread, created_at FROM metoos WHERE account = $1 AND thread > $2 ORDER BY thread LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "polls",
        rows: |account, after| {
            sql!(
                "SELECT * FROM (
                   SELECT ROW_NUMBER() OVER (ORDER BY q.id, o.id) AS key, q.thread, o.text AS chosen
                   FROM poll_voters v JOIN polls q ON q.id = v.poll
                   LEFT JOIN poll_ballots b ON b.account = $1 AND b.option_id IN (SELECT x.id FROM poll_options x WHERE x.poll = q.id)
                   LEFT JOIN poll_options o ON o.id = b.option_id WHERE v.account = $1) p
                 WHERE p.key > $2 ORDER BY p.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "outcomes",
        rows: |account, after| {
            sql!(
                "SELECT post AS key, post, worked, note, created_at FROM outcomes WHERE account = $1 AND post > $2
                 ORDER BY post LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "bookmarks",
        rows: |account, after| {
            sql!(
                "SELECT thread AS key, thread, created_at FROM bookmarks WHERE account = $1 AND thread > $2 ORDER BY thread LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "follows",
        rows: |account, after| {
            sql!(
                "SELECT thread AS key, thread, level, created_at FROM follows WHERE account = $1 AND thread > $2
                 ORDER BY thread LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "reading",
        rows: |account, after| {
            sql!(
                "SELECT thread AS key, thread, post, at FROM reads WHERE account = $1 AND thread > $2 ORDER BY thread LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "mentions",
        rows: |account, after| {
            sql!(
                "SELECT post AS key, post FROM mentions WHERE account = $1 AND post > $2 ORDER BY post LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "answered",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, thread, asked, created_at FROM deflections WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "expertise",
        rows: |account, after| {
            sql!(
                scan "a job, and a row for each label of a person",
                "SELECT * FROM (
                   SELECT ROW_NUMBER() OVER (ORDER BY e.label) AS key, COALESCE(g.name, r.name, '') AS about, e.score, e.answers, e.last_at
                   FROM expertise e LEFT JOIN tags g ON g.id = e.label LEFT JOIN areas r ON r.id = -e.label WHERE e.account = $1) e
                 WHERE e.key > $2 ORDER BY e.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "badges",
        rows: |account, after| {
            sql!(
                scan "a job, and brought once",
                "SELECT * FROM (
                   SELECT ROW_NUMBER() OVER (ORDER BY source, awarded_at, source_id) AS key, source, name, class, awarded_at
                   FROM imported_badges WHERE account = $1) b WHERE b.key > $2 ORDER BY b.key LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "launches",
        rows: |account, after| {
            sql!(
                "SELECT l.id AS key, c.slug AS community, l.step, l.answers, l.created_at, l.updated_at
                 FROM launches l LEFT JOIN communities c ON c.id = l.community WHERE l.account = $1 AND l.id > $2
                 ORDER BY l.id LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "announcements",
        rows: |account, after| {
            sql!(
                scan "a job, and announcements are few",
                "SELECT r.thread AS key, t.title, r.read_at, r.confirmed_at FROM announcement_reads r JOIN threads t ON t.id = r.thread
                 WHERE r.account = $1 AND r.thread > $2 ORDER BY r.thread LIMIT 200",
                account,
                after
            )
        },
    },
    Part {
        name: "founding",
        rows: |account, after| {
            sql!(
                "SELECT id AS key, about, why, who, created_at, decided_at, accepted, reason FROM founding_requests WHERE account = $1 AND id > $2",
                account,
                after
            )
        },
    },
    Part {
        name: "imports",
        rows: |account, after| {
            sql!(
                scan "a job, and imports are few",
                "SELECT id AS key, export, slug, name, state, report, created_at FROM import_runs WHERE account = $1 AND id > $2 ORDER BY id LIMIT 200",
                account,
                after
            )
        },
    },
];
