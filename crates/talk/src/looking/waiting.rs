//! How long people waited, with those who wait still: the Kaplan–Meier estimate (Kaplan and Meier 1958,
//! <https://doi.org/10.1080/01621459.1958.10501452>). The median of those alone who got an answer would be too short.

use serde::Serialize;

use base::Time;

/// How long one waited, in milliseconds, and whether it came to an end; else they still waited when the export was made.
pub type Waited = (i64, bool);

/// The share that still waits, over time: S(t) = Π (1 − d/n) over the moments at which something ended, where d ended and n
/// still waited just before.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Moments at which the share falls, and what is left of it then.
    steps: Vec<(i64, f64)>,
    /// The longest time that anybody was watched.
    watched: i64,
}

impl Curve {
    /// Who was lost sight of at a moment at which others were answered counts as having waited then.
    pub fn of(mut waited: Vec<Waited>) -> Curve {
        waited.sort_unstable();
        let (mut left, mut steps, mut at) = (1.0_f64, Vec::new(), 0);
        while at < waited.len() {
            let moment = waited[at].0;
            let same = waited[at..].iter().take_while(|(time, _)| *time == moment).count();
            let ended = waited[at..at + same].iter().filter(|(_, ended)| *ended).count();
            if ended > 0 {
                left *= 1.0 - ratio(ended, waited.len() - at);
                steps.push((moment, left));
            }
            at += same;
        }
        Curve { steps, watched: waited.last().map_or(0, |(time, _)| *time) }
    }

    /// The smallest time at which at most half still wait; nothing when more than half do to the end.
    pub fn median(&self) -> Option<i64> {
        self.steps.iter().find(|(_, left)| *left <= 0.5).map(|(time, _)| *time)
    }

    /// The share that came to an end within `time`; nothing when nobody was watched for so long.
    pub fn within(&self, time: i64) -> Option<f64> {
        let left = self.steps.iter().take_while(|(at, _)| *at <= time).last().map_or(1.0, |(_, left)| *left);
        (self.watched >= time || left <= 0.0).then_some(1.0 - left)
    }
}

/// What is told of a curve. Times in milliseconds, shares from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Wait {
    /// Of how many questions.
    pub of: u64,
    /// How many of them came to an end.
    pub ended: u64,
    /// Nothing when more than half still waited at the end.
    pub median_ms: Option<i64>,
    /// Not told of few people.
    pub within_day: Option<f64>,
    pub within_week: Option<f64>,
}

impl Wait {
    /// Sums up; `few` people get no shares.
    pub fn of(waited: Vec<Waited>, few: bool) -> Wait {
        let (of, ended) = (waited.len(), waited.iter().filter(|(_, ended)| *ended).count());
        let curve = Curve::of(waited);
        let within = |time| if few { None } else { curve.within(time) };
        Wait {
            of: of as u64,
            ended: ended as u64,
            median_ms: curve.median(),
            within_day: within(Time::DAY),
            within_week: within(7 * Time::DAY),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of questions stay far below 2^52")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::{Curve, Wait};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn who_still_waits_counts() {
        let curve = Curve::of(vec![(1, true), (2, true), (3, false), (5, true), (8, false)]);
        let wanted = [(1, 0.8), (2, 0.6), (5, 0.3)];
        assert_eq!(curve.steps.len(), 3);
        assert!(curve.steps.iter().zip(wanted).all(|(step, wanted)| step.0 == wanted.0 && near(step.1, wanted.1)), "{curve:?}");
        assert_eq!(curve.median(), Some(5), "the median of the answered ones alone would be 2");
        assert!(near(curve.within(2).unwrap_or(0.0), 0.4) && near(curve.within(4).unwrap_or(0.0), 0.4));
        assert_eq!(curve.within(9), None, "nobody was watched for so long");
    }

    #[test]
    fn ties_and_ends() {
        assert_eq!(Curve::of(Vec::new()).median(), None);
        assert_eq!(Curve::of(vec![(4, false), (9, false)]).median(), None);
        // The one who is lost sight of at 2 still waited when the other was answered.
        assert!(near(Curve::of(vec![(2, false), (2, true)]).within(2).unwrap_or(0.0), 0.5));
        assert_eq!(Curve::of(vec![(3, true)]).within(1_000), Some(1.0), "all are answered: longer changes nothing");
    }

    #[test]
    fn few_people_get_no_shares() {
        let waited = vec![(1, true), (2, true), (3, false), (5, true), (8, false)];
        let wait = Wait::of(waited.clone(), true);
        assert_eq!((wait.of, wait.ended, wait.median_ms, wait.within_day), (5, 3, Some(5), None));
        assert_eq!(Wait::of(waited, false).within_day, None, "nobody was watched for a day");
    }
}
