//! Writing whole threads, as imports and the demo do: rows with right counters, and their log entries.

use base::activity::{self, Origin};
use base::{Id, Result, Time, Tx, sql};

use crate::threads::model::{Kind, LinkKind, PostKind, place};

/// A thread to be, with its counters already known.
#[derive(Clone, Debug)]
pub struct NewThread {
    pub community: Id,
    pub audience: Id,
    pub area: Id,
    pub kind: Kind,
    pub title: String,
    pub author: Id,
    pub created_at: Time,
    pub active_at: Time,
    pub active_by: Id,
    pub views: i64,
    pub score: i64,
    pub pinned: bool,
    pub closed_at: Option<Time>,
    pub closed_why: String,
    /// The working group that it belongs to; 0 for none. Only that one reads it when it stands apart.
    pub group_id: Id,
    pub apart: bool,
}

/// A post to be.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub kind: PostKind,
    pub parent: Id,
    pub author: Id,
    pub created_at: Time,
    pub edited_at: Option<Time>,
    pub edits: i64,
    pub source: String,
    pub html: String,
    pub score: i64,
    pub accepted: bool,
    pub origin: String,
    pub origin_url: String,
    pub licence: String,
}

impl NewPost {
    /// The first post of a thread that is written here and now.
    pub fn opening(author: Id, now: Time, source: &str, html: &str) -> NewPost {
        NewPost {
            kind: PostKind::Opening,
            parent: 0,
            author,
            created_at: now,
            edited_at: None,
            edits: 0,
            source: source.to_owned(),
            html: html.to_owned(),
            score: 0,
            accepted: false,
            origin: String::new(),
            origin_url: String::new(),
            licence: String::new(),
        }
    }
}

/// Where entries of a piece of writing come from.
#[derive(Clone, Copy, Debug)]
pub struct Writing {
    pub origin: Origin,
    pub now: Time,
    pub community: Id,
    pub audience: Id,
}

impl Writing {
    /// Writes a log entry about a thing of this community.
    pub async fn log(
        &self,
        tx: &Tx,
        actor: impl Into<Option<Id>>,
        at: Time,
        verb: &'static str,
        kind: &'static str,
        object: Id,
    ) -> Result<()> {
        let entry = activity::Entry {
            at,
            recorded_at: self.now,
            origin: self.origin,
            community: Some(self.community),
            audience: Some(self.audience),
            actor: actor.into(),
            verb,
            kind,
            object,
            payload: String::new(),
        };
        activity::record(tx, entry).await
    }
}

/// Inserts the thread's row and its log entry. Counters follow with [`super::recount::thread`].
pub async fn insert_thread(tx: &Tx, writing: Writing, new: &NewThread) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO threads (community, audience, area, kind, section, title, slug, author, created_at, active_at, active_by,
               views, score, pinned, closed_at, closed_why, group_id, apart)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id",
            new.community, new.audience, new.area, new.kind, new.kind.section(), &new.title, markup::slug(&new.title),
            new.author, new.created_at, new.active_at, new.active_by, new.views, new.score, new.pinned, new.closed_at,
            &new.closed_why, new.group_id, new.apart
        ))
        .await?;
    writing.log(tx, new.author, new.created_at, new.kind.opening_verb(), "thread", id).await?;
    Ok(id)
}

/// Inserts a post and its log entry (the opening post has its thread's).
pub async fn insert_post(tx: &Tx, writing: Writing, thread: Id, kind: Kind, new: &NewPost) -> Result<Id> {
    let imported = if writing.origin == Origin::Imported { new.score } else { 0 };
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO posts (thread, community, parent, kind, author, created_at, place, edited_at, edits, source, html,
               html_version, score, imported_score, origin, origin_url, licence)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id",
            thread,
            writing.community,
            new.parent,
            new.kind,
            new.author,
            new.created_at,
            place(kind, new.kind, new.accepted, new.score),
            new.edited_at,
            new.edits,
            &new.source,
            &new.html,
            markup::VERSION,
            new.score,
            imported,
            &new.origin,
            &new.origin_url,
            &new.licence
        ))
        .await?;
    let verb = match new.kind {
        PostKind::Opening => return Ok(id),
        PostKind::Comment => "commented",
        PostKind::Reply => kind.reply_verb(),
    };
    writing.log(tx, new.author, new.created_at, verb, "post", id).await?;
    Ok(id)
}

/// The tag's id, also by one of its synonyms; makes it when it is new.
pub async fn tag(tx: &Tx, community: Id, name: &str) -> Result<Id> {
    let slug = tag_slug(name);
    if let Some(id) = synonym(tx, community, &slug).await? {
        return Ok(id);
    }
    // The update locks the row, so that a merge of this tag waits for whoever just gave it to a thread.
    let (id, merged_into): (Id, Id) = tx
        .one(sql!(
            "INSERT INTO tags (community, slug, name) VALUES ($1, $2, $3)
             ON CONFLICT (community, slug) DO UPDATE SET slug = excluded.slug RETURNING id, merged_into",
            community,
            slug,
            name
        ))
        .await?;
    Ok(if merged_into > 0 { merged_into } else { id })
}

