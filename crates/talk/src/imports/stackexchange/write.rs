//! Threads, batch by batch: the next batch is put together and rendered while the last one is written.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ::people::members::store::{self as members, Gave};
use base::activity::Origin;
use base::{Id, Result, Scratch, Time, Tx, sql, work};

use super::bundle::{self, Bundle, Item, Made};
use super::decide;
use super::items::{labels, new_post, opening_row, revisions, update_post};
use super::people::author;
use super::stage::shelf;
use super::{Run, Watch};
use crate::imports::keys::{self, Key};
use crate::imports::report::Report;
use crate::threads::model::{Kind, PostKind};
use crate::threads::store::recount;
use crate::threads::store::writing::{self, Writing};

/// Threads that are put together at once.
const BATCH: i64 = 40;
/// A transaction is ended after this long, so that a server beside gets its turn.
const LONGEST: Duration = Duration::from_millis(45);

/// Writes all threads of the scratch file that are new or changed.
pub(super) async fn threads(run: &Run, scratch: &Arc<Scratch>, watch: &mut Watch) -> Result<Report> {
    let mut report = orphans(scratch)?;
    let total = scratch.count(shelf::QUESTION)?;
    let mut done = 0;
    let mut after = i64::MIN;
    let mut next = tokio::spawn(prepare(run.clone(), Arc::clone(scratch), after));
    loop {
        let (bundles, last) = next.await.map_err(base::Error::internal)??;
        if bundles.is_empty() {
            return Ok(report);
        }
        after = last;
        next = tokio::spawn(prepare(run.clone(), Arc::clone(scratch), after));
        done += bundles.len() as u64;
        let mut waiting: std::collections::VecDeque<Bundle> = bundles.into();
        while !waiting.is_empty() {
            let (run, bundles) = (run.clone(), waiting);
            let db = run.db.clone();
            let (part, left) = db.write(move |tx| async move { write_some(&tx, &run, bundles).await }).await?;
            report.add(part);
            waiting = left;
        }
        watch("threads", done, total);
    }
}

/// Answers whose question is not there.
fn orphans(scratch: &Scratch) -> Result<Report> {
    let (mut report, mut after) = (Report::default(), i64::MIN);
    loop {
        let keys = scratch.keys(shelf::ANSWERS, after, 1000)?;
        let Some(last) = keys.last() else { return Ok(report) };
        after = *last;
        for question in keys {
            if !scratch.has(shelf::QUESTION, question)? {
                let answers: Vec<formats::stackexchange::Post> = super::stage::rows(scratch, shelf::ANSWERS, question)?;
                report.of("answers").skip(decide::NO_QUESTION, answers.len() as u64);
                for answer in answers {
                    let comments = scratch.all(shelf::COMMENTS, answer.id)?.len() as u64;
                    report.of("comments").skip(decide::NO_POST, comments);
                    let history = scratch.all(shelf::HISTORY, answer.id)?.len() as u64;
                    report.of("revisions").skip(decide::NO_POST, history);
                    let votes: i64 = scratch.sums(shelf::VOTES, answer.id)?.iter().map(|(_, n)| n).sum();
                    report.of("votes").skip(decide::NO_POST, votes.unsigned_abs());
                }
            }
        }
    }
}

/// The next threads: put together, compared, and rendered as far as they are new or changed.
async fn prepare(run: Run, scratch: Arc<Scratch>, after: i64) -> Result<(Vec<Bundle>, i64)> {
    let keys = scratch.keys(shelf::QUESTION, after, BATCH)?;
    let last = keys.last().copied().unwrap_or(after);
    let bundles = work::blocking(move || {
        let bundles = keys.into_iter().map(|id| bundle::assemble(&scratch, id));
        bundles.filter_map(Result::transpose).collect::<Result<Vec<Bundle>>>()
    })
    .await?;
    let source = run.source.clone();
    let bundles = run.db.read(move |tx| async move { compare(&tx, &source, bundles).await }).await?;
    let bundles = work::blocking(move || Ok(rendered(bundles, &run.options.community))).await?;
    Ok((bundles, last))
}

async fn compare(tx: &Tx, source: &keys::Source, mut bundles: Vec<Bundle>) -> Result<Vec<Bundle>> {
    for bundle in &mut bundles {
        for kind in [bundle::QUESTION, bundle::ANSWER, bundle::COMMENT] {
            let ids: Vec<i64> = bundle.items.iter().filter(|item| item.key_kind() == kind).map(|item| item.id).collect();
            let mut known = keys::known(tx, source, kind, &ids).await?;
            for item in bundle.items.iter_mut().filter(|item| item.key_kind() == kind) {
                item.known = known.remove(&item.id);
            }
        }
    }
    Ok(bundles)
}

