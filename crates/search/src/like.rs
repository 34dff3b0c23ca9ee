//! Threads that are about the same.

use crate::collect::Hit;
use crate::error::Error;
use crate::gate::Gate;
use crate::index::Index;
use crate::plan::words_of;
use crate::prose;
use crate::scope::Scope;
use crate::search::Run;

/// The terms of the text that are asked for.
const TERMS: usize = 12;
/// More of a text is not looked at.
const LONGEST: usize = 20_000;

impl Index {
    /// The best `limit` threads like a text (title, newline, body), for "related threads" and for
    /// "was this asked before?". `except` is the thread of the text itself, 0 for none.
    pub fn like(&self, text: &str, except: i64, scope: &Scope, limit: usize) -> Result<Vec<Hit>, Error> {
        if scope.audiences.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let words = words_of(&text[..end], &scope.languages);
        let run = Run { index: self, searcher: self.searcher(), scope, gate: Gate::new(scope, except), limit };
        match prose::any_of(&run.searcher, &self.fields, &prose::weights(&words), TERMS)? {
            Some(query) => run.collect(Some(query), false),
            None => Ok(Vec::new()),
        }
    }
}
