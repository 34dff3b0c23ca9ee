//! The dump's files, once through, into the scratch file: everything of a thread under the thread's key.

use base::{Error, Result, Scratch};
use formats::stackexchange::{Dump, Post, PostType, Problem, Row, Rows, VoteType};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Watch;
use super::decide::{self, Taken};
use crate::imports::report::Report;

/// Shelves of the scratch file, by what their key is.
pub(super) mod shelf {
    /// Question → its row.
    pub const QUESTION: i64 = 1;
    /// Question → its answers.
    pub const ANSWERS: i64 = 2;
    /// Post → its comments.
    pub const COMMENTS: i64 = 3;
    /// Post → its history.
    pub const HISTORY: i64 = 4;
    /// Post → votes by type.
    pub const VOTES: i64 = 5;
    /// Question → who marked it as a favourite, and when.
    pub const FAVOURITES: i64 = 6;
    /// Post → the question that it belongs to.
    pub const THREAD_OF: i64 = 7;
    /// Post → the text of a tag's excerpt.
    pub const EXCERPT: i64 = 8;
    /// Comment → there.
    pub const COMMENT: i64 = 9;
}

/// Stages all that belongs to threads; counts what is read and what cannot be used.
pub(super) fn stage(dump: &Dump, scratch: &Scratch, watch: &mut Watch) -> Result<Report> {
    let mut report = Report::default();
    for missing in dump.missing() {
        report.problem(format!("{} is missing; everything else is imported", missing.name()));
        if missing.name().eq_ignore_ascii_case("Comments.xml") {
            report.incomplete.insert("comments");
        }
    }
    let size = dump.size();
    let mut read = 0;
    each(dump.posts(), "posts", &mut report, watch, (&mut read, size), |post, report| post_row(scratch, post, report))?;
    each(dump.comments(), "comments", &mut report, watch, (&mut read, size), |comment, report| {
        report.of("comments").read += 1;
        if !scratch.has(shelf::THREAD_OF, comment.post_id)? {
            report.of("comments").skip(decide::NO_POST, 1);
            return Ok(());
        }
        if !scratch.put(shelf::COMMENT, comment.id, 0, &[])? {
            report.of("comments").skip(decide::TWICE, 1);
            return Ok(());
        }
        keep(scratch, shelf::COMMENTS, comment.post_id, comment.id, &comment).map(|_| ())
    })?;
    each(dump.votes(), "votes", &mut report, watch, (&mut read, size), |vote, report| {
        report.of("votes").read += 1;
        if !scratch.has(shelf::THREAD_OF, vote.post_id)? {
            report.of("votes").skip(decide::NO_POST, 1);
            return Ok(());
        }
        if vote.vote_type_id == VoteType::Favorite
            && let Some(user) = vote.user_id
        {
            let at = vote.creation_date.unwrap_or(0).to_le_bytes();
            scratch.put(shelf::FAVOURITES, vote.post_id, user, &at)?;
        }
        scratch.add(shelf::VOTES, vote.post_id, i64::from(vote.vote_type_id), 1)
    })?;
    each(dump.post_history(), "revisions", &mut report, watch, (&mut read, size), |entry, report| {
        report.of("revisions").read += 1;
        if !scratch.has(shelf::THREAD_OF, entry.post_id)? {
            report.of("revisions").skip(decide::NO_POST, 1);
        } else if !decide::is_edit(entry.post_history_type_id) {
            report.of("revisions").skip(decide::NO_EDIT, 1);
        } else if !keep(scratch, shelf::HISTORY, entry.post_id, entry.id, &entry)? {
            report.of("revisions").skip(decide::TWICE, 1);
        }
        Ok(())
    })?;
    Ok(report)
}

fn post_row(scratch: &Scratch, post: Post, report: &mut Report) -> Result<()> {
    match decide::post(&post) {
        Taken::Question => {
            report.of("questions").read += 1;
            if !scratch.put(shelf::THREAD_OF, post.id, 0, &post.id.to_le_bytes())? {
                report.of("questions").skip(decide::TWICE, 1);
                return Ok(());
            }
            keep(scratch, shelf::QUESTION, post.id, 0, &post).map(|_| ())
        }
        Taken::Answer(question) => {
            report.of("answers").read += 1;
            if !scratch.put(shelf::THREAD_OF, post.id, 0, &question.to_le_bytes())? {
                report.of("answers").skip(decide::TWICE, 1);
                return Ok(());
            }
            keep(scratch, shelf::ANSWERS, question, post.id, &post).map(|_| ())
        }
        Taken::Left(kind, why) => {
            let counts = report.of(kind);
            counts.read += 1;
            counts.skip(&why, 1);
            if post.post_type_id == PostType::TagWikiExcerpt {
                scratch.put(shelf::EXCERPT, post.id, 0, markup::plain(&post.body).as_bytes())?;
            }
            Ok(())
        }
    }
}

/// Goes through a file's rows; those that cannot be read are told and counted.
pub(crate) fn each<R: Row>(
    mut rows: Rows<R>,
    kind: &'static str,
    report: &mut Report,
    watch: &mut Watch,
    (read, size): (&mut u64, u64),
    mut take: impl FnMut(R, &mut Report) -> Result<()>,
) -> Result<()> {
    let before = *read;
    let mut count = 0_u64;
    while let Some(row) = rows.next() {
        match row {
            Ok(row) => take(row, report)?,
            Err(problem) => unreadable(report, kind, &problem),
        }
        count += 1;
        if count.is_multiple_of(500) {
            *read = before + rows.progress().read;
            watch("reading", *read, size);
        }
    }
    *read = before + rows.progress().size;
    for (column, count) in rows.unknown() {
        report.problem(format!("{kind}: the column {column} ({count} rows) is not known and was left out"));
    }
    if rows.replaced() > 0 {
        report.problem(format!("{kind}: {} characters that XML cannot hold were replaced", rows.replaced()));
    }
    Ok(())
}

pub(super) fn unreadable(report: &mut Report, kind: &'static str, problem: &Problem) {
    report.problem(problem.to_string());
    report.incomplete.insert(kind);
    if problem.row.is_some() {
        let kind = if kind == "posts" { "other_posts" } else { kind };
        report.of(kind).read += 1;
        report.of(kind).skip("unreadable", 1);
    }
}

fn keep<T: Serialize>(scratch: &Scratch, shelf: i64, key: i64, n: i64, row: &T) -> Result<bool> {
    scratch.put(shelf, key, n, &serde_json::to_vec(row).map_err(Error::internal)?)
}

/// The rows of a shelf under a key.
pub(super) fn rows<T: DeserializeOwned>(scratch: &Scratch, shelf: i64, key: i64) -> Result<Vec<T>> {
    let rows = scratch.all(shelf, key)?;
    rows.iter().map(|(_, bytes)| serde_json::from_slice(bytes).map_err(Error::internal)).collect()
}

/// The question that a post belongs to.
pub(super) fn thread_of(scratch: &Scratch, post: i64) -> Result<Option<i64>> {
    let found = scratch.all(shelf::THREAD_OF, post)?;
    Ok(found.first().and_then(|(_, bytes)| bytes.as_slice().try_into().ok()).map(i64::from_le_bytes))
}
