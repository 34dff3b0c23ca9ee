//! What an import did, per kind of thing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

/// Numbers of one kind: `read = created + updated + unchanged + skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    /// No longer in the dump, and hidden here.
    pub hidden: u64,
    /// By reason.
    pub skipped: BTreeMap<String, u64>,
}

/// All kinds, and what was wrong with the files.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Report {
    pub kinds: BTreeMap<&'static str, Counts>,
    #[serde(skip)]
    pub problems: Vec<String>,
    /// Kinds of which the files do not tell everything: what is missing from them may still be there.
    #[serde(skip)]
    pub incomplete: BTreeSet<&'static str>,
}

/// As many problems are told in words; the rest is in the numbers.
const TOLD: usize = 100;

impl Report {
    pub fn of(&mut self, kind: &'static str) -> &mut Counts {
        self.kinds.entry(kind).or_default()
    }

    pub fn problem(&mut self, text: String) {
        if self.problems.len() < TOLD {
            self.problems.push(text);
        }
    }

    /// Adds the numbers of a part.
    pub fn add(&mut self, part: Report) {
        for (kind, counts) in part.kinds {
            self.of(kind).add(&counts);
        }
        self.incomplete.extend(part.incomplete);
        for problem in part.problems {
            self.problem(problem);
        }
    }
}

impl Counts {
    pub fn skip(&mut self, reason: &str, n: u64) {
        if n > 0 {
            *self.skipped.entry(reason.to_owned()).or_default() += n;
        }
    }

    fn add(&mut self, part: &Counts) {
        self.read += part.read;
        self.created += part.created;
        self.updated += part.updated;
        self.unchanged += part.unchanged;
        self.hidden += part.hidden;
        for (reason, n) in &part.skipped {
            self.skip(reason, *n);
        }
    }
}
