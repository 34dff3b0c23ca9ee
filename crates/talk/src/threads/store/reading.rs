//! Reading one thread.

use base::{Id, Result, Tx, record, sql};

use crate::threads::model::{Post, PostKind, Section, Tag, Thread};

macro_rules! threads {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.community, t.audience, t.kind, t.section, t.title, t.slug, t.author, a.name, t.created_at,
               t.active_at, t.accepted, t.accepted_at, t.replies, t.comments, t.people, t.views, t.score, t.closed_at,
               t.closed_why, t.rev, t.area, t.solved_at, t.metoo, t.pinned, t.removed_at, t.removed_by, t.removed_why,
               r.slug, r.name, r.tone, t.group_id, t.apart, (SELECT w.name FROM groups w WHERE w.id = t.group_id)
             FROM threads t JOIN accounts a ON a.id = t.author LEFT JOIN areas r ON r.id = t.area ",
            $rest
        )
    };
}

pub async fn thread(tx: &Tx, id: Id) -> Result<Option<Thread>> {
    tx.optional(sql!(@ base::db::Purpose::Plain, threads!("WHERE t.id = $1 AND t.removed_at IS NULL"), id)).await
}

/// A deleted thread, for those who may bring it back and for its author.
pub async fn removed_thread(tx: &Tx, id: Id) -> Result<Option<Thread>> {
    tx.optional(sql!(
        @ base::db::Purpose::Plain,
        threads!("WHERE t.id = $1 AND t.removed_at > 0 AND t.removed_why LIKE 'said:%' AND t.merged_into = 0"),
        id
    ))
    .await
}

/// What a cached page of a thread depends on: its revision, if it is there and may be read.
pub async fn rev(tx: &Tx, community: Id, id: Id, audiences: &[Id]) -> Result<Option<i64>> {
    let rev: Option<(i64,)> = tx
        .optional(sql!(
            "SELECT rev FROM threads WHERE id = $1 AND community = $2 AND audience IN (#3) AND removed_at IS NULL",
            id,
            community,
            audiences
        ))
        .await?;
    Ok(rev.map(|(rev,)| rev))
}

macro_rules! posts {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.parent, p.kind, p.author, a.handle, a.name, p.created_at, p.place, p.edited_at, p.edits, p.html,
               p.html_version, p.score, p.origin, p.origin_url, p.licence, p.removed_at, p.removed_by, p.removed_why FROM posts p JOIN accounts a ON a.id = p.author ",
            $rest
        )
    };
}