/// The tag that a synonym means.
async fn synonym(tx: &Tx, community: Id, slug: &str) -> Result<Option<Id>> {
    let found: Option<(Id,)> =
        tx.optional(sql!("SELECT tag FROM tag_synonyms WHERE community = $1 AND slug = $2", community, slug)).await?;
    Ok(found.map(|(id,)| id))
}

/// Tags keep characters that matter in them (`c++`, `node.js`, `日本語`).
pub fn tag_slug(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || "+#.-".contains(c) { c } else { '-' };
    name.trim().to_lowercase().chars().map(kept).take(50).collect()
}

/// Gives a thread exactly these tags, and its area; the tags' counters follow. A tag that comes into use or falls out of it
/// is an entry of the log: only tags in use can be found.
pub async fn set_labels(tx: &Tx, writing: Writing, thread: Id, area: Id, tags: &[Id]) -> Result<()> {
    let had: Vec<(i64,)> = tx.all(sql!("SELECT label FROM thread_labels WHERE thread = $1", thread)).await?;
    let had: Vec<i64> = had.into_iter().map(|(label,)| label).collect();
    let wanted: Vec<i64> = tags.iter().copied().chain((area != 0).then_some(-area)).collect();
    for label in had.iter().filter(|label| !wanted.contains(label)) {
        tx.run(sql!("DELETE FROM thread_labels WHERE thread = $1 AND label = $2", thread, *label)).await?;
        count_tag(tx, writing, *label, -1).await?;
    }
    for label in wanted.iter().filter(|label| !had.contains(label)) {
        let added = tx
            .run(sql!(
                "INSERT INTO thread_labels (label, thread, section, created_at, active_at, score, waiting, solved)
                 SELECT $2, id, section, created_at, active_at, score, waiting, solved FROM threads WHERE id = $1
                 ON CONFLICT (thread, label) DO NOTHING",
                thread,
                *label
            ))
            .await?;
        if added > 0 {
            count_tag(tx, writing, *label, 1).await?;
        }
    }
    Ok(())
}

/// Counts the tags of a thread that is deleted (-1) or comes back (1); it keeps them meanwhile.
pub async fn count_tags(tx: &Tx, writing: Writing, thread: Id, more: i64) -> Result<()> {
    for tag in labels_of(tx, thread).await? {
        count_tag(tx, writing, tag, more).await?;
    }
    Ok(())
}

/// Counts threads that came to a tag or left it.
pub(crate) async fn count_tag(tx: &Tx, writing: Writing, label: i64, more: i64) -> Result<()> {
    let used: Option<(i64,)> =
        tx.optional(sql!("UPDATE tags SET threads = threads + $2 WHERE id = $1 RETURNING threads", label, more)).await?;
    let turned = used.is_some_and(|(threads,)| threads == 0 || threads == more);
    if !turned {
        return Ok(());
    }
    let entry = activity::Entry {
        at: writing.now,
        recorded_at: writing.now,
        origin: writing.origin,
        community: Some(writing.community),
        audience: Some(writing.audience),
        actor: None,
        verb: if more > 0 { "tag_used" } else { "tag_unused" },
        kind: "tag",
        object: label,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}

/// Links one thread to another; doing it again changes nothing. Whether it was new.
pub async fn link(tx: &Tx, thread: Id, other: Id, kind: LinkKind, at: Time) -> Result<bool> {
    let made = tx
        .run(sql!(
            "INSERT INTO thread_links (thread, other, kind, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (thread, other, kind) DO NOTHING",
            thread,
            other,
            kind,
            at
        ))
        .await?;
    Ok(made > 0)
}

/// Whether one thread is linked to another.
pub async fn is_linked(tx: &Tx, thread: Id, other: Id, kind: LinkKind) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!("SELECT other FROM thread_links WHERE thread = $1 AND other = $2 AND kind = $3", thread, other, kind))
        .await?;
    Ok(found.is_some())
}

/// Notes a reaction and counts it.
pub async fn react(tx: &Tx, post: Id, account: Id, emoji: &str, at: Time) -> Result<()> {
    let made = tx
        .run(sql!(
            "INSERT INTO reactions (post, account, emoji, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (post, emoji, account) DO NOTHING",
            post,
            account,
            emoji,
            at
        ))
        .await?;
    if made > 0 {
        tx.run(sql!(
            "INSERT INTO reaction_counts (post, emoji, count) VALUES ($1, $2, 1)
             ON CONFLICT (post, emoji) DO UPDATE SET count = reaction_counts.count + 1",
            post,
            emoji
        ))
        .await?;
    }
    Ok(())
}

/// The tags of a thread.
pub async fn labels_of(tx: &Tx, thread: Id) -> Result<Vec<Id>> {
    let labels: Vec<(Id,)> = tx.all(sql!("SELECT label FROM thread_labels WHERE thread = $1 AND label > 0", thread)).await?;
    let mut labels: Vec<Id> = labels.into_iter().map(|(label,)| label).collect();
    labels.sort_unstable();
    Ok(labels)
}
