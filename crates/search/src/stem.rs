//! Stems: what is left of a word when its ending is cut, and which words to leave out.

use crate::document::Language;
use crate::fold::fold;
use crate::stopwords::is_stop_word;
use crate::tokens::{LONGEST, Token, lower};
use frostem::{Algorithm, Stemmer};

/// The stem of a token of `source`, folded; None for a stop word of the language.
pub(crate) fn stem(token: &Token, source: &str, language: Language) -> Option<String> {
    if is_stop_word(&token.text, language) {
        return None;
    }
    let algorithm = match language {
        Language::English => Algorithm::English,
        Language::Dutch => Algorithm::Dutch,
        Language::German => Algorithm::German,
        Language::French => Algorithm::French,
        Language::Spanish => Algorithm::Spanish,
        Language::Other => return Some(token.text.clone()),
    };
    // Bigrams, names with signs (c++), versions and numbers have no endings to cut.
    if token.bigram || !token.text.chars().all(char::is_alphabetic) {
        return Some(token.text.clone());
    }
    let stemmer = Stemmer::new(algorithm);
    // The rules know accents (organización, parlé), so they are folded only afterwards; a whole
    // whose joiners were left out is no longer the text between its ends.
    let original = lower(&source[token.start..token.end]);
    let same = original.chars().count() <= LONGEST && original.chars().all(char::is_alphabetic);
    let stemmed = if same { fold(&stemmer.stem(&original)) } else { fold(&stemmer.stem(&token.text)) };
    Some(if stemmed.is_empty() { token.text.clone() } else { stemmed })
}

/// The different stems of a token in all of `languages` (in no language: the token itself), and
/// nothing when it is a stop word in one of them.
pub(crate) fn stems(token: &Token, source: &str, languages: &[Language]) -> Vec<String> {
    if languages.is_empty() {
        return vec![token.text.clone()];
    }
    let mut found: Vec<String> = Vec::new();
    for language in languages {
        match stem(token, source, *language) {
            None => return Vec::new(),
            Some(stem) if !found.contains(&stem) => found.push(stem),
            Some(_) => {}
        }
    }
    found
}
