//! Writing one post at a time: counters are moved by what came, not counted anew.

use base::{Id, Result, Time, Tx, record, sql};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use people::files;
use people::rules::Action;
use sha2::{Digest as _, Sha256};

use super::held::{HeldPost, HeldThread};
use super::writing::{self, NewPost, Writing};
use crate::threads::model::{LinkKind, PostKind};

/// What a text became: rendered, with whom it names and what it points to.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    pub source: String,
    pub html: String,
    /// Accounts that it mentions.
    pub mentions: Vec<Id>,
    /// Threads of this community that it links to.
    pub threads: Vec<Id>,
    /// Files that stand in it.
    pub files: Vec<Id>,
    /// Links to elsewhere, and pictures.
    pub links: i64,
    pub images: i64,
    /// What a rule says is to be done with it.
    pub caught: Option<Action>,
}

/// The key of a form together with what it says: the same form with another text (sent, gone back, written anew) is
/// another one. Empty for a form without a key, as programs send it.
pub fn once_key(form: &str, words: &[&str]) -> String {
    if form.is_empty() {
        return String::new();
    }
    let mut hash = Sha256::new();
    for word in [form].iter().chain(words) {
        hash.update(word.len().to_le_bytes());
        hash.update(word.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Takes a form's key (kept for seven days); the object that an earlier sending of the same form made.
pub async fn take_once(tx: &Tx, account: Id, key: &str, now: Time) -> Result<Option<Id>> {
    if key.is_empty() {
        return Ok(None);
    }
    let taken = tx
        .run(sql!(
            "INSERT INTO once_keys (account, key, object, created_at) VALUES ($1, $2, 0, $3) ON CONFLICT (account, key) DO NOTHING",
            account,
            key,
            now
        ))
        .await?;
    if taken > 0 {
        return Ok(None);
    }
    let made: Option<(Id,)> =
        tx.optional(sql!("SELECT object FROM once_keys WHERE account = $1 AND key = $2", account, key)).await?;
    Ok(made.map(|(object,)| object))
}

/// Notes what the form of this key made.
pub async fn note_once(tx: &Tx, account: Id, key: &str, object: Id) -> Result<()> {
    tx.run(sql!("UPDATE once_keys SET object = $3 WHERE account = $1 AND key = $2", account, key, object)).await.map(|_| ())
}

/// Forgets keys older than `before`.
pub async fn forget_once(tx: &Tx, before: Time) -> Result<u64> {
    tx.run(sql!("DELETE FROM once_keys WHERE created_at < $1", before)).await
}

/// How a new post stands in its thread.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub kind: PostKind,
    pub parent: Id,
    pub accepted: bool,
}

/// Adds a reply or comment to a locked thread: the row, the thread's and the author's counters, the log entry.
pub async fn add(tx: &Tx, writing: Writing, thread: &HeldThread, author: Id, place: Place, text: &Composed) -> Result<Id> {
    let new = NewPost {
        kind: place.kind,
        parent: place.parent,
        author,
        created_at: writing.now,
        edited_at: None,
        edits: 0,
        source: text.source.clone(),
        html: text.html.clone(),
        score: 0,
        accepted: place.accepted,
        origin: String::new(),
        origin_url: String::new(),
        licence: String::new(),
    };
    let id = writing::insert_post(tx, writing, thread.id, thread.kind, &new).await?;
    let first = joins_in(tx, thread.id, author).await?;
    if place.kind == PostKind::Comment {
        tx.run(sql!("UPDATE threads SET comments = comments + 1, people = people + $2 WHERE id = $1", thread.id, first)).await?;
    } else {
        // Whoever looked at the clock first need not come first.
        tx.run(sql!(
            "UPDATE threads SET replies = replies + 1, people = people + $2, waiting = 0,
               active_at = CASE WHEN active_at < $3 THEN $3 ELSE active_at END,
               active_by = CASE WHEN active_at <= $3 THEN $4 ELSE active_by END
             WHERE id = $1",
            thread.id,
            first,
            writing.now,
            author
        ))
        .await?;
        tx.run(sql!(
            "UPDATE thread_labels SET active_at = CASE WHEN active_at < $2 THEN $2 ELSE active_at END, waiting = 0 WHERE thread = $1",
            thread.id,
            writing.now
        ))
        .await?;
    }
    count_member(tx, thread, author, place.kind, writing.now).await?;
    point(tx, thread, id, text, writing.now).await?;
    if !text.files.is_empty() {
        use_files(tx, thread, id, author, text, writing.now).await?;
    }
    Ok(id)
}

/// Says which files stand in a post: whoever reads it may fetch them from now on.
pub async fn use_files(tx: &Tx, thread: &HeldThread, post: Id, account: Id, text: &Composed, now: Time) -> Result<()> {
    let target = files::Target { audience: thread.audience, kind: "post", object: post };
    files::attach(tx, account, target, &text.files, now).await
}

/// Counts a post of somebody in a thread; 1 when it is their first there.
pub async fn joins_in(tx: &Tx, thread: Id, account: Id) -> Result<i64> {
    let (posts,): (i64,) = tx
        .one(sql!(
            "INSERT INTO thread_people (thread, account, posts) VALUES ($1, $2, 1)
             ON CONFLICT (thread, account) DO UPDATE SET posts = thread_people.posts + 1 RETURNING posts",
            thread,
            account
        ))
        .await?;
    Ok(i64::from(posts == 1))
}

async fn count_member(tx: &Tx, thread: &HeldThread, account: Id, kind: PostKind, now: Time) -> Result<()> {
    use people::members::store::Gave;
    let answers = i64::from(kind == PostKind::Reply && thread.kind.has_answers());
    // What stands apart counts for nothing that others see; that somebody was here does.
    let gave = if thread.apart { Gave::default() } else { Gave { answers, posts: 1, ..Gave::default() } };
    super::recount::gave(tx, thread.community, account, gave, now).await
}

/// Keeps whom a post names and which threads it points to; what it named before and no longer does is forgotten.
pub async fn point(tx: &Tx, thread: &HeldThread, post: Id, text: &Composed, now: Time) -> Result<()> {
    let named: Vec<(Id,)> = tx.all(sql!("SELECT account FROM mentions WHERE post = $1", post)).await?;
    for (gone,) in named.iter().filter(|(known,)| !text.mentions.contains(known)) {
        tx.run(sql!("DELETE FROM mentions WHERE post = $1 AND account = $2", post, *gone)).await?;
    }
    for account in text.mentions.iter().filter(|account| !named.contains(&(**account,))) {
        tx.run(sql!(
            "INSERT INTO mentions (post, account) VALUES ($1, $2) ON CONFLICT (post, account) DO NOTHING",
            post,
            *account
        ))
        .await?;
    }
    for other in text.threads.iter().filter(|other| **other != thread.id) {
        writing::link(tx, thread.id, *other, LinkKind::Linked, now).await?;
        writing::link(tx, *other, thread.id, LinkKind::Linked, now).await?;
    }
    Ok(())
}

/// Which of these threads stand in a community.
pub async fn threads_here(tx: &Tx, community: Id, ids: &[Id]) -> Result<Vec<Id>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<(Id,)> =
        tx.all(sql!("SELECT id FROM threads WHERE id IN (#1) AND community = $2 AND removed_at IS NULL", ids, community)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Sets a post's text. `revise` keeps how it was before.
pub async fn edit(tx: &Tx, post: &HeldPost, editor: Id, text: &Composed, revise: bool, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET source = $2, html = $3, html_version = $4, changed_here = 1, rev = rev + 1,
           edits = edits + $5, edited_at = CASE WHEN CAST($5 AS BIGINT) = 1 THEN $6 ELSE edited_at END WHERE id = $1",
        post.id,
        &text.source,
        &text.html,
        markup::VERSION,
        revise,
        now
    ))
    .await?;
    if revise {
        add_revision(tx, post.id, editor, now, None, Some(&text.source)).await
    } else {
        follow_revision(tx, post.id, text).await
    }
}

/// Within the grace period the newest revision is what stands there now.
async fn follow_revision(tx: &Tx, post: Id, text: &Composed) -> Result<()> {
    tx.run(sql!(
        "UPDATE revisions SET source = $2 WHERE post = $1 AND number =
           (SELECT MAX(number) FROM revisions WHERE post = $1 AND source IS NOT NULL)",
        post,
        &text.source
    ))
    .await
    .map(|_| ())
}

/// Who changed a post last; nobody when it stands as it was written.
pub async fn last_editor(tx: &Tx, post: Id) -> Result<Option<Id>> {
    let last: Option<(Id,)> =
        tx.optional(sql!(list "SELECT author FROM revisions WHERE post = $1 ORDER BY number DESC LIMIT 1", post)).await?;
    Ok(last.map(|(id,)| id))
}

/// Writes how a post was first, before its first revision.
pub async fn keep_first(tx: &Tx, post: &HeldPost, title: Option<&str>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO revisions (post, number, author, created_at, title, source)
         SELECT id, 1, author, created_at, $2, source FROM posts
         WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM revisions WHERE post = $1)",
        post.id,
        title
    ))
    .await
    .map(|_| ())
}

