//! People as vCards, any number in a file.

use super::MOST_PEOPLE;
use super::list::{List, Person, Problem, What, email_of, line_of, lines_of};
use super::vcard_line::{Property, properties};

/// Properties that a person is made of.
const UNDERSTOOD: [&str; 16] = [
    "FN",
    "N",
    "EMAIL",
    "ORG",
    "TITLE",
    "ROLE",
    "NOTE",
    "URL",
    "ADR",
    "TZ",
    "LANG",
    "CATEGORIES",
    "UID",
    // RFC 6715, 2.1.
    "EXPERTISE",
    // As this program writes them.
    "X-CHAPTER",
    "X-HANDLE",
];
/// And those that say nothing of them.
const FRAME: [&str; 5] = ["BEGIN", "END", "VERSION", "PRODID", "X-ABLABEL"];

/// A card while it is read.
#[derive(Default)]
struct Card {
    person: Person,
    /// From `N`, for cards without `FN`.
    parts: String,
    /// The lower, the better.
    email_rank: Option<u32>,
    wrong_email: Option<String>,
}

pub(super) fn read(text: &str) -> List {
    let (mut list, mut open): (List, Option<Card>) = (List::default(), None);
    for property in properties(text) {
        let frame = property.text().trim().eq_ignore_ascii_case("VCARD");
        match (property.name.as_str(), &mut open) {
            ("BEGIN", _) if frame => {
                if let Some(card) = open.take() {
                    list.problems.push(Problem::new(card.person.line, What::Cut, &card.person.name));
                }
                if list.people.len() + list.problems.len() >= MOST_PEOPLE {
                    list.problems.push(Problem::new(property.line, What::TooMany, ""));
                    return list;
                }
                let person = Person { line: property.line, ..Person::default() };
                open = Some(Card { person, ..Card::default() });
            }
            ("END", _) if frame => {
                if let Some(card) = open.take() {
                    card.close(&mut list);
                }
            }
            (name, Some(card)) => {
                note(&mut list, name);
                card.take(&property);
            }
            _ => {}
        }
    }
    if let Some(card) = open {
        list.problems.push(Problem::new(card.person.line, What::Cut, &card.person.name));
    }
    list
}

/// Notes that a property was met.
fn note(list: &mut List, name: &str) {
    let names = if UNDERSTOOD.contains(&name) { &mut list.understood } else { &mut list.ignored };
    if !FRAME.contains(&name) && names.len() < 60 && !names.iter().any(|known| known == name) {
        names.push(name.chars().take(60).collect());
    }
}

impl Card {
    fn take(&mut self, property: &Property) {
        let one = || line_of(&property.text());
        let first = |kept: &mut String, value: String| {
            if kept.is_empty() {
                *kept = value;
            }
        };
        if property.name == "EMAIL" {
            return self.take_email(property);
        }
        let person = &mut self.person;
        match property.name.as_str() {
            "FN" => first(&mut person.name, one()),
            "N" => first(&mut self.parts, name_of(&property.parts(';'))),
            "ORG" => first(&mut person.organisation, line_of(&property.parts(';').join(" "))),
            "TITLE" => person.title = one(),
            // What somebody does there; the role in a community is never taken from a file.
            "ROLE" => first(&mut person.title, one()),
            "NOTE" => first(&mut person.bio, lines_of(&property.text())),
            "URL" => first(&mut person.website, one()),
            "ADR" => first(&mut person.location, place_of(&property.parts(';'))),
            "TZ" => first(&mut person.timezone, one()),
            "LANG" => match one() {
                more if person.language.is_empty() => person.language = more,
                more if more.is_empty() || person.language.len() > 200 => {}
                more => person.language = format!("{}, {more}", person.language),
            },
            "EXPERTISE" => person.skills.extend(Some(one()).filter(|skill| !skill.is_empty())),
            "X-CHAPTER" => first(&mut person.chapter, one()),
            "X-HANDLE" => first(&mut person.username, one().trim_start_matches('@').to_lowercase()),
            "CATEGORIES" => person.groups.extend(property.parts(',').iter().map(|part| line_of(part)).filter(|p| !p.is_empty())),
            "UID" => first(&mut person.external_id, one()),
            _ => {}
        }
        person.groups.truncate(100);
        person.skills.truncate(100);
    }

    /// The preferred one: `PREF=1` of 4.0, the type of older ones, else the first.
    fn take_email(&mut self, property: &Property) {
        let text = property.text();
        let Some(email) = email_of(&text) else {
            if !text.trim().is_empty() {
                self.wrong_email.get_or_insert(line_of(&text));
            }
            return;
        };
        let told = property.parameter("PREF").and_then(|rank| rank.parse::<u32>().ok());
        let rank = told.unwrap_or(if property.has("PREF") { 1 } else { 1000 });
        if self.email_rank.is_none_or(|known| rank < known) {
            (self.person.email, self.email_rank) = (email, Some(rank));
        }
    }

    fn close(mut self, list: &mut List) {
        if self.person.name.is_empty() {
            self.person.name = self.parts;
        }
        let line = self.person.line;
        if self.person.name.is_empty() {
            list.problems.push(Problem::new(line, What::Name, &self.person.email));
        } else if let Some(wrong) = self.wrong_email.filter(|_| self.person.email.is_empty()) {
            list.problems.push(Problem::new(line, What::Email, &wrong));
        } else {
            list.people.push(self.person);
        }
    }
}

/// `family;given;additional;prefix;suffix` as it is spoken, without prefix and suffix.
fn name_of(parts: &[String]) -> String {
    let part = |at: usize| parts.get(at).map_or("", String::as_str);
    line_of(&[part(1), part(2), part(0)].join(" "))
}

/// Town and country of `box;extension;street;town;region;code;country`: nobody's street is needed.
fn place_of(parts: &[String]) -> String {
    let part = |at: usize| parts.get(at).map(|part| line_of(part)).filter(|part| !part.is_empty());
    [part(3), part(6)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
