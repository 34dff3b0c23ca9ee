//! The search index of Guildhall: schema, analysis, query language and snippets. No SQL, no HTTP.
//!
//! The index holds ids and term lists, never text: a hit names a row, and whoever asks loads that
//! row and checks its audience again. One [`Writer`] at a time feeds it (replace by kind and id);
//! any number of threads [`search`](Index::search).
//!
//! How a query becomes hits, in the order of the files:
//!
//! 1. [`Query::parse`] splits what was typed into filters, words and phrases; it never fails.
//! 2. `tokens` cuts text into folded words, parts of identifiers and bigrams of Chinese, Japanese
//!    and Korean, the same way for documents and queries.
//! 3. `plan` turns words into weighted terms: exact, stem, and what `expand` finds in the term
//!    dictionary (beginnings, misspellings, parts of words).
//! 4. `search` runs the plan, strict first and looser when that finds too little.
//!    Prose goes through `prose`, twice: what its best hits are about is asked, too (`feedback`).
//! 5. `collect` keeps the best document of each thread. Its `Gate` checks the audience of every
//!    single document, whatever the query was; no path around it exists.

mod collect;
mod date;
mod document;
mod error;
mod expand;
mod feedback;
mod fold;
mod gate;
mod index;
mod like;
mod matching;
mod opening;
mod plan;
mod prose;
mod query;
mod query_parse;
mod schema;
mod scope;
mod search;
mod snippet;
mod stem;
mod stopwords;
mod tokens;
mod vocabulary;
mod writer;

pub use collect::Hit;
pub use date::period;
pub use document::{Document, Kind, Language, State};
pub use error::Error;
pub use fold::fold;
pub use index::Index;
pub use query::{Filter, FilterKey, Query};
pub use scope::Scope;
pub use snippet::{Piece, mark, snippet};
pub use writer::Writer;
