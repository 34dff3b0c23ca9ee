//! Where a search may look and what it may return.

use crate::document::{Kind, Language, State};
use crate::schema::Fields;
use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

/// The limits of a search. The default finds nothing, for it names no audience.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Only documents of these audiences are ever returned.
    pub audiences: Vec<i64>,
    /// Only this community's; None for all, the site's own included.
    pub community: Option<i64>,
    /// Any of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// By any of these; empty for anybody.
    pub authors: Vec<i64>,
    /// With any of these; empty for no condition.
    pub tags: Vec<i64>,
    /// With every one of these.
    pub tags_all: Vec<i64>,
    /// In any of these; empty for anywhere.
    pub areas: Vec<i64>,
    /// In all of these states.
    pub is: Vec<State>,
    /// Created at or after this moment, UTC milliseconds.
    pub after: Option<i64>,
    /// Created before this moment, UTC milliseconds.
    pub before: Option<i64>,
    /// The languages whose endings are cut from the words of the query; empty for none.
    pub languages: Vec<Language>,
}

impl Scope {
    /// Conditions that few documents meet, as queries that lead the search to them. They add
    /// nothing to the score. Conditions that many meet are checked document by document (`Gate`).
    pub(crate) fn conditions(&self, fields: &Fields) -> Vec<Box<dyn Query>> {
        let ids = |field, ids: &[i64]| -> Vec<Term> { ids.iter().map(|id| Term::from_field_i64(field, *id)).collect() };
        let mut any = vec![ids(fields.author, &self.authors), ids(fields.tag, &self.tags), ids(fields.area, &self.areas)];
        any.extend(self.tags_all.iter().map(|tag| ids(fields.tag, &[*tag])));
        any.extend(self.is.iter().map(|state| vec![Term::from_field_u64(fields.is, state.code())]));
        any.into_iter().filter(|terms| !terms.is_empty()).map(any_of).collect()
    }
}

fn any_of(terms: Vec<Term>) -> Box<dyn Query> {
    let one = |term| -> Box<dyn Query> {
        let plain = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        Box::new(BoostQuery::new(Box::new(ConstScoreQuery::new(plain, 1.0)), 0.0))
    };
    let mut queries: Vec<Box<dyn Query>> = terms.into_iter().map(one).collect();
    match queries.pop() {
        Some(only) if queries.is_empty() => only,
        last => {
            let all = queries.into_iter().chain(last).map(|query| (Occur::Should, query)).collect();
            Box::new(BooleanQuery::new(all))
        }
    }
}