/// Adds a revision: what changed is written, the rest is empty.
pub async fn add_revision(tx: &Tx, post: Id, editor: Id, now: Time, title: Option<&str>, source: Option<&str>) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO revisions (post, number, author, created_at, title, source)
         VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM revisions WHERE post = $1), $2, $3, $4, $5)",
        post,
        editor,
        now,
        title,
        source
    ))
    .await
    .map(|_| ())
}

/// Sets a thread's title; its address follows. Whoever edits what opens it at the same time is told.
pub async fn retitle(tx: &Tx, thread: Id, opening: Id, title: &str, revise: bool, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE posts SET changed_here = 1, rev = rev + 1, edits = edits + $2,
           edited_at = CASE WHEN CAST($2 AS BIGINT) = 1 THEN $3 ELSE edited_at END WHERE id = $1",
        opening,
        revise,
        now
    ))
    .await?;
    tx.run(sql!("UPDATE threads SET title = $2, slug = $3, changed_here = 1 WHERE id = $1", thread, title, markup::slug(title)))
        .await
        .map(|_| ())
}

record! {
    /// How a post was at a moment.
    #[derive(Clone, Debug)]
    pub struct Revision {
        pub number: i64,
        pub author_handle: String,
        pub author_name: String,
        pub created_at: Time,
        pub title: Option<String>,
        pub tags: Option<String>,
        pub source: Option<String>,
    }
}

