//! What somebody looks for: words, phrases and filters.

use std::fmt;

/// The key of a filter as it is typed before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterKey {
    In,
    From,
    Tag,
    Area,
    Is,
    Before,
    After,
}

impl FilterKey {
    /// From the key as typed, in any case.
    pub fn from_name(name: &str) -> Option<FilterKey> {
        use FilterKey::*;
        [In, From, Tag, Area, Is, Before, After].into_iter().find(|key| key.name().eq_ignore_ascii_case(name))
    }

    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            FilterKey::In => "in",
            FilterKey::From => "from",
            FilterKey::Tag => "tag",
            FilterKey::Area => "area",
            FilterKey::Is => "is",
            FilterKey::Before => "before",
            FilterKey::After => "after",
        }
    }
}

/// One `key:value`. The value is a name or slug; turning it into ids is the caller's part, for
/// dates see [`period`](crate::period), for `is` [`State::from_name`](crate::State::from_name).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    pub key: FilterKey,
    /// Never empty, without quotes around it.
    pub value: String,
}

/// A piece of the text that is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// As typed, without white space.
    Word(String),
    /// What stood between quotes.
    Phrase(String),
}

/// A parsed query. `to_string` writes it so that `parse` reads the same again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order in which they were typed.
    pub filters: Vec<Filter>,
    pub(crate) parts: Vec<Part>,
}

impl Query {
    /// The words and phrases without the filters.
    pub fn text(&self) -> String {
        let written: Vec<String> = self.parts.iter().map(Part::to_string).collect();
        written.join(" ")
    }

    /// Whether there is nothing to look for: no word, no phrase, no filter.
    pub fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.parts.is_empty()
    }

    /// With one more filter; the same when it has it already.
    pub fn with(mut self, filter: Filter) -> Query {
        if !self.filters.contains(&filter) {
            self.filters.push(filter);
        }
        self
    }

    /// Without this filter.
    pub fn without(mut self, filter: &Filter) -> Query {
        self.filters.retain(|other| other != filter);
        self
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filters = self.filters.iter().map(Filter::to_string);
        let parts = self.parts.iter().map(Part::to_string);
        f.write_str(&filters.chain(parts).collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.name();
        if self.value.contains(char::is_whitespace) {
            write!(f, "{key}:\"{}\"", self.value)
        } else {
            write!(f, "{key}:{}", self.value)
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Word(word) => f.write_str(word),
            Part::Phrase(phrase) => write!(f, "\"{phrase}\""),
        }
    }
}
