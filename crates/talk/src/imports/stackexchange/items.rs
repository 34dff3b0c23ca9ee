//! One post or thread of the dump as rows here: made, or brought up to date.

use base::{Id, Result, Time, Tx, sql};

use super::Run;
use super::bundle::{self, Bundle, Item, Made};
use super::people::author;
use crate::threads::model::{Kind, PostKind};
use crate::threads::store::writing::{self, NewPost, NewThread, Writing};

/// Inserts the thread's row, or brings it up to date.
pub(super) async fn opening_row(tx: &Tx, run: &Run, writing: Writing, bundle: &Bundle, item: &Item, by: Id) -> Result<Id> {
    let question = &bundle.question;
    let title = question.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| format!("#{}", question.id));
    let created_at = Time(question.creation_date);
    let closed_at = question.closed_date.map(Time);
    let views = question.view_count.unwrap_or(0);
    match &item.known {
        None => {
            let new = NewThread {
                community: run.source.community,
                audience: run.audience,
                area: 0,
                kind: Kind::Question,
                title,
                author: by,
                created_at,
                active_at: created_at,
                active_by: by,
                views,
                score: item.score,
                pinned: false,
                closed_at,
                closed_why: String::new(),
                group_id: 0,
                apart: false,
            };
            writing::insert_thread(tx, writing, &new).await
        }
        Some(known) if item.is_unchanged() => Ok(known.object),
        Some(known) => {
            tx.run(sql!(
                "UPDATE threads SET title = CASE WHEN changed_here = 1 THEN title ELSE $2 END,
                   slug = CASE WHEN changed_here = 1 THEN slug ELSE $3 END, views = CASE WHEN views < $4 THEN $4 ELSE views END,
                   closed_at = CASE WHEN changed_here = 1 THEN closed_at ELSE $5 END, author = $6,
                   removed_at = CASE WHEN removed_why = 'import' THEN NULL ELSE removed_at END WHERE id = $1",
                known.object,
                &title,
                markup::slug(&title),
                views,
                closed_at,
                by
            ))
            .await?;
            let verb = if known.hidden { "restored" } else { "edited" };
            writing.log(tx, by, writing.now, verb, "thread", known.object).await?;
            Ok(known.object)
        }
    }
}

pub(super) fn new_post(run: &Run, bundle: &Bundle, item: &Item, by: Id, made: &Made) -> NewPost {
    let (source, html) = item.rendered.clone().unwrap_or_default();
    let path = match item.kind {
        PostKind::Opening => format!("q/{}", item.id),
        PostKind::Reply => format!("a/{}", item.id),
        PostKind::Comment => format!("q/{}#comment{}_{}", bundle.question.id, item.id, item.parent),
    };
    NewPost {
        kind: item.kind,
        parent: made.get(&item.parent).copied().unwrap_or(0),
        author: by,
        created_at: Time(item.created_at),
        edited_at: item.edited_at.map(Time),
        edits: edits(item),
        source,
        html,
        score: item.score,
        accepted: bundle.question.accepted_answer_id == Some(item.id) && item.kind == PostKind::Reply,
        origin: run.source.name.clone(),
        origin_url: run
            .options
            .site_url
            .as_ref()
            .map(|site| format!("{}/{path}", site.trim_end_matches('/')))
            .unwrap_or_default(),
        licence: item.licence.clone(),
    }
}

fn edits(item: &Item) -> i64 {
    i64::try_from(bundle::revisions(&item.history).len()).map_or(0, |n| (n - 1).max(0))
}

pub(super) async fn update_post(tx: &Tx, writing: Writing, thread: Id, post: Id, by: Id, item: &Item) -> Result<()> {
    let (source, html) = item.rendered.clone().unwrap_or_default();
    tx.run(sql!(
        "UPDATE posts SET source = CASE WHEN changed_here = 1 THEN source ELSE $2 END,
           html = CASE WHEN changed_here = 1 THEN html ELSE $3 END,
           html_version = CASE WHEN changed_here = 1 THEN html_version ELSE $4 END,
           score = score - imported_score + $5, imported_score = $5,
           edited_at = CASE WHEN changed_here = 1 THEN edited_at ELSE $6 END,
           edits = CASE WHEN changed_here = 1 THEN edits ELSE $7 END, author = $8, rev = rev + 1,
           removed_at = CASE WHEN removed_why = 'import' THEN NULL ELSE removed_at END WHERE id = $1",
        post,
        source,
        html,
        markup::VERSION,
        item.score,
        item.edited_at.map(Time),
        edits(item),
        by
    ))
    .await?;
    if item.kind == PostKind::Opening {
        return Ok(());
    }
    let known_hidden = item.known.as_ref().is_some_and(|known| known.hidden);
    let verb = if known_hidden { "restored" } else { "edited" };
    writing.log(tx, by, writing.now, verb, "post", post).await?;
    tx.run(sql!("UPDATE threads SET rev = rev + 1 WHERE id = $1", thread)).await.map(|_| ())
}

pub(super) async fn revisions(tx: &Tx, run: &Run, item: &Item, post: Id) -> Result<()> {
    if item.history.is_empty() {
        return Ok(());
    }
    if item.known.is_some() {
        // What was edited here has a history of its own.
        let (changed,): (bool,) =
            tx.one(sql!("SELECT changed_here FROM posts /* removed ones, too */ WHERE id = $1", post)).await?;
        if changed {
            return Ok(());
        }
        tx.run(sql!("DELETE FROM revisions WHERE post = $1", post)).await?;
    }
    for (number, revision) in (1_i64..).zip(bundle::revisions(&item.history)) {
        let by = author(tx, run, revision.author, revision.author_name.as_deref()).await?;
        tx.run(sql!(
            "INSERT INTO revisions (post, number, author, created_at, title, tags, source) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            post,
            number,
            by,
            revision.created_at,
            revision.title,
            revision.tags,
            revision.source
        ))
        .await?;
    }
    Ok(())
}

pub(super) async fn labels(tx: &Tx, run: &Run, bundle: &Bundle, thread: Id) -> Result<()> {
    let mut tags = Vec::with_capacity(bundle.question.tags.len());
    for tag in &bundle.question.tags {
        tags.push(writing::tag(tx, run.source.community, tag).await?);
    }
    let (area,): (Id,) = tx.one(sql!("SELECT area FROM threads /* removed ones, too */ WHERE id = $1", thread)).await?;
    writing::set_labels(tx, super::write::writing(run), thread, area, &tags).await
}