pub async fn opening(tx: &Tx, thread: Id) -> Result<Option<Post>> {
    tx.optional(sql!(
        list posts!("WHERE p.thread = $1 AND p.kind = 'opening' AND p.removed_at IS NULL
                     ORDER BY p.place, p.created_at, p.id LIMIT 1"),
        thread
    ))
    .await
}

/// Replies behind `after` (place, time, id) in their order.
pub async fn replies(tx: &Tx, thread: Id, after: Option<[i64; 3]>, limit: i64) -> Result<Vec<Post>> {
    let [place, at, id] = after.unwrap_or([i64::MIN; 3]);
    tx.all(sql!(
        list posts!("WHERE p.thread = $1 AND p.kind = 'reply' AND (p.place, p.created_at, p.id) > ($2, $3, $4)
                     AND p.removed_at IS NULL ORDER BY p.place, p.created_at, p.id LIMIT $5"),
        thread, place, at, id, limit
    ))
    .await
}

/// Comments of these posts, oldest first for each.
pub async fn comments(tx: &Tx, parents: &[Id]) -> Result<Vec<Post>> {
    if parents.is_empty() {
        return Ok(Vec::new());
    }
    let mut comments: Vec<Post> = tx
        .all(sql!(
            list posts!("WHERE p.parent IN (#1) AND p.parent > 0 AND p.removed_at IS NULL LIMIT 1000"),
            parents
        ))
        .await?;
    comments.sort_by_key(|comment| (comment.parent, comment.created_at, comment.id));
    Ok(comments)
}

/// What people deleted in a thread, newest first, at most 50; of one author only, or of all.
pub async fn removed(tx: &Tx, thread: Id, author: Option<Id>) -> Result<Vec<Post>> {
    let query = sql!(
        list posts!("WHERE p.thread = $1 AND p.removed_at > 0 AND p.removed_why LIKE 'said:%' {author| AND p.author = $2}
                     ORDER BY p.removed_at DESC LIMIT 50"),
        thread, author.unwrap_or(0)
    );
    tx.all(query.when("author", author.is_some())).await
}

record! {
    /// Where a post stands in its thread.
    #[derive(Clone, Debug)]
    pub struct Standing {
        pub thread: Id,
        pub kind: PostKind,
        pub parent: Id,
        pub place: i64,
        pub created_at: i64,
    }
}

pub async fn standing(tx: &Tx, post: Id) -> Result<Option<Standing>> {
    tx.optional(sql!("SELECT thread, kind, parent, place, created_at FROM posts WHERE id = $1 AND removed_at IS NULL", post))
        .await
}

/// Tags of threads, by name.
pub async fn tags(tx: &Tx, threads: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if threads.is_empty() {
        return Ok(Vec::new());
    }
    let mut tags: Vec<(Id, String, String)> = tx
        .all(sql!(
            "SELECT l.thread, g.slug, g.name FROM thread_labels l JOIN tags g ON g.id = l.label WHERE l.thread IN (#1) AND l.label > 0",
            threads
        ))
        .await?;
    tags.sort();
    Ok(tags)
}

/// Who takes part most: handle, name, number of posts.
pub async fn people(tx: &Tx, thread: Id, limit: i64) -> Result<Vec<(String, String, i64)>> {
    tx.all(sql!(
        list "SELECT a.handle, a.name, p.posts FROM thread_people p JOIN accounts a ON a.id = p.account
              WHERE p.thread = $1 AND a.removed_at IS NULL ORDER BY p.posts DESC, p.account DESC LIMIT $2",
        thread, limit
    ))
    .await
}

/// Reactions to these posts: post, emoji, how many.
pub async fn reactions(tx: &Tx, posts: &[Id]) -> Result<Vec<(Id, String, i64)>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT post, emoji, count FROM reaction_counts WHERE post IN (#1) AND count > 0", posts)).await
}

record! {
    /// A thread that another points to.
    #[derive(Clone, Debug)]
    pub struct Linked {
        pub kind: crate::threads::model::LinkKind,
        pub id: Id,
        pub slug: String,
        pub title: String,
        pub audience: Id,
    }
}

pub async fn links(tx: &Tx, thread: Id) -> Result<Vec<Linked>> {
    tx.all(sql!(
        "SELECT l.kind, t.id, t.slug, t.title, t.audience FROM thread_links l JOIN threads t ON t.id = l.other
         WHERE l.thread = $1 AND t.removed_at IS NULL",
        thread
    ))
    .await
}

/// Threads of a tag are counted up to here; one more stands for "and more".
pub const COUNTED: i64 = 200;

/// The lists that a tag is used in, with the number of threads in each, as far as they are counted.
pub async fn sections(tx: &Tx, tag: Id) -> Result<Vec<(Section, i64)>> {
    let mut sections: Vec<(Section, i64)> = tx
        .all(sql!(
            "SELECT s.section, (SELECT COUNT(*) FROM (
                SELECT l.thread FROM thread_labels l JOIN threads t ON t.id = l.thread AND t.removed_at IS NULL
                WHERE l.label = $1 AND l.section = s.section LIMIT $2) counted)
             FROM (SELECT 'questions' AS section UNION ALL SELECT 'discussions' UNION ALL SELECT 'ideas') s",
            tag,
            COUNTED + 1
        ))
        .await?;
    sections.retain(|(_, threads)| *threads > 0);
    Ok(sections)
}

/// A tag by its slug or one of its synonyms.
pub async fn tag(tx: &Tx, community: Id, slug: &str) -> Result<Option<Tag>> {
    let found = tx
        .optional(sql!(
            "SELECT id, slug, name, about, threads FROM tags WHERE community = $1 AND slug = $2 AND merged_into = 0",
            community,
            slug
        ))
        .await?;
    if found.is_some() {
        return Ok(found);
    }
    tx.optional(sql!(
        "SELECT g.id, g.slug, g.name, g.about, g.threads FROM tag_synonyms s JOIN tags g ON g.id = s.tag
         WHERE s.community = $1 AND s.slug = $2",
        community,
        slug
    ))
    .await
}

/// The name of a post's author.
pub async fn author(tx: &Tx, post: Id) -> Result<String> {
    let (name,): (String,) = tx
        .one(sql!("SELECT a.name FROM posts p JOIN accounts a ON a.id = p.author WHERE p.id = $1 AND p.removed_at IS NULL", post))
        .await?;
    Ok(name)
}

/// Where threads stand: id, their community's slug, title; as far as they may be read.
pub async fn places(tx: &Tx, ids: &[Id], audiences: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT t.id, c.slug, t.title FROM threads t JOIN communities c ON c.id = t.community
         WHERE t.id IN (#1) AND t.audience IN (#2) AND t.removed_at IS NULL",
        ids,
        audiences
    ))
    .await
}
