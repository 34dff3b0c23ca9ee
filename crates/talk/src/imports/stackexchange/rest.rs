//! What comes around threads: links between them, badges, and things that a later dump no longer has.

use std::collections::BTreeSet;
use std::sync::Arc;

use base::{Error, Id, Result, Scratch, Time, Tx, sql};
use formats::stackexchange::{Badge, Dump, Post, PostLink};

use super::bundle::{ANSWER, COMMENT, QUESTION};
use super::decide;
use super::people::USER;
use super::stage::{rows, shelf, thread_of, unreadable};
use super::{Run, write};
use crate::imports::keys;
use crate::imports::report::Report;
use crate::threads::store::{recount, writing};

const BATCH: usize = 200;

/// Refuses a dump whose ids are known here with other dates: it is of another site.
pub(super) async fn refuse_another_site(run: &Run, scratch: &Arc<Scratch>) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let ids = scratch.keys(shelf::QUESTION, after, 500)?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let source = run.source.clone();
        let known = run.db.read(move |tx| async move { keys::known(&tx, &source, QUESTION, &ids).await }).await?;
        for (id, before) in known {
            let Some(post) = rows::<Post>(scratch, shelf::QUESTION, id)?.pop() else { continue };
            if post.creation_date != before.created_at {
                return Err(Error::Conflict(format!(
                    "question {id} of source “{}” was made at {} but this dump says {}: it is of another site. \
                     Nothing was changed. Give it a name of its own with --source.",
                    run.source.name,
                    Time(before.created_at).rfc3339(),
                    Time(post.creation_date).rfc3339()
                )));
            }
        }
    }
}

/// Links and duplicates, after all threads are there.
pub(super) async fn links(run: &Run, dump: &Arc<Dump>, scratch: &Arc<Scratch>) -> Result<Report> {
    let mut report = Report::default();
    let mut links: Vec<PostLink> = Vec::new();
    for row in dump.post_links() {
        match row {
            Ok(link) => links.push(link),
            Err(problem) => unreadable(&mut report, "links", &problem),
        }
        if links.len() >= BATCH {
            report.add(write_links(run, scratch, std::mem::take(&mut links)).await?);
        }
    }
    report.add(write_links(run, scratch, links).await?);
    Ok(report)
}

async fn write_links(run: &Run, scratch: &Scratch, links: Vec<PostLink>) -> Result<Report> {
    let mut report = Report::default();
    let mut ready = Vec::with_capacity(links.len());
    for link in links {
        let counts = report.of("links");
        counts.read += 1;
        let kind = match decide::link(link.link_type_id) {
            Ok(kind) => kind,
            Err(why) => {
                counts.skip(why, 1);
                continue;
            }
        };
        match (thread_of(scratch, link.post_id)?, thread_of(scratch, link.related_post_id)?) {
            (Some(from), Some(to)) if from != to => ready.push((from, to, kind, link.creation_date.unwrap_or(0))),
            (Some(_), Some(_)) => counts.skip(decide::OWN_THREAD, 1),
            _ => counts.skip(decide::NO_POST, 1),
        }
    }
    let run = run.clone();
    let db = run.db.clone();
    let part = db
        .write(move |tx| async move {
            let mut part = Report::default();
            for (from, to, kind, at) in ready {
                let from = keys::object(&tx, &run.source, QUESTION, &from.to_string()).await?;
                let to = keys::object(&tx, &run.source, QUESTION, &to.to_string()).await?;
                let (Some(from), Some(to)) = (from, to) else {
                    // In a dry run of a new dump the threads are not there yet.
                    part.of("links").created += u64::from(run.options.dry_run);
                    part.of("links").skip(decide::NO_POST, u64::from(!run.options.dry_run));
                    continue;
                };
                if run.options.dry_run {
                    let there = writing::is_linked(&tx, from, to, kind).await?;
                    part.of("links").created += u64::from(!there);
                    part.of("links").unchanged += u64::from(there);
                    continue;
                }
                if writing::link(&tx, from, to, kind, Time(at)).await? {
                    tx.run(sql!("UPDATE threads SET rev = rev + 1 WHERE id = $1", from)).await?;
                    part.of("links").created += 1;
                } else {
                    part.of("links").unchanged += 1;
                }
            }
            Ok(part)
        })
        .await?;
    report.add(part);
    Ok(report)
}

/// Badges, kept until recognition can show them.
pub(super) async fn badges(run: &Run, dump: &Arc<Dump>) -> Result<Report> {
    let mut report = Report::default();
    let mut badges: Vec<Badge> = Vec::new();
    for row in dump.badges() {
        match row {
            Ok(badge) => badges.push(badge),
            Err(problem) => unreadable(&mut report, "badges", &problem),
        }
        if badges.len() >= 2 * BATCH {
            report.add(write_badges(run, std::mem::take(&mut badges)).await?);
        }
    }
    report.add(write_badges(run, badges).await?);
    Ok(report)
}