fn rendered(mut bundles: Vec<Bundle>, community: &str) -> Vec<Bundle> {
    for item in bundles.iter_mut().flat_map(|bundle| &mut bundle.items) {
        if !item.is_unchanged() {
            item.render(community);
        }
    }
    bundles
}

/// Writes threads until time is up; returns what is left.
async fn write_some(
    tx: &Tx,
    run: &Run,
    mut bundles: std::collections::VecDeque<Bundle>,
) -> Result<(Report, std::collections::VecDeque<Bundle>)> {
    let started = Instant::now();
    let mut report = Report::default();
    while let Some(bundle) = bundles.pop_front() {
        count(&bundle, &mut report);
        if !run.options.dry_run {
            write(tx, run, bundle, &mut report).await?;
        }
        if started.elapsed() > LONGEST {
            break;
        }
    }
    Ok((report, bundles))
}

/// What will be done with a thread, in numbers.
fn count(bundle: &Bundle, report: &mut Report) {
    for item in &bundle.items {
        let kind = match item.kind {
            PostKind::Opening => "questions",
            PostKind::Reply => "answers",
            PostKind::Comment => "comments",
        };
        let counts = report.of(kind);
        match &item.known {
            None => counts.created += 1,
            Some(_) if item.is_unchanged() => counts.unchanged += 1,
            Some(_) => counts.updated += 1,
        }
        let had = item.known.as_ref().map_or(0, |known| known.votes).clamp(0, item.votes);
        report.of("votes").unchanged += had.unsigned_abs();
        report.of("votes").created += (item.votes - had).unsigned_abs();
        let history = item.history.len() as u64;
        match &item.known {
            None => report.of("revisions").created += history,
            Some(_) if item.is_unchanged() => report.of("revisions").unchanged += history,
            Some(_) => report.of("revisions").updated += history,
        }
    }
    let accepted = bundle.question.accepted_answer_id;
    if let Some(id) = accepted {
        let counts = report.of("accepted");
        counts.read += 1;
        let there = bundle.items.iter().any(|item| item.kind == PostKind::Reply && item.id == id);
        let before = bundle.items.first().is_some_and(Item::is_unchanged);
        match (there, before) {
            (false, _) => counts.skip(decide::NO_ANSWER, 1),
            (true, true) => counts.unchanged += 1,
            (true, false) => counts.created += 1,
        }
    }
}

/// How writing of an import stands in the log.
pub(super) fn writing(run: &Run) -> Writing {
    Writing { origin: Origin::Imported, now: run.clock.now(), community: run.source.community, audience: run.audience }
}

/// Writes what is new or changed of a thread, then its counters.
async fn write(tx: &Tx, run: &Run, bundle: Bundle, report: &mut Report) -> Result<()> {
    if bundle.items.iter().all(Item::is_unchanged) {
        return favourites(tx, run, &bundle, None, report).await;
    }
    let here = match bundle.items.first().and_then(|item| item.known.as_ref()) {
        Some(known) => here(tx, run, known.object).await?,
        None => Here::default(),
    };
    if here.is_elsewhere {
        report.of("questions").skip("it was merged or moved here", 1);
        return Ok(());
    }
    let writing = writing(run);
    let mut made = Made::new();
    let mut thread = 0;
    let mut authors = Vec::new();
    for item in &bundle.items {
        let by = author(tx, run, item.author, item.author_name.as_deref()).await?;
        authors.push(by);
        if item.kind == PostKind::Opening {
            thread = opening_row(tx, run, writing, &bundle, item, by).await?;
        }
        let post = match &item.known {
            Some(known) if item.is_unchanged() => post_of(tx, item, known.object, thread).await?,
            Some(known) => {
                let post = post_of(tx, item, known.object, thread).await?;
                update_post(tx, writing, thread, post, by, item).await?;
                post
            }
            None => writing::insert_post(tx, writing, thread, Kind::Question, &new_post(run, &bundle, item, by, &made)).await?,
        };
        made.insert(if item.kind == PostKind::Comment { -item.id } else { item.id }, post);
        if !item.is_unchanged() {
            let object = if item.kind == PostKind::Opening { thread } else { post };
            keys::keep(tx, &run.source, &key(item, object)).await?;
            revisions(tx, run, item, post).await?;
        }
    }
    if !here.is_changed {
        labels(tx, run, &bundle, thread).await?;
    }
    let theirs = bundle.question.accepted_answer_id.and_then(|id| made.get(&id).copied()).unwrap_or(0);
    let accepted = if here.is_changed { here.accepted } else { theirs };
    recount::accept(tx, thread, accepted).await?;
    recount::thread(tx, thread).await?;
    favourites(tx, run, &bundle, Some(thread), report).await?;
    if bundle.items.iter().all(|item| item.known.is_none()) {
        return count_new(tx, run, &bundle, &authors).await;
    }
    authors.sort_unstable();
    authors.dedup();
    for account in authors {
        recount::member(tx, run.source.community, account).await?;
    }
    Ok(())
}

