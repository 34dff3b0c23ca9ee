//! The rows that a command works on. A command locks its thread first: on PostgreSQL the update holds the row until the
//! commit, so that commands on one thread come one after another.

use base::activity::Origin;
use base::{Error, Id, Result, Time, Tx, record, sql};

use super::writing::Writing;
use crate::threads::model::{Kind, PostKind, Section};

record! {
    /// A thread whose row is locked, removed or not.
    #[derive(Clone, Debug)]
    pub struct HeldThread {
        pub id: Id,
        pub community: Id,
        pub audience: Id,
        pub area: Id,
        pub kind: Kind,
        pub section: Section,
        pub title: String,
        pub slug: String,
        pub author: Id,
        pub created_at: Time,
        pub accepted: Id,
        pub replies: i64,
        pub people: i64,
        pub pinned: bool,
        pub closed_at: Option<Time>,
        pub removed_at: Option<Time>,
        pub removed_by: Option<Id>,
        pub rev: i64,
        /// The working group that it belongs to; 0 for none. Only that one reads it when it stands apart.
        pub group_id: Id,
        pub apart: bool,
    }
}

impl HeldThread {
    /// How what somebody does to it now stands in the log.
    pub fn writing(&self, now: Time) -> Writing {
        Writing { origin: Origin::Lived, now, community: self.community, audience: self.audience }
    }

    /// The thread, unless it is deleted.
    pub fn there(self) -> Result<HeldThread> {
        if self.removed_at.is_some() { Err(Error::NotFound) } else { Ok(self) }
    }
}

record! {
    /// A post of a locked thread, removed or not.
    #[derive(Clone, Debug)]
    pub struct HeldPost {
        pub id: Id,
        pub thread: Id,
        pub parent: Id,
        pub kind: PostKind,
        pub author: Id,
        pub created_at: Time,
        pub edited_at: Option<Time>,
        pub edits: i64,
        pub source: String,
        pub score: i64,
        pub rev: i64,
        pub removed_at: Option<Time>,
        pub removed_by: Option<Id>,
    }
}

impl HeldPost {
    /// The post, unless it is deleted.
    pub fn there(self) -> Result<HeldPost> {
        if self.removed_at.is_some() { Err(Error::NotFound) } else { Ok(self) }
    }
}

/// Locks a thread of this community and says that it changes; what may not be read is not there.
pub async fn thread(tx: &Tx, community: Id, audiences: &[Id], id: Id) -> Result<HeldThread> {
    tx.one(sql!(
        "UPDATE threads SET rev = rev + 1 WHERE id = $1 AND community = $2 AND audience IN (#3)
         RETURNING id, community, audience, area, kind, section, title, slug, author, created_at, accepted, replies, people, pinned, closed_at,
           removed_at, removed_by, rev, group_id, apart",
        id,
        community,
        audiences
    ))
    .await
}

/// Locks a thread wherever it stands, removed or not, for what the program does by itself.
pub async fn any(tx: &Tx, id: Id) -> Result<HeldThread> {
    tx.one(sql!(
        "UPDATE threads SET rev = rev + 1 WHERE id = $1
         RETURNING id, community, audience, area, kind, section, title, slug, author, created_at, accepted, replies, people, pinned, closed_at,
           removed_at, removed_by, rev, group_id, apart",
        id
    ))
    .await
}

/// A thread as it stands, for showing a form about it.
pub async fn look(tx: &Tx, community: Id, audiences: &[Id], id: Id) -> Result<HeldThread> {
    tx.one(sql!(
        "SELECT id, community, audience, area, kind, section, title, slug, author, created_at, accepted, replies, people, pinned, closed_at,
           removed_at, removed_by, rev, group_id, apart
         FROM threads WHERE id = $1 AND community = $2 AND audience IN (#3)",
        id,
        community,
        audiences
    ))
    .await
}

/// A post as it stands, removed or not.
pub async fn post(tx: &Tx, community: Id, id: Id) -> Result<HeldPost> {
    tx.one(sql!(
        "SELECT id, thread, parent, kind, author, created_at, edited_at, edits, source, score, rev, removed_at, removed_by
         FROM posts WHERE id = $1 AND community = $2",
        id,
        community
    ))
    .await
}

/// Locks the thread of a post, then reads the post.
pub async fn with_post(tx: &Tx, community: Id, audiences: &[Id], id: Id) -> Result<(HeldThread, HeldPost)> {
    let first = post(tx, community, id).await?;
    let held = thread(tx, community, audiences, first.thread).await?;
    let now = post(tx, community, id).await?;
    if now.thread != held.id {
        return Err(Error::Conflict("the post was moved meanwhile".into()));
    }
    Ok((held, now))
}

/// The thread of a post and the post, for showing a form about it.
pub async fn look_at_post(tx: &Tx, community: Id, audiences: &[Id], id: Id) -> Result<(HeldThread, HeldPost)> {
    let found = post(tx, community, id).await?;
    Ok((look(tx, community, audiences, found.thread).await?, found))
}