async fn write_badges(run: &Run, badges: Vec<Badge>) -> Result<Report> {
    let run = run.clone();
    let db = run.db.clone();
    db.write(move |tx| async move {
        let mut report = Report::default();
        for badge in badges {
            let counts = report.of("badges");
            counts.read += 1;
            if run.options.dry_run {
                let there: Option<(Id,)> = tx
                    .optional(sql!(
                        "SELECT account FROM imported_badges WHERE community = $1 AND source = $2 AND source_id = $3",
                        run.source.community,
                        &run.source.name,
                        badge.id.to_string()
                    ))
                    .await?;
                counts.created += u64::from(there.is_none());
                counts.unchanged += u64::from(there.is_some());
                continue;
            }
            let Some(account) = keys::object(&tx, &run.source, USER, &badge.user_id.to_string()).await? else {
                counts.skip(decide::NO_USER, 1);
                continue;
            };
            let made = tx
                .run(sql!(
                    "INSERT INTO imported_badges (community, source, source_id, account, name, class, awarded_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (community, source, source_id) DO NOTHING",
                    run.source.community,
                    &run.source.name,
                    badge.id.to_string(),
                    account,
                    badge.name,
                    badge.class.unwrap_or(3),
                    badge.date
                ))
                .await?;
            counts.created += made;
            counts.unchanged += 1 - made;
        }
        Ok(report)
    })
    .await
}

/// Hides what the dump no longer has, unless somebody here has touched it or anything in its thread.
///
/// A kind whose file was missing, cut off or partly unreadable is left alone: what it does not show may still be there.
pub(super) async fn prune(run: &Run, scratch: &Arc<Scratch>, incomplete: &BTreeSet<&'static str>) -> Result<Report> {
    let mut report = Report::default();
    for (kind, name) in [(COMMENT, "comments"), (ANSWER, "answers"), (QUESTION, "questions")] {
        if incomplete.contains("posts") || (kind == COMMENT && incomplete.contains("comments")) {
            report.problem(format!("{name}: nothing was hidden, because the dump could not be read whole"));
            continue;
        }
        let mut after = String::new();
        loop {
            let (source, from) = (run.source.clone(), after.clone());
            let page = run.db.read(move |tx| async move { keys::page(&tx, &source, kind, &from, BATCH as i64).await }).await?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            let mut gone = Vec::new();
            for (id, object) in page {
                let number = id.parse().unwrap_or(0);
                let there = match kind {
                    COMMENT => scratch.has(shelf::COMMENT, number)?,
                    _ => thread_of(scratch, number)?.is_some(),
                };
                if !there {
                    gone.push((id, object));
                }
            }
            let run = run.clone();
            let db = run.db.clone();
            let (hidden, kept) = db.write(move |tx| async move { hide(&tx, &run, kind, gone).await }).await?;
            report.of(name).hidden += hidden;
            report.of(name).read += kept;
            report.of(name).skip("gone from the dump, but touched here", kept);
        }
    }
    Ok(report)
}

async fn hide(tx: &Tx, run: &Run, kind: &'static str, gone: Vec<(String, Id)>) -> Result<(u64, u64)> {
    let (mut hidden, mut kept) = (0, 0);
    let writing = write::writing(run);
    for (id, object) in gone {
        let thread = if kind == QUESTION {
            object
        } else {
            let (thread,): (Id,) = tx.one(sql!("SELECT thread FROM posts /* removed ones, too */ WHERE id = $1", object)).await?;
            thread
        };
        if is_touched(tx, thread).await? {
            kept += 1;
            continue;
        }
        hidden += 1;
        if run.options.dry_run {
            continue;
        }
        if kind == QUESTION {
            tx.run(sql!(
                "UPDATE threads SET removed_at = $2, removed_why = 'import', rev = rev + 1 WHERE id = $1",
                object,
                writing.now
            ))
            .await?;
            writing::set_labels(tx, writing, thread, 0, &[]).await?;
            writing.log(tx, run.system, writing.now, "hidden", "thread", thread).await?;
        } else {
            tx.run(sql!("UPDATE posts SET removed_at = $2, removed_why = 'import' WHERE id = $1", object, writing.now)).await?;
            tx.run(sql!("UPDATE threads SET accepted = 0, accepted_at = 0 WHERE id = $1 AND accepted = $2", thread, object))
                .await?;
            writing.log(tx, run.system, writing.now, "hidden", "post", object).await?;
            recount::thread(tx, thread).await?;
        }
        for (author,) in authors(tx, if kind == QUESTION { None } else { Some(object) }, thread).await? {
            recount::member(tx, run.source.community, author).await?;
        }
        keys::hide(tx, &run.source, kind, &id).await?;
    }
    Ok((hidden, kept))
}

/// Who wrote a post, or everybody in its thread.
async fn authors(tx: &Tx, post: Option<Id>, thread: Id) -> Result<Vec<(Id,)>> {
    tx.all(
        sql!(
            "SELECT DISTINCT author FROM posts /* removed ones, too */ WHERE thread = $1 {post| AND id = $2}",
            thread,
            post.unwrap_or(0)
        )
        .when("post", post.is_some()),
    )
    .await
}

/// Whether somebody wrote, reacted or edited in a thread here.
async fn is_touched(tx: &Tx, thread: Id) -> Result<bool> {
    let lived: Option<(i64,)> = tx
        .optional(sql!(
            "SELECT p.id FROM posts p /* removed ones, too */ WHERE p.thread = $1 AND p.kind IN ('opening', 'reply', 'comment')
               AND (p.origin = '' OR p.changed_here = 1 OR p.score <> p.imported_score OR EXISTS (SELECT 1 FROM reactions r WHERE r.post = p.id)) LIMIT 1",
            thread
        ))
        .await?;
    Ok(lived.is_some())
}