/// How a post was, oldest first: the newest `limit` revisions with a number below `before`.
pub async fn revisions(tx: &Tx, post: Id, before: i64, limit: i64) -> Result<Vec<Revision>> {
    let mut found: Vec<Revision> = tx
        .all(sql!(
            list "SELECT r.number, a.handle, a.name, r.created_at, r.title, r.tags, r.source
                  FROM revisions r JOIN accounts a ON a.id = r.author WHERE r.post = $1 AND r.number < $2 ORDER BY r.number DESC LIMIT $3",
            post, before, limit
        ))
        .await?;
    found.reverse();
    Ok(found)
}

/// Accounts of this community by their handles (at most [`MOST_NAMED`]): id and folded handle.
pub async fn called(tx: &Tx, community: Id, handles: &[String], now: Time) -> Result<Vec<(Id, String)>> {
    let Some(first) = handles.first() else { return Ok(Vec::new()) };
    let at = |n: usize| handles.get(n).unwrap_or(first).as_str();
    tx.all(sql!(
        "SELECT a.id, a.handle_key FROM accounts a
         WHERE a.handle_key IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AND a.removed_at IS NULL AND a.system = 0
           AND (EXISTS (SELECT 1 FROM members m WHERE m.account = a.id AND m.community = $1 AND m.left_at IS NULL)
             OR EXISTS (SELECT 1 FROM grants g WHERE g.account = a.id AND g.community = $1 AND g.starts_at <= $14
                        AND (g.ends_at IS NULL OR g.ends_at > $14)))",
        community,
        at(0),
        at(1),
        at(2),
        at(3),
        at(4),
        at(5),
        at(6),
        at(7),
        at(8),
        at(9),
        at(10),
        at(11),
        now
    ))
    .await
}

/// As many people can be mentioned in one post.
pub const MOST_NAMED: usize = 12;

record! {
    /// Somebody whose name begins like that.
    #[derive(Clone, Debug)]
    pub struct Candidate {
        pub handle: String,
        pub name: String,
        pub headline: String,
    }
}

/// Members whose handle begins with `prefix`, the lately active first among the first found.
pub async fn candidates(tx: &Tx, community: Id, prefix: &str, limit: i64) -> Result<Vec<Candidate>> {
    tx.all(sql!(
        "SELECT a.handle, a.name, a.headline FROM accounts a JOIN members m ON m.account = a.id AND m.community = $1
         WHERE a.handle_key >= $2 AND a.handle_key < $3 AND a.removed_at IS NULL AND a.system = 0 AND m.left_at IS NULL
         ORDER BY a.handle_key LIMIT $4",
        community,
        prefix,
        format!("{prefix}\u{10ffff}"),
        limit
    ))
    .await
}
