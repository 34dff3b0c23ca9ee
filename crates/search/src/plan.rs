//! From a query to words with what they may be found by.

use crate::document::Language;
use crate::query::{Part, Query};
use crate::stem::stems;
use crate::tokens::{Form, Token, tokenize};

/// A word of the query, or a phrase.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The form to look up, to complete and to correct: the whole of a compound.
    pub text: String,
    /// The finest parts with their positions; more than one for identifiers and runs.
    pub parts: Vec<(usize, String)>,
    /// In every language; none for a stop word.
    pub stems: Vec<String>,
    /// In quotes: exactly these words in this order.
    pub quoted: bool,
    /// The last of the query, which may be unfinished.
    pub typing: bool,
    pub bigram: bool,
}

impl Word {
    /// Of no meaning in one of the languages.
    pub(crate) fn is_stop(&self) -> bool {
        self.stems.is_empty()
    }

    pub(crate) fn letters(&self) -> usize {
        self.text.chars().count()
    }

    /// Only plain words have misspellings and longer forms worth a guess.
    pub(crate) fn is_plain(&self) -> bool {
        !self.quoted && !self.bigram && self.text.chars().all(char::is_alphabetic)
    }
}

/// A run without spaces of more pairs than this is a sentence, and each pair a word of it.
const LONGEST_RUN: usize = 5;

/// The words of a query in their order.
pub(crate) fn words(query: &Query, languages: &[Language]) -> Vec<Word> {
    let mut words = Vec::new();
    for part in &query.parts {
        match part {
            Part::Word(text) => words.extend(words_of(text, languages)),
            Part::Phrase(text) => words.extend(phrase(text, languages)),
        }
    }
    if let (Some(last), Some(Part::Word(_))) = (words.last_mut(), query.parts.last()) {
        last.typing = true;
    }
    words
}

/// The words of a text without quotes and filters.
pub(crate) fn words_of(text: &str, languages: &[Language]) -> Vec<Word> {
    let tokens = tokenize(text);
    let mut words = Vec::new();
    for group in tokens.chunk_by(|a, b| a.word == b.word) {
        let parts: Vec<&Token> = group.iter().filter(|t| t.form == Form::Part).collect();
        if parts.len() > LONGEST_RUN && parts.iter().all(|t| t.bigram) {
            words.extend(parts.iter().map(|part| word(part, &[part], text, languages)));
        } else if let Some(first) = group.first() {
            words.push(word(first, &parts, text, languages));
        }
    }
    words
}

fn word(named: &Token, parts: &[&Token], source: &str, languages: &[Language]) -> Word {
    let run = named.bigram && parts.len() > 1;
    Word {
        text: named.text.clone(),
        parts: parts.iter().map(|t| (t.position, t.text.clone())).collect(),
        // A run is found by all its pairs, not by the first.
        stems: if run { parts.iter().map(|t| t.text.clone()).collect() } else { stems(named, source, languages) },
        quoted: false,
        typing: false,
        bigram: named.bigram,
    }
}

fn phrase(text: &str, languages: &[Language]) -> Option<Word> {
    let tokens = tokenize(text);
    let parts: Vec<&Token> = tokens.iter().filter(|t| t.form == Form::Part).collect();
    let mut phrase = word(tokens.first()?, &parts, text, languages);
    phrase.stems = parts.iter().flat_map(|part| stems(part, text, languages)).collect();
    phrase.quoted = true;
    Some(phrase)
}
