//! A thread as the dump has it: put together from the scratch file, compared with what is known, rendered.

use ahash::AHashMap;
use base::{Id, Result, Scratch};
use formats::stackexchange::{Comment, Post, PostHistory};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::stage::{rows, shelf};
use super::text;
use crate::imports::keys::Known;
use crate::threads::model::PostKind;

pub(super) const QUESTION: &str = "question";
pub(super) const ANSWER: &str = "answer";
pub(super) const COMMENT: &str = "comment";

/// A question with everything under it.
pub(super) struct Bundle {
    pub question: Post,
    /// The question, its answers, and the comments of each, in the order in which they are written.
    pub items: Vec<Item>,
    pub favourites: Vec<(i64, i64)>,
}

/// A post to be, of any kind.
pub(super) struct Item {
    pub kind: PostKind,
    pub id: i64,
    /// The dump's id of the post that a comment belongs to.
    pub parent: i64,
    pub author: Option<i64>,
    pub author_name: Option<String>,
    pub created_at: i64,
    pub edited_at: Option<i64>,
    pub score: i64,
    pub licence: String,
    pub body: Body,
    pub history: Vec<PostHistory>,
    /// Votes by type.
    pub votes: i64,
    pub fingerprint: i64,
    pub known: Option<Known>,
    /// Filled for what is new or changed.
    pub rendered: Option<(String, String)>,
}

/// The text as the dump has it.
pub(super) enum Body {
    /// Markdown, and the HTML that the site made of it, if the dump has that.
    Markdown {
        text: String,
        html: Option<String>,
    },
    Html(String),
}

impl Item {
    /// The kind of its key.
    pub fn key_kind(&self) -> &'static str {
        match self.kind {
            PostKind::Opening => QUESTION,
            PostKind::Reply => ANSWER,
            PostKind::Comment => COMMENT,
        }
    }

    pub fn is_unchanged(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.fingerprint == self.fingerprint && !known.hidden)
    }

    /// Source and HTML, for what has to be written.
    pub fn render(&mut self, community: &str) {
        self.rendered = Some(match &self.body {
            Body::Markdown { text, html } => text::rendered(text, html.as_deref(), community),
            Body::Html(html) => text::converted(html),
        });
    }
}

/// No score is larger; a broken number must not upset sums and orders.
const MOST: i64 = 1_000_000_000;

/// Puts a thread together.
pub(super) fn assemble(scratch: &Scratch, id: i64) -> Result<Option<Bundle>> {
    let Some(question) = rows::<Post>(scratch, shelf::QUESTION, id)?.pop() else { return Ok(None) };
    let answers: Vec<Post> = rows(scratch, shelf::ANSWERS, id)?;
    let mut items = Vec::new();
    for (kind, post) in [(PostKind::Opening, &question)].into_iter().chain(answers.iter().map(|a| (PostKind::Reply, a))) {
        let comments: Vec<Comment> = rows(scratch, shelf::COMMENTS, post.id)?;
        items.push(post_item(scratch, kind, post)?);
        items.extend(comments.into_iter().map(comment_item));
    }
    let favourites = scratch.all(shelf::FAVOURITES, id)?.into_iter();
    let favourites = favourites.map(|(user, at)| (user, at.try_into().map_or(0, i64::from_le_bytes))).collect();
    Ok(Some(Bundle { question, items, favourites }))
}

