//! Reading a query. It never fails: what is no filter and no phrase is text.

use crate::date::period;
use crate::query::{Filter, FilterKey, Part, Query};

/// More is not looked at; a pasted log says what it has to say before that.
const LONGEST_BYTES: usize = 100_000;

impl Query {
    /// Reads what was typed: words, `"phrases"`, and filters (`in: from: tag: area: is: before:
    /// after:`, the value in quotes when it has spaces). Unknown keys, empty values and dates that
    /// are none are text; so are quotes without a partner, brackets, colons and backslashes.
    pub fn parse(text: &str) -> Query {
        let clean = clean(text);
        let mut query = Query::default();
        let mut rest = clean.trim_start();
        while !rest.is_empty() {
            rest = if let Some((filter, after)) = filter(rest) {
                query.filters.push(filter);
                after
            } else if let Some((phrase, after)) = quoted(rest) {
                if !phrase.trim().is_empty() {
                    query.parts.push(Part::Phrase(phrase.trim().to_owned()));
                }
                after
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let word: String = rest[..end].chars().filter(|c| *c != '"').collect();
                // Behind a lost quote may stand a filter; written out it is read as one.
                match self::filter(&word) {
                    Some((filter, _)) => query.filters.push(filter),
                    None if word.is_empty() => {}
                    None => query.parts.push(Part::Word(word)),
                }
                &rest[end..]
            }
            .trim_start();
        }
        query
    }
}

/// At most `LONGEST_BYTES`, control characters as spaces, typographic quotes as plain ones.
fn clean(text: &str) -> String {
    let mut end = text.len().min(LONGEST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let plain = |c: char| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        c if c.is_control() => ' ',
        c => c,
    };
    text[..end].chars().map(plain).collect()
}

/// A filter at the beginning of `rest`, and what follows it.
fn filter(rest: &str) -> Option<(Filter, &str)> {
    let colon = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let key = FilterKey::from_name(&rest[..colon])?;
    let after = rest[colon..].strip_prefix(':')?;
    let (value, after) = quoted(after).unwrap_or_else(|| after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())));
    let value: String = value.trim().chars().filter(|c| *c != '"').collect();
    let dated = matches!(key, FilterKey::Before | FilterKey::After);
    if value.is_empty() || dated && period(&value).is_none() {
        return None;
    }
    Some((Filter { key, value }, after))
}

/// A text in quotes at the beginning of `rest`, and what follows it.
fn quoted(rest: &str) -> Option<(&str, &str)> {
    rest.strip_prefix('"')?.split_once('"')
}
