//! What a look shows. Serialised as it is by `guildhall look --json`: the keys stay.

use serde::Serialize;

use super::waiting::Wait;
use crate::imports::Report;

/// Under so many people who write, names and facts are told instead of shares.
pub const FEW: usize = 15;

/// What is in an export. Shares go from 0 to 1 and are missing where few people write; moments are RFC 3339 in UTC.
#[derive(Clone, Debug, Serialize)]
pub struct Look {
    /// The name that an import would give the source.
    pub source: String,
    pub format: &'static str,
    /// Its first and its last thing; empty when there is none.
    pub from: String,
    pub until: String,
    /// Whether fewer than [`FEW`] people write.
    pub few: bool,
    pub people: People,
    pub questions: Questions,
    /// To the first answer by somebody else than the asker.
    pub first_answer: Wait,
    /// To the accepted answer; nothing when the export does not say when that was.
    pub acceptance: Option<Wait>,
    pub half_of_answers: Half,
    /// The last two years at most, without gaps.
    pub months: Vec<Month>,
    /// By questions, the twelve largest.
    pub areas: Vec<Area>,
    /// How many there are.
    pub areas_in_all: u64,
    /// Those that hang on one person, whatever their size; the largest twenty.
    pub areas_on_one: Vec<Area>,
    /// Worth keeping as practices, the best first.
    pub keep: Vec<Keep>,
    /// Open questions without an answer that most people looked at.
    pub unanswered: Vec<Open>,
    pub duplicates: Duplicates,
    /// What an import into an empty place would bring, and what it would leave, per kind.
    pub import: Report,
    /// What is wrong with the files, each with its place.
    pub problems: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct People {
    pub accounts: u64,
    /// Who wrote a question, an answer or a comment; with names that deleted accounts left.
    pub wrote: u64,
    pub asked: u64,
    pub answered: u64,
    pub commented: u64,
    /// Who changed a text.
    pub edited: u64,
    /// Accounts that never wrote.
    pub silent: u64,
    /// Who wrote in the last 90 days of the export.
    pub lately: u64,
    /// Everybody who wrote, where they are few.
    pub names: Vec<Gave>,
}

/// What somebody gave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gave {
    pub name: String,
    pub questions: u64,
    pub answers: u64,
    /// Of the answers.
    pub accepted: u64,
    pub comments: u64,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Questions {
    pub asked: u64,
    pub answers: u64,
    /// Questions with an answer.
    pub answered: u64,
    pub answered_share: Option<f64>,
    /// Questions with an accepted answer.
    pub accepted: u64,
    pub accepted_share: Option<f64>,
    pub closed: u64,
}

/// The smallest number of people whose answers together are at least half of all.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Half {
    pub people: u64,
    /// Everybody who answered.
    pub of: u64,
    /// How many answers have an author who is known.
    pub answers: u64,
    /// Those people, the first twenty.
    pub names: Vec<Answerer>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answerer {
    pub name: String,
    pub answers: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2017-03`
    pub month: String,
    pub questions: u64,
    pub answers: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Area {
    pub name: String,
    pub questions: u64,
    pub answered: u64,
    pub accepted: u64,
    pub answers: u64,
    /// Who gave at least half of its answers, or of its accepted ones, of at least ten.
    pub on: Option<OnOne>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OnOne {
    pub name: String,
    /// `answers` or `accepted`: what they gave.
    pub what: &'static str,
    pub gave: u64,
    pub of: u64,
}

/// A thread that many need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Keep {
    /// Its id in the export.
    pub id: i64,
    pub title: String,
    /// Who wrote the answer that would be kept; empty when nobody knows.
    pub by: String,
    /// The weightiest reason first.
    pub why: Vec<Why>,
}

/// A reason, with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    pub what: Reason,
    pub n: i64,
}

base::codes! {
    /// Why a thread is worth keeping.
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Reason {
        /// It and later questions that were closed as its duplicates.
        Asked = "asked",
        /// Votes for the answer.
        Voted = "voted",
        /// Votes for the question.
        Wanted = "wanted",
        Linked = "linked", Viewed = "viewed", Kept = "kept",
        Edited = "edited", Accepted = "accepted"
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    pub id: i64,
    pub title: String,
    pub views: i64,
    /// RFC 3339.
    pub asked: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Duplicates {
    /// Questions that were closed because they had been asked before.
    pub questions: u64,
    /// What was asked before, the most often asked first; ten of them.
    pub originals: Vec<Original>,
    /// Links between threads beside those.
    pub links: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Original {
    pub id: i64,
    pub title: String,
    /// How often it was asked, the first time included.
    pub times: u64,
}
