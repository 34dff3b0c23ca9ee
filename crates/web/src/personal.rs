//! What is kept about a person: which columns of the database name somebody, what their own copy tells of them, and what
//! becomes of them when the person goes. Each feature says it for its own tables; a test fails on a column that nobody
//! mentions.

use std::pin::Pin;

use base::{Id, Query, Result, Time, Tx};

use crate::Texts;

/// What one feature keeps about people.
#[derive(Clone, Copy, Default)]
pub struct Personal {
    /// Every column that holds the id of an account.
    pub columns: &'static [Column],
    pub parts: &'static [&'static [Part]],
    /// In order; the features in theirs.
    pub farewells: &'static [Farewell],
}

/// A column that names a person.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// `votes.account`
    pub name: &'static str,
    pub copy: Copied,
    pub leaving: Leaving,
}

/// Whether somebody's copy of their data tells the rows of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// In the part of this name.
    In(&'static str),
    /// No, for this reason.
    Not(&'static str),
}

/// What becomes of the rows of a column when somebody goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// No row names them any more.
    Gone,
    /// Rows go on naming an account that by then names nobody, for this reason.
    Stays(&'static str),
}

/// A file of somebody's copy: `votes.json`. The message `data-part-votes` says what it is.
#[derive(Clone, Copy)]
pub struct Part {
    pub name: &'static str,
    /// Rows of an account behind a key, in its order, [`Part::ROWS`] at most. The key is the column `key`; columns called `at`
    /// or `…_at` are moments.
    pub rows: fn(Id, i64) -> Query,
}

impl Part {
    /// As many rows are read at once.
    pub const ROWS: usize = 200;
}

/// Somebody who goes.
#[derive(Clone)]
pub struct Leaver {
    pub account: Id,
    /// What stands in the place of their name.
    pub called: String,
    /// Whether what they wrote goes, too.
    pub removes: bool,
    pub now: Time,
    pub texts: &'static Texts,
}

type Step = Pin<Box<dyn Future<Output = Result<Option<i64>>> + Send>>;

/// A step of a deletion. It is done in several transactions where there is much, and may be done again after a crash.
#[derive(Clone, Copy)]
pub struct Farewell {
    pub name: &'static str,
    /// Does some of it, behind a place that the call before gave (0 at first); where to go on, or nothing when it is done.
    pub run: fn(Tx, Leaver, i64) -> Step,
}
