//! Running a query: strict first, looser when that finds too little.

use crate::collect::{Grouped, Hit};
use crate::error::Error;
use crate::feedback;
use crate::gate::Gate;
use crate::index::Index;
use crate::matching::{Looseness, Matcher};
use crate::plan::{Word, words};
use crate::prose;
use crate::query::Query;
use crate::scope::Scope;
use std::collections::{HashMap, HashSet};
use tantivy::Searcher;
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as Search};

/// Up to this many words, all should match.
const FEW: usize = 5;
/// Fewer hits than this are too little: a looser search adds to them.
const ENOUGH: usize = 5;
/// The terms of a long query that are asked for.
const PROSE_TERMS: usize = 32;
/// Those that find the hits to learn from.
const FIRST_TERMS: usize = 16;

impl Index {
    /// The best `limit` threads, persons and tags within `scope`, best first. The filters of the
    /// query are not looked at here: the caller turns them into the scope. Without words, the
    /// newest in the scope.
    pub fn search(&self, query: &Query, scope: &Scope, limit: usize) -> Result<Vec<Hit>, Error> {
        let words = words(query, &scope.languages);
        let run = Run { index: self, searcher: self.searcher(), scope, gate: Gate::new(scope, 0), limit };
        if scope.audiences.is_empty() || limit == 0 || words.is_empty() && !query.parts.is_empty() {
            return Ok(Vec::new());
        }
        if words.is_empty() {
            return run.collect(None, true);
        }
        let telling = words.iter().filter(|word| !word.is_stop() || word.quoted).count();
        if telling > FEW { run.prose(&words) } else { run.few(&words, telling) }
    }
}

/// One search at work.
pub(crate) struct Run<'a> {
    pub index: &'a Index,
    pub searcher: Searcher,
    pub scope: &'a Scope,
    pub gate: Gate,
    pub limit: usize,
}

impl Run<'_> {
    /// A few words: all of them in one document; then also with misspellings and parts of words;
    /// then as many of them as there are.
    fn few(&self, words: &[Word], telling: usize) -> Result<Vec<Hit>, Error> {
        let matcher = Matcher::new(self.index, &self.searcher);
        // Stop words alone are meant; beside others they only add to the score.
        let required: Vec<&Word> = words.iter().filter(|word| telling == 0 || !word.is_stop() || word.quoted).collect();
        let optional: Vec<&Word> = words.iter().filter(|word| telling > 0 && word.is_stop() && !word.quoted).collect();

        let mut hits = Vec::new();
        for looseness in [Looseness::Strict, Looseness::Loose { nothing: false }] {
            let looseness = match looseness {
                Looseness::Loose { .. } => Looseness::Loose { nothing: hits.is_empty() },
                strict => strict,
            };
            let mut clauses = Vec::new();
            for word in &required {
                clauses.push((Occur::Must, matcher.clause(word, looseness)?));
            }
            for word in &optional {
                clauses.push((Occur::Should, matcher.exact(word)));
            }
            self.append(&mut hits, Box::new(BooleanQuery::new(clauses)))?;
            if hits.len() >= ENOUGH.min(self.limit) {
                return Ok(hits);
            }
        }
        if required.len() > 1 || required.iter().any(|word| word.parts.len() > 1) {
            self.some(&mut hits, &matcher, &required)?;
        }
        Ok(hits)
    }

    /// As many of the words as there are. Guesses at each are only for those who have nothing else.
    fn some(&self, hits: &mut Vec<Hit>, matcher: &Matcher, words: &[&Word]) -> Result<(), Error> {
        let looseness = if hits.is_empty() { Looseness::Loose { nothing: true } } else { Looseness::Strict };
        let mut clauses = Vec::new();
        for word in words {
            if looseness == Looseness::Strict && !word.quoted {
                clauses.extend(matcher.plain(word).map(|query| (Occur::Should, query)));
            } else {
                clauses.push((Occur::Should, matcher.clause(word, looseness)?));
            }
            clauses.extend(matcher.pieces(word).map(|piece| (Occur::Should, piece)));
        }
        self.append(hits, Box::new(BooleanQuery::new(clauses)))
    }

    /// Many words: any of them, and of what the best hits of the most telling ones are about.
    fn prose(&self, words: &[Word]) -> Result<Vec<Hit>, Error> {
        let mut weights = prose::weights(words);
        let first = self.any_of(&weights, FIRST_TERMS, feedback::HITS)?;
        feedback::add(self, &first, &mut weights)?;
        let mut hits = if first.is_empty() { first } else { self.any_of(&weights, PROSE_TERMS, self.limit)? };
        if hits.is_empty() && words.len() <= 4 * FEW {
            let matcher = Matcher::new(self.index, &self.searcher);
            let mut clauses = Vec::new();
            for word in words.iter().filter(|word| !word.is_stop()) {
                clauses.push((Occur::Should, matcher.clause(word, Looseness::Loose { nothing: true })?));
            }
            self.append(&mut hits, Box::new(BooleanQuery::new(clauses)))?;
        }
        Ok(hits)
    }

    /// The best `limit` for any of the `terms` stems that tell most.
    fn any_of(&self, weights: &HashMap<String, f32>, terms: usize, limit: usize) -> Result<Vec<Hit>, Error> {
        match prose::any_of(&self.searcher, &self.index.fields, weights, terms)? {
            Some(query) => self.best(Some(query), false, limit),
            None => Ok(Vec::new()),
        }
    }

    /// Adds what a looser query finds behind what was found before.
    fn append(&self, hits: &mut Vec<Hit>, query: Box<dyn Search>) -> Result<(), Error> {
        let known: HashSet<_> = hits.iter().map(Hit::group).collect();
        let found = self.collect(Some(query), false)?;
        let new: Vec<Hit> = found.into_iter().filter(|hit| !known.contains(&hit.group())).collect();
        // Scores fall from the first to the last hit, over the border between the two searches, too.
        let times = match (hits.last(), new.first()) {
            (Some(last), Some(first)) if first.score > 0.0 => (0.5 * last.score / first.score).min(1.0),
            _ => 1.0,
        };
        hits.extend(new.into_iter().map(|hit| Hit { score: hit.score * times, ..hit }));
        hits.truncate(self.limit);
        Ok(())
    }

    /// Runs one query, or everything, within the scope.
    pub(crate) fn collect(&self, query: Option<Box<dyn Search>>, newest: bool) -> Result<Vec<Hit>, Error> {
        self.best(query, newest, self.limit)
    }

    fn best(&self, query: Option<Box<dyn Search>>, newest: bool, limit: usize) -> Result<Vec<Hit>, Error> {
        let mut conditions = self.scope.conditions(&self.index.fields);
        conditions.extend(query);
        let all: Box<dyn Search> = match conditions.pop() {
            None => Box::new(AllQuery),
            // Alone it may skip blocks of documents by their scores, wrapped it may not.
            Some(only) if conditions.is_empty() => only,
            last => {
                let all = conditions.into_iter().chain(last).map(|query| (Occur::Must, query)).collect();
                Box::new(BooleanQuery::new(all))
            }
        };
        let collector = Grouped { gate: &self.gate, limit, newest };
        Ok(self.searcher.search(&all, &collector)?)
    }
}
