//! Words of goals and their form; no SQL.

use base::{Id, Problem, Time, codes, record};
use serde::Deserialize;
use web::{Face, one_line};

use super::model::tidy;

/// Letters of the longest title, and of what may be said about a goal.
pub(super) const LONGEST_TITLE: usize = 120;
pub(super) const LONGEST_DETAIL: usize = 1000;

codes! {
    /// What became of a goal.
    pub enum State { Open = "open", Reached = "reached", Dropped = "dropped" }
}

record! {
    /// A goal.
    #[derive(Clone, Debug)]
    pub struct Goal {
        pub id: Id,
        pub state: State,
        pub title: String,
        pub detail: String,
        /// Who looks after it; 0 while nobody does.
        pub owner: Id,
        pub owner_handle: String,
        pub owner_name: String,
        /// Percent.
        pub progress: i64,
        pub due_at: Option<Time>,
        pub closed_at: Option<Time>,
        pub rev: i64,
    }
}

impl Goal {
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Who looks after it.
    pub fn face(&self) -> Option<Face> {
        (self.owner != 0).then(|| Face { handle: self.owner_handle.clone(), name: self.owner_name.clone() })
    }

    /// A moment of the last day on which it is in time.
    pub fn last_day(&self) -> Option<Time> {
        self.due_at.map(|due| due.plus(-1))
    }
}

/// A goal as it shall be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub title: String,
    pub detail: String,
    pub owner: Id,
    pub progress: i64,
    pub due_at: Option<Time>,
}

impl Wanted {
    /// A goal as it is.
    pub fn of(goal: &Goal) -> Wanted {
        Wanted {
            title: goal.title.clone(),
            detail: goal.detail.clone(),
            owner: goal.owner,
            progress: goal.progress,
            due_at: goal.due_at,
        }
    }
}

/// The form of a goal, as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub title: String,
    pub detail: String,
    /// A handle, with or without `@`; empty for nobody.
    pub owner: String,
    pub progress: String,
    /// A day (`2026-11-25`), or empty.
    pub due: String,
    pub rev: i64,
    pub once: String,
}

impl Typed {
    /// The fields of a goal as it is.
    pub fn of(goal: &Goal) -> Typed {
        Typed {
            title: goal.title.clone(),
            detail: goal.detail.clone(),
            owner: goal.owner_handle.clone(),
            progress: goal.progress.to_string(),
            due: goal.last_day().map(|day| day.rfc3339().chars().take(10).collect()).unwrap_or_default(),
            rev: goal.rev,
            once: String::new(),
        }
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> String {
        let field = match name {
            "title" => &self.title,
            "detail" => &self.detail,
            "owner" => &self.owner,
            "progress" => &self.progress,
            _ => &self.due,
        };
        field.clone()
    }

    /// The handle that was typed.
    pub fn handle(&self) -> String {
        self.owner.trim().trim_start_matches('@').to_lowercase()
    }

    /// The goal that was meant, looked after by `owner` (nothing: nobody of that handle is here), or what is wrong.
    pub fn read(&self, owner: Option<Id>) -> Result<Wanted, Vec<Problem>> {
        let (title, detail) = (one_line(&self.title), tidy(&self.detail));
        let mut problems = title_problems(&title);
        let mut check = |fits: bool, field, message| {
            if !fits {
                problems.push(Problem { field, message });
            }
        };
        check(detail.chars().count() <= LONGEST_DETAIL, "detail", "goal-detail-long");
        check(owner.is_some(), "owner", "goal-owner-unknown");
        let progress = percent(&self.progress);
        check(progress.is_some(), "progress", "goal-progress-odd");
        let due_at = Time::end_of_day(self.due.trim());
        check(due_at.is_some() || self.due.trim().is_empty(), "due", "goal-due-odd");
        match (owner, progress) {
            (Some(owner), Some(progress)) if problems.is_empty() => Ok(Wanted { title, detail, owner, progress, due_at }),
            _ => Err(problems),
        }
    }
}

/// What is wrong with a title.
pub(super) fn title_problems(title: &str) -> Vec<Problem> {
    let fits = (3..=LONGEST_TITLE).contains(&title.chars().count());
    if fits { Vec::new() } else { vec![Problem { field: "title", message: "goal-title-length" }] }
}

/// A number of percent as somebody typed it; nothing typed is none done.
pub(super) fn percent(typed: &str) -> Option<i64> {
    match typed.trim().trim_end_matches('%').trim_end() {
        "" => Some(0),
        number => number.parse().ok().filter(|percent| (0..=100).contains(percent)),
    }
}
