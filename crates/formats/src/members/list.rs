//! What a list of people holds, and what is wrong with it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::MOST_VALUE;

/// Somebody in a list. What the list does not tell is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The line on which they begin, from 1.
    pub line: u64,
    pub name: String,
    /// Small and trimmed; what stands behind a `+` stays.
    pub email: String,
    pub username: String,
    pub organisation: String,
    pub title: String,
    pub bio: String,
    pub location: String,
    pub timezone: String,
    pub language: String,
    pub skills: Vec<String>,
    pub groups: Vec<String>,
    pub chapter: String,
    pub role: String,
    /// UTC milliseconds.
    pub joined_at: Option<i64>,
    pub website: String,
    /// What the place that they come from calls them.
    pub external_id: String,
}

/// Why a row was left out, or what of it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum What {
    /// No column is called name or e-mail.
    Headings,
    /// The row is without a name.
    Name,
    /// The e-mail address cannot be one.
    Email,
    /// They did not agree to be in it.
    Consent,
    /// Somebody with this e-mail address or id (or with this name, and neither of both) stands further up.
    Twice,
    /// A date that is none; the rest of the row is taken.
    Date,
    /// A vCard that does not end.
    Cut,
    /// A chapter's address cannot be one.
    Slug,
    /// A word that is not known stands where one of a few is asked for.
    Word,
    /// The list is longer than one may be; the rest is not read.
    TooMany,
    TooLarge,
}

impl What {
    /// The word for it in message keys.
    pub fn code(self) -> &'static str {
        match self {
            What::Headings => "headings",
            What::Name => "name",
            What::Email => "email",
            What::Consent => "consent",
            What::Twice => "twice",
            What::Date => "date",
            What::Cut => "cut",
            What::Slug => "slug",
            What::Word => "word",
            What::TooMany => "many",
            What::TooLarge => "large",
        }
    }
}

/// One thing that was wrong with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// From 1.
    pub line: u64,
    pub what: What,
    /// What stood there, shortened; for `Twice` who it is.
    pub value: String,
}

impl Problem {
    pub(super) fn new(line: u64, what: What, value: &str) -> Problem {
        Problem { line, what, value: value.chars().take(80).collect() }
    }
}

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct List {
    pub people: Vec<Person>,
    pub problems: Vec<Problem>,
    /// Columns (or vCard properties) that were understood, as the list calls them.
    pub understood: Vec<String>,
    /// And those that were not.
    pub ignored: Vec<String>,
}

impl List {
    /// Leaves out who stands further up already.
    pub(super) fn once_each(mut self) -> List {
        let mut seen: HashSet<String> = HashSet::new();
        let (mut people, problems) = (Vec::with_capacity(self.people.len()), &mut self.problems);
        for person in self.people {
            let keys = [("mail", &person.email), ("id", &person.external_id)];
            let mut keys: Vec<String> =
                keys.into_iter().filter(|(_, key)| !key.is_empty()).map(|(kind, key)| format!("{kind} {key}")).collect();
            // Nothing else tells them apart.
            if keys.is_empty() {
                keys.push(format!("name {}", person.name.to_lowercase()));
            }
            if keys.iter().any(|key| seen.contains(key)) {
                problems.push(Problem::new(person.line, What::Twice, &person.name));
                continue;
            }
            seen.extend(keys);
            people.push(person);
        }
        self.people = people;
        self.problems.sort_by_key(|problem| problem.line);
        self
    }
}

/// A value of one line: any white space a blank, bounded.
pub(super) fn line_of(text: &str) -> String {
    let words: String = text.chars().take(MOST_VALUE).map(|c| if c.is_control() { ' ' } else { c }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value of several lines, bounded.
pub(super) fn lines_of(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().take(MOST_VALUE).filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    kept.trim().to_owned()
}

/// The parts of a value that holds several.
pub(super) fn parts_of(text: &str, separators: &[char]) -> Vec<String> {
    text.split(separators).map(line_of).filter(|part| !part.is_empty()).take(100).collect()
}

/// An e-mail address, small and trimmed; nothing when it cannot be one.
pub(super) fn email_of(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("mailto:").to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_host = |host: &str| host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && host.chars().all(plain);
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"<>()[],;:\\@".contains(c);
    let (name, host) = text.rsplit_once('@')?;
    let fits = !name.is_empty() && !name.contains(odd) && is_host(host) && text.is_ascii() && text.len() <= 254;
    fits.then(|| text.clone())
}
