//! Showing why something was found: the best piece of a text, with the words that match marked.

use crate::document::Language;
use crate::plan::{Word, words};
use crate::query::Query;
use crate::stem::stems;
use crate::tokens::{Token, tokenize};

/// A piece of a text, marked or not. The pieces of a text joined are that text (a snippet's: with
/// an ellipsis where something was left out).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// The texts of a post longer than this are searched for a window in their beginning only.
const LONGEST: usize = 60_000;

/// The whole text with what the query matches marked, for titles.
pub fn mark(text: &str, query: &Query, languages: &[Language]) -> Vec<Piece> {
    let text = shortened(text, LONGEST);
    pieces(text, 0, text.len(), &spans(text, query, languages))
}

/// The window of at most `max_chars` characters (ellipses not counted) that shows the most
/// different words of the query, cut between words; the beginning when none is in the text.
pub fn snippet(text: &str, query: &Query, languages: &[Language], max_chars: usize) -> Vec<Piece> {
    let text = shortened(text, LONGEST);
    let spans = spans(text, query, languages);
    let (start, end) = window(text, &spans, max_chars);
    let mut pieces = pieces(text, start, end, &spans);
    if start > 0 {
        pieces.insert(0, Piece { text: "…".to_owned(), marked: false });
    }
    if end < text.trim_end().len() {
        pieces.push(Piece { text: "…".to_owned(), marked: false });
    }
    pieces
}

/// A match in the text, by bytes, and which word of the query it is.
struct Span {
    start: usize,
    end: usize,
    word: usize,
}

fn shortened(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

fn spans(text: &str, query: &Query, languages: &[Language]) -> Vec<Span> {
    let mut words = words(query, languages);
    // Stop words are marked only when there is nothing else.
    if words.iter().any(|word| !word.is_stop()) {
        words.retain(|word| !word.is_stop());
    }
    words.truncate(64);
    let mut spans: Vec<Span> = Vec::new();
    for token in tokenize(text) {
        let own = stems(&token, text, languages);
        let found = words.iter().position(|word| matches(word, &token, &own));
        let Some(word) = found else { continue };
        match spans.last_mut() {
            // The parts of an identifier and overlapping pairs become one.
            Some(last) if token.start <= last.end && token.start >= last.start => last.end = last.end.max(token.end),
            _ => spans.push(Span { start: token.start, end: token.end, word }),
        }
    }
    spans
}

fn matches(word: &Word, token: &Token, own: &[String]) -> bool {
    let long = word.letters() >= 3;
    token.text == word.text
        || word.parts.iter().any(|(_, part)| *part == token.text)
        || !word.quoted && own.iter().any(|stem| word.stems.contains(stem))
        || (word.typing || long && word.is_plain()) && !word.quoted && token.text.starts_with(&word.text)
        || long && word.is_plain() && token.text.contains(&word.text)
}

/// Where the window begins and ends, in bytes.
fn window(text: &str, spans: &[Span], max_chars: usize) -> (usize, usize) {
    let mut best = (0, 0);
    for (i, span) in spans.iter().enumerate().take(500) {
        let end = forward(text, span.start, max_chars);
        let inside = spans[i..].iter().take(100).take_while(|other| other.end <= end);
        let mut seen: Vec<usize> = Vec::new();
        let mut count = 0;
        for other in inside {
            count += 1;
            if !seen.contains(&other.word) {
                seen.push(other.word);
            }
        }
        let worth = 10 * seen.len() + count.min(9);
        if worth > best.0 {
            best = (worth, i);
        }
    }
    let Some(first) = spans.get(best.1) else {
        return (0, word_end(text, 0, forward(text, 0, max_chars)));
    };
    // A quarter of the window leads up to the first match; all of the text if it fits.
    let start = backward(text, first.start, max_chars / 4);
    let end = forward(text, start, max_chars);
    let start = if end == text.len() { backward(text, end, max_chars) } else { start };
    let start = word_start(text, start, first.start);
    (start, word_end(text, first.end.min(end), end))
}

/// `count` characters on from `at`, at most to the end.
fn forward(text: &str, at: usize, count: usize) -> usize {
    text[at..].char_indices().nth(count).map_or(text.len(), |(i, _)| at + i)
}

/// `count` characters back from `at`, at most to the beginning.
fn backward(text: &str, at: usize, count: usize) -> usize {
    if count == 0 {
        return at;
    }
    text[..at].char_indices().rev().nth(count - 1).map_or(0, |(i, _)| i)
}

/// The first beginning of a word from `at` on, not behind `limit`; `at` where there is no space.
fn word_start(text: &str, at: usize, limit: usize) -> usize {
    if at == 0 || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let space = text[at..limit].find(char::is_whitespace).map(|i| at + i);
    space.map_or(at, |space| limit - text[space..limit].trim_start().len())
}

/// The last end of a word before `at`, not before `limit`; `at` where there is no space.
fn word_end(text: &str, limit: usize, at: usize) -> usize {
    if at == text.len() || text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    text[limit..at].rfind(char::is_whitespace).map_or(at, |i| limit + text[limit..limit + i].trim_end().len())
}

fn pieces(text: &str, start: usize, end: usize, spans: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |from: usize, to: usize, marked| {
        if from < to {
            pieces.push(Piece { text: text[from..to].to_owned(), marked });
        }
    };
    let mut at = start;
    for span in spans.iter().filter(|span| span.start >= start && span.start < end) {
        add(at, span.start, false);
        add(span.start.max(at), span.end.min(end), true);
        at = span.end.min(end).max(at);
    }
    add(at, end, false);
    pieces
}
