//! Words of bringing people; no SQL, no HTTP.

use base::{Id, Time, codes, record};
use formats::members::{Person, Problem};
use web::Tongue;

use crate::accounts::zones;
use crate::facets::languages;

codes! {
    /// What a list holds.
    pub enum ListKind { Members = "members", Chapters = "chapters" }
}

codes! {
    /// What becomes of a row of a list.
    pub enum State {
        /// Somebody new to the site.
        New = "new",
        /// Somebody with an account that nobody signs in to, who becomes a member.
        Joins = "joins",
        /// Somebody who signs in to an account of theirs: they are asked.
        Invited = "invited",
        /// Was asked before.
        Asked = "asked",
        /// A member whose empty fields are filled.
        Fills = "fills",
        /// A member of whom nothing is changed.
        Same = "same",
        /// Was a member and left; nobody is brought back.
        Left = "left",
        /// Had an account here and took it away.
        Gone = "gone",
        /// Of a chapter: its address is another community's.
        Taken = "taken",
        /// Of a chapter: no address can be made of it.
        Unreadable = "unreadable",
    }
}

record! {
    /// A list between looking at it and writing it, and what was done.
    #[derive(Clone, Debug)]
    pub struct Stored {
        pub id: Id,
        pub content: String,
        pub position: i64,
        pub made: i64,
        pub joined: i64,
        pub filled: i64,
        pub invited: i64,
        pub created_at: Time,
        pub done_at: Option<Time>,
    }
}

/// What came of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub made: i64,
    pub joined: i64,
    pub filled: i64,
    pub invited: i64,
}

/// As many groups of a list are kept.
const GROUPS: usize = 20;
/// Letters of the longest name, headline, place, address and text; the rest is cut off.
const LONGEST: [usize; 5] = [60, 120, 80, 200, 10_000];

/// A person of a list as an account would hold them.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    pub name: String,
    pub email: String,
    pub username: String,
    pub headline: String,
    pub place: String,
    pub website: String,
    pub about: String,
    pub about_html: String,
    pub organisation: String,
    /// As the profile keeps them: a name of the database, codes with commas between.
    pub zone: String,
    pub languages: String,
    /// What they know, in words.
    pub skills: Vec<String>,
    pub groups: Vec<String>,
    /// The chapter that they belong to, as the list calls it.
    pub chapter: String,
    /// What stood there for zone and languages and is none.
    pub unknown: Vec<String>,
    pub joined_at: Option<i64>,
    /// What tells them from others, the surest first.
    pub keys: Vec<String>,
}

impl Sketch {
    /// Rendering takes a moment: not for transactions.
    pub fn of(person: &Person) -> Sketch {
        let line = |text: &str, most: usize| web::one_line(text).chars().take(most).collect::<String>().trim().to_owned();
        let website = person.website.trim();
        let bare = !website.is_empty() && !website.contains("://");
        let website = if bare { format!("https://{website}") } else { website.to_owned() };
        let website = Some(website).filter(|url| crate::accounts::is_website(url) && url.chars().count() <= LONGEST[3]);
        let about: String = web::lines(&person.bio).chars().take(LONGEST[4]).collect();
        let about_html = if about.is_empty() { String::new() } else { markup::render(&about, &|_| false).html };
        let email = Some(&person.email).filter(|email| crate::mail::is_address(email)).cloned().unwrap_or_default();
        let name = line(&person.name, LONGEST[0]);
        let (languages, mut unknown) = spoken(&person.language);
        let zone = zones::read(person.timezone.trim()).unwrap_or_default();
        if zone.is_empty() && !person.timezone.trim().is_empty() {
            unknown.push(line(&person.timezone, LONGEST[2]));
        }
        let words = |words: &[String], most: usize| {
            let words = words.iter().map(|word| line(word, LONGEST[2])).filter(|word| !word.is_empty());
            words.take(most).collect::<Vec<_>>()
        };
        Sketch {
            keys: keys(person, &name, &email),
            headline: line(&person.title, LONGEST[1]),
            place: line(&person.location, LONGEST[2]),
            website: website.unwrap_or_default(),
            username: person.username.clone(),
            joined_at: person.joined_at,
            organisation: line(&person.organisation, LONGEST[2]),
            skills: words(&person.skills, GROUPS),
            groups: words(&person.groups, GROUPS),
            chapter: line(&person.chapter, LONGEST[2]),
            languages,
            zone,
            unknown,
            about,
            about_html,
            email,
            name,
        }
    }
}

/// Codes of the languages of a list, joined by commas, and the words that are none.
fn spoken(typed: &str) -> (String, Vec<String>) {
    let words = typed.split([',', ';', '/']).map(str::trim).filter(|word| !word.is_empty());
    let (mut codes, mut unknown) = (Vec::new(), Vec::new());
    for word in words.take(2 * languages::MOST) {
        // Also "nl-NL", as programs write it.
        match languages::code(word).or_else(|| languages::code(word.split(['-', '_']).next()?)) {
            Some(code) if codes.contains(&code) || codes.len() >= languages::MOST => {}
            Some(code) => codes.push(code),
            None => unknown.push(word.chars().take(LONGEST[2]).collect()),
        }
    }
    (codes.join(","), unknown)
}

/// Without id and address a name has to do.
fn keys(person: &Person, name: &str, email: &str) -> Vec<String> {
    let short = |text: &str| text.chars().take(200).collect::<String>();
    let mut keys = Vec::new();
    if !person.external_id.is_empty() {
        keys.push(format!("id:{}", short(&person.external_id)));
    }
    if !email.is_empty() {
        keys.push(format!("mail:{email}"));
    }
    if keys.is_empty() {
        keys.push(format!("name:{}", crate::accounts::store::name_key(name)));
    }
    keys
}

/// Why a row was left out, in the reader's language.
pub fn why(problem: &Problem, t: Tongue) -> &'static str {
    t.say_key(&format!("list-problem-{}", problem.what.code()))
}
