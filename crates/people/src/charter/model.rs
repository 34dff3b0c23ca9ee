//! Words of the charter; no SQL.

use base::{Id, Problem, Time, record};
use serde::Deserialize;
use web::lines;

/// Letters of the longest part.
pub const LONGEST: usize = 2000;
/// How long a charter holds before somebody looks at it again, ms.
pub const REVIEW: i64 = 365 * Time::DAY;

/// The five parts of a charter: plain lines, each a paragraph or an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Parts {
    /// Why we meet.
    pub purpose: String,
    /// What belongs here.
    pub in_scope: String,
    /// What we do not do here.
    pub out_of_scope: String,
    /// What we expect of each other.
    pub norms: String,
    /// When and how we meet.
    pub rhythm: String,
}

/// Names of the parts, in the order in which they are read: fields of forms, and the ends of their texts' keys.
pub const NAMES: [&str; 5] = ["purpose", "in_scope", "out_of_scope", "norms", "rhythm"];

impl Parts {
    /// The texts in the order of [`NAMES`].
    pub fn texts(&self) -> [&str; 5] {
        [&self.purpose, &self.in_scope, &self.out_of_scope, &self.norms, &self.rhythm]
    }

    /// The parts of these texts, in the order of [`NAMES`].
    pub fn of([purpose, in_scope, out_of_scope, norms, rhythm]: [String; 5]) -> Parts {
        Parts { purpose, in_scope, out_of_scope, norms, rhythm }
    }

    /// As they are kept: without blanks around a line, and without lines in which nothing stands.
    pub fn tidied(&self) -> Parts {
        Parts::of(self.texts().map(tidy))
    }

    /// What is wrong with tidied parts. A charter says at least what it is for.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.purpose.is_empty() {
            problems.push(Problem { field: "purpose", message: "charter-purpose-missing" });
        }
        let long = NAMES.into_iter().zip(self.texts()).filter(|(_, text)| text.chars().count() > LONGEST);
        problems.extend(long.map(|(field, _)| Problem { field, message: "charter-part-long" }));
        problems
    }

    /// These parts, which were written from `base`, on top of `now`: a part that was left as it was stays as it is now.
    /// Beside it the names of the parts that both changed, each in another way.
    pub fn onto(&self, base: &Parts, now: &Parts) -> (Parts, Vec<&'static str>) {
        let (mut texts, mut both) = (Vec::new(), Vec::new());
        for (name, ((mine, before), there)) in NAMES.into_iter().zip(self.texts().into_iter().zip(base.texts()).zip(now.texts()))
        {
            if mine != before && there != before && mine != there {
                both.push(name);
            }
            texts.push(if mine == before { there } else { mine }.to_owned());
        }
        (texts.try_into().map_or_else(|_| self.clone(), Parts::of), both)
    }
}

/// A text in lines: each trimmed, those in which nothing can be seen left out, marks of a list taken off.
pub(super) fn tidy(text: &str) -> String {
    let trimmed = lines(text);
    let kept = trimmed.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•', '–']).trim());
    kept.filter(|line| web::is_seen(line)).collect::<Vec<_>>().join("\n")
}

record! {
    /// A version of a charter.
    #[derive(Clone, Debug)]
    pub struct Version {
        pub id: Id,
        pub number: i64,
        pub author_handle: String,
        pub author_name: String,
        /// The proposal that it was taken from; 0 for none.
        pub proposal: Id,
        pub created_at: Time,
        /// Whether it changed what was agreed.
        pub substance: bool,
        pub purpose: String,
        pub in_scope: String,
        pub out_of_scope: String,
        pub norms: String,
        pub rhythm: String,
    }
}

impl Version {
    /// What it says.
    pub fn parts(&self) -> Parts {
        Parts::of([&self.purpose, &self.in_scope, &self.out_of_scope, &self.norms, &self.rhythm].map(Clone::clone))
    }

    pub fn author(&self) -> web::Face {
        web::Face { handle: self.author_handle.clone(), name: self.author_name.clone() }
    }
}

record! {
    /// How a community stands to its charter.
    #[derive(Clone, Debug)]
    pub struct State {
        /// The latest version.
        pub number: i64,
        /// The latest version that changed what was agreed.
        pub substantial: i64,
        pub review_at: Time,
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, tidy};

    fn parts(purpose: &str, norms: &str) -> Parts {
        Parts { purpose: purpose.into(), norms: norms.into(), ..Parts::default() }
    }

    #[test]
    fn lines_lose_what_nobody_sees() {
        assert_eq!(tidy("  - one \r\n\n \u{200b}\n* two\n"), "one\ntwo");
    }

    #[test]
    fn what_was_left_alone_stays_as_it_is_now() {
        let (base, now) = (parts("wood", "be kind"), parts("wood and metal", "be kind"));
        assert_eq!(parts("wood", "be on time").onto(&base, &now), (parts("wood and metal", "be on time"), vec![]));
        assert_eq!(parts("paper", "be kind").onto(&base, &now), (parts("paper", "be kind"), vec!["purpose"]));
        assert_eq!(parts("wood and metal", "be kind").onto(&base, &now).1, Vec::<&str>::new());
    }
}