fn post_item(scratch: &Scratch, kind: PostKind, post: &Post) -> Result<Item> {
    let mut history: Vec<PostHistory> = rows(scratch, shelf::HISTORY, post.id)?;
    history.sort_by_key(|entry| (entry.creation_date, entry.id));
    // The latest body may be a rollback; only the history has Markdown.
    let latest = history.iter().rev().find(|entry| entry.post_history_type_id.is_body()).and_then(|entry| entry.text.clone());
    let body = match latest {
        Some(text) => Body::Markdown { text, html: Some(post.body.clone()) },
        None => Body::Html(post.body.clone()),
    };
    let votes = scratch.sums(shelf::VOTES, post.id)?;
    let bodies = (&post.body, history.len(), post.score, post.view_count, post.closed_date, post.accepted_answer_id);
    let rest = (&post.title, &post.tags, post.owner_user_id, &post.owner_display_name, post.last_edit_date, &votes);
    Ok(Item {
        kind,
        id: post.id,
        parent: 0,
        author: post.owner_user_id,
        author_name: post.owner_display_name.clone(),
        created_at: post.creation_date,
        edited_at: post.last_edit_date,
        score: post.score.clamp(-MOST, MOST),
        licence: licence(post.content_license.as_deref(), post.creation_date),
        fingerprint: fingerprint(&(bodies, rest)),
        votes: votes.iter().map(|(_, count)| count).sum(),
        body,
        history,
        known: None,
        rendered: None,
    })
}

fn comment_item(comment: Comment) -> Item {
    let parts = (&comment.text, comment.score, comment.user_id, &comment.user_display_name);
    Item {
        kind: PostKind::Comment,
        id: comment.id,
        parent: comment.post_id,
        author: comment.user_id,
        created_at: comment.creation_date,
        edited_at: None,
        score: comment.score.clamp(-MOST, MOST),
        licence: licence(comment.content_license.as_deref(), comment.creation_date),
        fingerprint: fingerprint(&parts),
        author_name: comment.user_display_name,
        body: Body::Markdown { text: comment.text, html: None },
        history: Vec::new(),
        votes: 0,
        known: None,
        rendered: None,
    }
}

/// The licence under which something was published there. Older dumps do not say it; the site's terms did:
/// <https://stackoverflow.com/help/licensing> (2.5 until 2011-04-08, 3.0 until 2018-05-02, then 4.0).
fn licence(told: Option<&str>, created_at: i64) -> String {
    const THREE: i64 = 1_302_220_800_000;
    const FOUR: i64 = 1_525_219_200_000;
    match told {
        Some(told) => told.to_owned(),
        None if created_at < THREE => "CC BY-SA 2.5".into(),
        None if created_at < FOUR => "CC BY-SA 3.0".into(),
        None => "CC BY-SA 4.0".into(),
    }
}

/// A number that changes when what was brought does; the same on every machine.
pub(super) fn fingerprint(parts: &impl Serialize) -> i64 {
    let bytes = serde_json::to_vec(parts).unwrap_or_default();
    let digest = Sha256::digest(bytes);
    digest[..8].try_into().map_or(0, i64::from_be_bytes)
}

/// One revision: what changed together.
pub(super) struct Revision {
    pub author: Option<i64>,
    pub author_name: Option<String>,
    pub created_at: i64,
    pub title: Option<String>,
    pub tags: Option<String>,
    pub source: Option<String>,
}

/// History rows of one save belong together (`RevisionGUID`). The first is how the post was written.
pub(super) fn revisions(history: &[PostHistory]) -> Vec<Revision> {
    let mut order: Vec<Revision> = Vec::new();
    let mut places: AHashMap<&str, usize> = AHashMap::new();
    for entry in history {
        let at = entry.revision_guid.as_deref().and_then(|guid| places.get(guid).copied());
        let at = at.unwrap_or_else(|| {
            order.push(Revision {
                author: entry.user_id,
                author_name: entry.user_display_name.clone(),
                created_at: entry.creation_date,
                title: None,
                tags: None,
                source: None,
            });
            if let Some(guid) = entry.revision_guid.as_deref() {
                places.insert(guid, order.len() - 1);
            }
            order.len() - 1
        });
        let kind = entry.post_history_type_id;
        let revision = &mut order[at];
        match () {
            () if kind.is_body() => revision.source = entry.text.clone(),
            () if kind.is_title() => revision.title = entry.text.clone(),
            () => revision.tags = entry.text.clone(),
        }
    }
    order
}

/// Rows of the dump by the row here that they became.
pub(super) type Made = AHashMap<i64, Id>;
