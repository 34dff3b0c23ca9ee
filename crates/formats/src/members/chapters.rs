//! A list of chapters as CSV: `name`, `slug`, `place`, `champion name`, `champion e-mail`, `language`, `visibility`.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::columns::folded;
use super::list::{Problem, What, email_of, line_of};
use super::table::rows;
use super::{MOST_BYTES, MOST_PEOPLE, decode};

/// A chapter in a list. What the list does not tell is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chapter {
    pub line: u64,
    pub name: String,
    /// As it was written; the reader makes one of the name when it is empty.
    pub slug: String,
    pub place: String,
    pub champion: String,
    pub email: String,
    /// Small letters: `en`.
    pub language: String,
    /// `public`, `private`, `hidden` or empty.
    pub visibility: String,
}

/// A list of chapters as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Chapters {
    pub chapters: Vec<Chapter>,
    pub problems: Vec<Problem>,
    pub understood: Vec<String>,
    pub ignored: Vec<String>,
}

const COLUMNS: [&[&str]; 7] = [
    &["name", "chapter", "naam", "afdeling"],
    &["slug", "address", "adres"],
    &["place", "location", "city", "plaats", "stad", "locatie"],
    &["championname", "champion", "leader", "leadername", "kartrekker", "naamkartrekker", "leider"],
    &["championemail", "email", "leaderemail", "emailkartrekker", "emailadres", "mail"],
    &["language", "lang", "taal"],
    &["visibility", "zichtbaarheid"],
];

/// Reads a list of chapters.
pub fn read_chapters(bytes: &[u8]) -> Chapters {
    let mut list = Chapters::default();
    if bytes.len() > MOST_BYTES {
        list.problems.push(Problem::new(1, What::TooLarge, ""));
        return list;
    }
    let text = decode(bytes);
    let mut rows = rows(&text);
    let headings = rows.next().map(|row| row.cells).unwrap_or_default();
    let mut places: [Option<usize>; 7] = [None; 7];
    for (at, heading) in headings.iter().enumerate() {
        let known = COLUMNS.iter().position(|names| names.contains(&folded(heading).as_str()));
        let told = line_of(heading).chars().take(60).collect::<String>();
        match known.filter(|known| places[*known].is_none()) {
            Some(known) => {
                places[known] = Some(at);
                list.understood.push(told);
            }
            None if told.is_empty() => {}
            None => list.ignored.push(told),
        }
    }
    if places[0].is_none() {
        list.problems.push(Problem::new(1, What::Headings, &headings.join(", ")));
        return list;
    }
    let mut seen = HashSet::new();
    for row in rows {
        if list.chapters.len() + list.problems.len() >= MOST_PEOPLE {
            list.problems.push(Problem::new(row.line, What::TooMany, ""));
            break;
        }
        let cell = |column: usize| line_of(places[column].and_then(|at| row.cells.get(at)).map_or("", String::as_str));
        match chapter(row.line, cell) {
            Ok(chapter) if !seen.insert((chapter.slug.clone(), chapter.name.to_lowercase())) => {
                list.problems.push(Problem::new(row.line, What::Twice, &chapter.name));
            }
            Ok(chapter) => list.chapters.push(chapter),
            Err((what, value)) => list.problems.push(Problem::new(row.line, what, &value)),
        }
    }
    list
}

fn chapter(line: u64, cell: impl Fn(usize) -> String) -> Result<Chapter, (What, String)> {
    let name = cell(0);
    if name.is_empty() {
        return Err((What::Name, cell(1)));
    }
    let email = match cell(4) {
        typed if typed.is_empty() => String::new(),
        typed => email_of(&typed).ok_or((What::Email, typed))?,
    };
    let visibility = match cell(6).to_lowercase().as_str() {
        "" => "",
        "public" | "openbaar" => "public",
        "private" | "besloten" => "private",
        "hidden" | "verborgen" => "hidden",
        other => return Err((What::Word, other.to_owned())),
    };
    let (slug, place, champion, language) = (cell(1).to_lowercase(), cell(2), cell(3), cell(5).to_lowercase());
    Ok(Chapter { line, name, slug, place, champion, email, language, visibility: visibility.to_owned() })
}
