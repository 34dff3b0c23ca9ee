//! What answers are worth as a sign of knowing: for a tag or area the sum over accepted answers of
//! `(3 + min(votes, 10) / 5) × 0.5^(age / 365 days)`, and 1 for who says it themselves. (Use in a reviewed page adds 2, once
//! there are pages.)
//!
//! All answers age alike, so the order of people by their answers is the same at any time. What is kept is the worth at one
//! moment, [`EPOCH`]; nothing has to be counted again because a day has passed.

use base::{Id, Time};
use web::{Face, Tongue};

/// 1 January 2025. What was written later is kept as more than it was worth when it was written.
const EPOCH: Time = Time(1_735_689_600_000);
const HALVING: f64 = 365.0 * Time::DAY as f64;
/// Kept worth is a whole number of such parts.
const PARTS: f64 = 100_000.0;
/// What saying it oneself is worth; it does not age.
const DECLARED: f64 = 1.0;

/// What an accepted answer with so many votes is worth on the day it is written.
pub fn value(votes: i64) -> f64 {
    (3.0 + votes.min(10) as f64 / 5.0).max(0.0)
}

/// The kept worth of an answer.
pub fn kept(votes: i64, written: Time) -> i64 {
    // Far beyond what a sum can hold it stays the most that there is.
    (value(votes) * 2_f64.powf(written.since(EPOCH) as f64 / HALVING) * PARTS).round() as i64
}

/// What kept worth comes to at a moment.
pub fn worth(kept: i64, now: Time) -> f64 {
    kept as f64 / PARTS * 0.5_f64.powf(now.since(EPOCH) as f64 / HALVING)
}

/// Somebody who knows about something, and why we think so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knower {
    pub account: Id,
    pub handle: String,
    pub name: String,
    /// Minutes a week for questions; 0: not now, nothing: not said.
    pub minutes: Option<i64>,
    pub score: i64,
    pub answers: i64,
    pub last_at: Time,
    /// Whether they say so themselves.
    pub says: bool,
}

impl Knower {
    pub fn face(&self) -> Face {
        Face { handle: self.handle.clone(), name: self.name.clone() }
    }

    /// The expertise score at a moment: for the order only, never shown.
    pub fn rank(&self, now: Time) -> f64 {
        worth(self.score, now) + if self.says { DECLARED } else { 0.0 }
    }

    /// Why they stand here, in words.
    pub fn reasons(&self, t: &Tongue, now: &Time) -> String {
        let month = t.month(&self.last_at, now);
        let answers = match self.answers {
            0 => None,
            1 => Some(t.with("knower-one-answer", "month", month)),
            n => Some(t.with2("knower-answers", "shown", t.number(n), "month", month)),
        };
        let says = self.says.then(|| t.say("knower-says").to_owned());
        answers.into_iter().chain(says).collect::<Vec<_>>().join(" · ")
    }

    /// How much time they have for questions, when they said so.
    pub fn time(&self, t: &Tongue) -> Option<&'static str> {
        self.minutes.map(|minutes| t.say_key(&format!("knower-minutes-{minutes}")))
    }
}

/// The best `most` of the people that were found, each once: what is known of somebody under several labels adds up.
pub fn best(found: Vec<Knower>, now: Time, most: usize) -> Vec<Knower> {
    let mut people: Vec<Knower> = Vec::new();
    for one in found {
        match people.iter_mut().find(|known| known.account == one.account) {
            Some(known) => {
                known.score = known.score.saturating_add(one.score);
                known.answers = known.answers.max(one.answers);
                known.last_at = known.last_at.max(one.last_at);
                known.says |= one.says;
            }
            None => people.push(one),
        }
    }
    people.sort_by(|one, other| other.rank(now).total_cmp(&one.rank(now)).then(one.account.cmp(&other.account)));
    people.truncate(most);
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_795_000_000_000);

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.001
    }

    fn knower(account: Id, answers: &[(i64, i64)], says: bool) -> Knower {
        let score = answers.iter().map(|(votes, days)| kept(*votes, NOW.plus(-days * Time::DAY))).sum();
        let (handle, name) = (String::new(), String::new());
        let last_at = Time(0);
        Knower { account, handle, name, minutes: None, score, answers: answers.len() as i64, last_at, says }
    }

    #[test]
    fn the_formula() {
        // Votes and days of accepted answers, whether they say so; what it comes to.
        type Case = (&'static [(i64, i64)], bool, f64);
        let cases: [Case; 8] = [
            (&[], false, 0.0),
            (&[], true, 1.0),
            (&[(0, 0)], false, 3.0),
            (&[(5, 0)], false, 4.0),
            (&[(40, 0)], false, 5.0),
            (&[(0, 365)], true, 2.5),
            (&[(10, 730), (0, 0)], false, 4.25),
            (&[(-20, 0)], false, 0.0),
        ];
        for (answers, says, wanted) in cases {
            let rank = knower(1, answers, says).rank(NOW);
            assert!(close(rank, wanted), "{answers:?}: {rank}, not {wanted}");
        }
    }

    #[test]
    fn the_best_stand_once_and_in_order() {
        let found = vec![
            knower(1, &[(0, 0)], false),
            knower(2, &[(0, 400)], true),
            knower(3, &[(10, 0)], false),
            knower(1, &[(10, 0)], false),
            knower(4, &[], true),
        ];
        let best = best(found, NOW, 3);
        assert_eq!(best.iter().map(|one| one.account).collect::<Vec<_>>(), [1, 3, 2]);
        assert!(close(best[0].rank(NOW), 8.0));
    }

    #[test]
    fn what_is_old_fades_and_nothing_overflows() {
        assert!(worth(kept(10, Time(0)), NOW) < 0.001);
        assert!(kept(10, Time(i64::MAX / 4)) > 0);
        let later = NOW.plus(365 * Time::DAY);
        assert!(close(worth(kept(0, NOW), later), 1.5));
    }
}
