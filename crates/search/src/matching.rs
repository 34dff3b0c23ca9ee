//! One word as a query: everything by which it may be found, each with its weight.

use crate::expand::{Candidate, beginning_with, near};
use crate::index::Index;
use crate::plan::Word;
use crate::prose::{TITLE, documents, idf};
use crate::schema::Fields;
use std::cell::RefCell;
use std::collections::HashMap;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How far a match may be from the word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Looseness {
    /// The word, its stem, and what begins with it.
    Strict,
    /// Also misspellings of rare words and parts of words. When `nothing` was found by the strict
    /// search, a misspelling that others made before may be one, too.
    Loose { nothing: bool },
}

/// Words in fewer documents than this may be misspelled.
const RARE: u64 = 3;
/// Words in more documents than this need no guesses: what they lack is another word of the query.
const COMMON: u64 = 2_000;
/// Guesses of each sort at most; each is looked up in every segment.
const GUESSES: usize = 20;
const EXACT: f32 = 0.6;
const STEM: f32 = 1.0;
const TYPING: f32 = 0.6;
const BEGINNING: f32 = 0.2;
const MISSPELLED: f32 = 0.4;
const INSIDE: f32 = 0.2;

/// The ways of guessing what else a word may mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Guess {
    Beginning { count: usize },
    Misspelled,
    Inside,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