/// What became of a thread here since the last import: what was changed here is left alone.
#[derive(Default)]
struct Here {
    is_changed: bool,
    accepted: Id,
    /// Merged into another thread, or moved to another community.
    is_elsewhere: bool,
}

async fn here(tx: &Tx, run: &Run, thread: Id) -> Result<Here> {
    let (is_changed, accepted, merged, community): (bool, Id, Id, Id) = tx
        .one(sql!(
            "SELECT changed_here, accepted, merged_into, community FROM threads /* removed ones, too */ WHERE id = $1",
            thread
        ))
        .await?;
    Ok(Here { is_changed, accepted, is_elsewhere: merged > 0 || community != run.source.community })
}

/// Adds what a new thread's authors gave to their counters, without counting all that they ever wrote.
async fn count_new(tx: &Tx, run: &Run, bundle: &Bundle, authors: &[Id]) -> Result<()> {
    let mut gave: ahash::AHashMap<Id, (Gave, i64)> = ahash::AHashMap::new();
    for (item, author) in bundle.items.iter().zip(authors) {
        let (sums, last) = gave.entry(*author).or_default();
        let accepted = item.kind == PostKind::Reply && bundle.question.accepted_answer_id == Some(item.id);
        sums.posts += 1;
        sums.questions += i64::from(item.kind == PostKind::Opening);
        sums.answers += i64::from(item.kind == PostKind::Reply);
        sums.accepted += i64::from(accepted);
        *last = (*last).max(item.created_at);
    }
    for (author, (sums, last)) in gave {
        members::count(tx, run.source.community, author, sums, Time(last)).await?;
    }
    tx.run(sql!("UPDATE communities SET questions = questions + 1, rev = rev + 1 WHERE id = $1", run.source.community)).await?;
    Ok(())
}

/// The key's object of a question is its thread; of others the post.
async fn post_of(tx: &Tx, item: &Item, object: Id, thread: Id) -> Result<Id> {
    if item.kind != PostKind::Opening {
        return Ok(object);
    }
    let (post,): (Id,) =
        tx.one(sql!("SELECT id FROM posts /* removed ones, too */ WHERE thread = $1 AND kind = 'opening'", thread)).await?;
    Ok(post)
}

fn key(item: &Item, object: Id) -> Key {
    Key {
        kind: item.key_kind(),
        source_id: item.id.to_string(),
        object,
        created_at: item.created_at,
        fingerprint: item.fingerprint,
        votes: item.votes,
    }
}

/// Favourites are bookmarks of the people who are known.
async fn favourites(tx: &Tx, run: &Run, bundle: &Bundle, thread: Option<Id>, report: &mut Report) -> Result<()> {
    let counts = report.of("favourites");
    counts.read += bundle.favourites.len() as u64;
    let known = bundle.items.first().and_then(|item| item.known.as_ref()).map(|known| known.object);
    let Some(thread) = thread.or(known) else { return Ok(()) };
    for (user, at) in &bundle.favourites {
        let Some(account) = keys::object(tx, &run.source, super::people::USER, &user.to_string()).await? else {
            counts.skip(decide::NO_USER, 1);
            continue;
        };
        let made = tx
            .run(sql!(
                "INSERT INTO bookmarks (account, thread, created_at) VALUES ($1, $2, $3) ON CONFLICT (account, thread) DO NOTHING",
                account, thread, *at
            ))
            .await?;
        counts.created += made;
        counts.unchanged += 1 - made;
    }
    Ok(())
}