pub(crate) struct Matcher<'a> {
    index: &'a Index,
    fields: &'a Fields,
    searcher: &'a Searcher,
    documents: u64,
    /// What was found in the dictionary for this query already: the looser search asks again.
    known: RefCell<HashMap<(Guess, String), Vec<Candidate>>>,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(index: &'a Index, searcher: &'a Searcher) -> Matcher<'a> {
        Matcher { index, fields: &index.fields, searcher, documents: documents(searcher), known: RefCell::default() }
    }

    /// The word as it is, for stop words beside others.
    pub(crate) fn exact(&self, word: &Word) -> Box<dyn Query> {
        self.term(self.fields.words, &word.text, EXACT)
    }

    /// The word and its stems without guesses: plain terms, of which the index can skip blocks.
    pub(crate) fn plain(&self, word: &'a Word) -> impl Iterator<Item = Box<dyn Query>> + '_ {
        let stems = word
            .stems
            .iter()
            .flat_map(|stem| [self.term(self.fields.stems, stem, STEM), self.term(self.fields.title, stem, TITLE)]);
        stems.chain([self.exact(word)])
    }

    /// Its parts alone, for when they are not found together; a phrase in quotes stays whole.
    pub(crate) fn pieces(&self, word: &'a Word) -> impl Iterator<Item = Box<dyn Query>> + '_ {
        let several = if word.parts.len() > 1 && !word.quoted { &word.parts[..] } else { &[] };
        several.iter().map(|(_, part)| self.term(self.fields.words, part, EXACT))
    }

    /// Everything by which the word may be found.
    pub(crate) fn clause(&self, word: &Word, looseness: Looseness) -> tantivy::Result<Box<dyn Query>> {
        let mut clauses: Clauses = Vec::new();
        if word.parts.len() > 1 {
            clauses.push((Occur::Should, self.phrase(word)));
        }
        if word.quoted {
            if word.parts.len() <= 1 {
                clauses.push((Occur::Should, self.term(self.fields.words, &word.text, STEM)));
            }
            return Ok(Box::new(BooleanQuery::new(clauses)));
        }
        if !(word.bigram && word.parts.len() > 1) {
            clauses.push((Occur::Should, self.exact(word)));
            for stem in &word.stems {
                clauses.push((Occur::Should, self.term(self.fields.stems, stem, STEM)));
                clauses.push((Occur::Should, self.term(self.fields.title, stem, TITLE)));
            }
        }
        let longer = self.longer(word, &mut clauses)?;
        if let Looseness::Loose { nothing } = looseness {
            self.loosen(word, nothing, longer, &mut clauses)?;
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// Terms that begin with the word; answers in how many documents they are.
    fn longer(&self, word: &Word, clauses: &mut Clauses) -> tantivy::Result<u64> {
        let single = word.bigram && word.letters() == 1;
        let letters = word.letters();
        if word.bigram && !single || letters < 3 && !word.typing && !single {
            return Ok(0);
        }
        if letters <= 2 && !single {
            clauses.push((Occur::Should, self.term(self.fields.starts, &word.text, 0.1)));
        }
        let unfinished = word.typing || single;
        if !unfinished && self.documents_with(word)? > COMMON {
            return Ok(0);
        }
        let (count, weight) = if unfinished { (2 * GUESSES, TYPING) } else { (GUESSES / 2, BEGINNING) };
        let found = self.guesses(Guess::Beginning { count }, word)?;
        let sum = found.iter().map(|candidate| candidate.documents).sum();
        self.add(&found, weight, clauses);
        Ok(sum)
    }

    /// Misspellings and parts of words.
    fn loosen(&self, word: &Word, nothing: bool, longer: u64, clauses: &mut Clauses) -> tantivy::Result<()> {
        if word.parts.len() > 1 {
            let parts = word.parts.iter().map(|(_, part)| (Occur::Must, self.term(self.fields.words, part, EXACT)));
            clauses.push((Occur::Should, Box::new(BooleanQuery::new(parts.collect()))));
        }
        if !word.is_plain() {
            return Ok(());
        }
        let exact = self.documents_with(word)?;
        if exact > COMMON {
            return Ok(());
        }
        let rare = RARE + if nothing { self.documents / 2_000 } else { 0 };
        if exact + longer < rare {
            self.add(&self.guesses(Guess::Misspelled, word)?, MISSPELLED, clauses);
        }
        self.add(&self.guesses(Guess::Inside, word)?, INSIDE, clauses);
        Ok(())
    }

    fn documents_with(&self, word: &Word) -> tantivy::Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(self.fields.words, &word.text))
    }

    /// What the dictionary has for a word, read once for all stages of a search.
    fn guesses(&self, guess: Guess, word: &Word) -> tantivy::Result<Vec<Candidate>> {
        let key = (guess, word.text.clone());
        if let Some(found) = self.known.borrow().get(&key) {
            return Ok(found.clone());
        }
        let (searcher, field) = (self.searcher, self.fields.words);
        let found = match guess {
            Guess::Beginning { count } => beginning_with(searcher, field, &word.text, count)?,
            Guess::Misspelled => near(searcher, field, &word.text, GUESSES)?,
            Guess::Inside => self.index.vocabulary.containing(searcher, field, &word.text, GUESSES)?,
        };
        self.known.borrow_mut().insert(key, found.clone());
        Ok(found)
    }

    /// Adds terms as one: a rare form must not count for more than the word that was asked for, so
    /// all weigh as if they were as frequent as they are together.
    fn add(&self, found: &[Candidate], weight: f32, clauses: &mut Clauses) {
        let together = idf(found.iter().map(|candidate| candidate.documents).sum(), self.documents);
        for candidate in found {
            let times = together / idf(candidate.documents, self.documents).max(f32::EPSILON);
            let times = weight * times / (1 + candidate.distance) as f32;
            clauses.push((Occur::Should, self.term(self.fields.words, &candidate.text, times)));
        }
    }

    fn term(&self, field: Field, text: &str, weight: f32) -> Box<dyn Query> {
        let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), weight))
    }

    fn phrase(&self, word: &Word) -> Box<dyn Query> {
        let field = self.fields.words;
        let first = word.parts.first().map_or(0, |(position, _)| *position);
        let terms = word.parts.iter().map(|(at, text)| (at - first, Term::from_field_text(field, text)));
        Box::new(PhraseQuery::new_with_offset(terms.collect()))
    }
}
