//! Reads the demo's texts. Their format is described in `data/README.md`.

use base::{Error, Result, Time};
use talk::threads::Kind;

const PEOPLE: &str = include_str!("data/people.txt");
const KNOWS: &str = include_str!("data/knows.txt");
const AREAS: &str = include_str!("data/areas.txt");
/// File by area; the last stands in none.
const THREADS: [(&str, &str); 7] = [
    ("espresso", include_str!("data/espresso.md")),
    ("filter", include_str!("data/filter.md")),
    ("water", include_str!("data/water.md")),
    ("grinding", include_str!("data/grinding.md")),
    ("roasting", include_str!("data/roasting.md")),
    ("shop", include_str!("data/shop.md")),
    ("", include_str!("data/guild.md")),
];

pub(super) struct Script {
    pub people: Vec<Person>,
    pub knows: Vec<Knows>,
    /// Slug, name, tone.
    pub areas: Vec<[String; 3]>,
    pub threads: Vec<Thread>,
}

pub(super) struct Person {
    pub handle: String,
    pub name: String,
    pub headline: String,
    pub place: String,
    /// How long ago, ms.
    pub joined: i64,
    pub roles: Vec<String>,
}

/// What somebody says of themselves.
pub(super) struct Knows {
    pub handle: String,
    pub minutes: Option<i64>,
    pub languages: String,
    /// Slugs of areas.
    pub knows: Vec<String>,
    pub learns: Vec<String>,
    pub skills: String,
}

pub(super) struct Thread {
    pub area: &'static str,
    pub title: String,
    pub kind: Kind,
    pub tags: Vec<String>,
    pub pinned: bool,
    pub closed: bool,
    pub views: i64,
    /// The opening first.
    pub posts: Vec<Post>,
}

#[derive(Default)]
pub(super) struct Post {
    pub is_comment: bool,
    pub by: String,
    /// For the opening how long ago, for others how long after the opening, ms.
    pub time: i64,
    pub score: i64,
    pub accepted: bool,
    pub edited: bool,
    pub reactions: Vec<(String, i64)>,
    pub source: String,
}

pub(super) fn read() -> Result<Script> {
    let mut threads = Vec::new();
    for (area, text) in THREADS {
        threads.extend(read_threads(area, text)?);
    }
    Ok(Script {
        people: PEOPLE.lines().filter(|line| !line.trim().is_empty()).map(person).collect::<Result<_>>()?,
        knows: KNOWS.lines().filter(|line| !line.trim().is_empty()).map(knows).collect::<Result<_>>()?,
        areas: AREAS.lines().filter(|line| !line.trim().is_empty()).map(area).collect::<Result<_>>()?,
        threads,
    })
}

fn wrong(line: &str) -> Error {
    Error::internal(format!("the demo's text cannot be read at: {line}"))
}

fn person(line: &str) -> Result<Person> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [handle, name, headline, place, joined, roles] = fields[..] else { return Err(wrong(line)) };
    let days: i64 = joined.parse().map_err(|_| wrong(line))?;
    let roles = roles.split(',').map(str::trim).filter(|role| !role.is_empty()).map(str::to_owned).collect();
    Ok(Person {
        handle: handle.into(),
        name: name.into(),
        headline: headline.into(),
        place: place.into(),
        joined: days * Time::DAY,
        roles,
    })
}

fn knows(line: &str) -> Result<Knows> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [handle, minutes, languages, knows, learns, skills] = fields[..] else { return Err(wrong(line)) };
    let slugs = |list: &str| list.split(',').map(str::trim).filter(|slug| !slug.is_empty()).map(str::to_owned).collect();
    Ok(Knows {
        handle: handle.into(),
        minutes: minutes.parse().ok(),
        languages: languages.into(),
        knows: slugs(knows),
        learns: slugs(learns),
        skills: skills.into(),
    })
}

fn area(line: &str) -> Result<[String; 3]> {
    let fields: Vec<String> = line.split('|').map(|field| field.trim().to_owned()).collect();
    fields.try_into().map_err(|_| wrong(line))
}

fn read_threads(area: &'static str, text: &str) -> Result<Vec<Thread>> {
    let mut threads: Vec<Thread> = Vec::new();
    let mut lines = text.lines();
    let mut fenced = false;
    while let Some(line) = lines.next() {
        fenced ^= line.starts_with("```");
        if !fenced && let Some(title) = line.strip_prefix("# ") {
            let head = lines.next().ok_or_else(|| wrong(line))?;
            threads.push(opening(area, title, head)?);
        } else if !fenced && (line.starts_with("## ") || line.starts_with("### ")) {
            let (marks, head) = line.split_once(' ').ok_or_else(|| wrong(line))?;
            let thread = threads.last_mut().ok_or_else(|| wrong(line))?;
            thread.posts.push(Post { is_comment: marks == "###", ..post(head)? });
        } else if let Some(post) = threads.last_mut().and_then(|thread| thread.posts.last_mut()) {
            post.source.push_str(line);
            post.source.push('\n');
        }
    }
    Ok(threads)
}

fn opening(area: &'static str, title: &str, head: &str) -> Result<Thread> {
    let (kind, rest) = head.split_once(' ').ok_or_else(|| wrong(head))?;
    let kind = Kind::from_code(kind).ok_or_else(|| wrong(head))?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let flags = ["pinned", "closed"];
    let tags = words.iter().skip_while(|word| **word != "tags").skip(1).filter(|word| !flags.contains(word));
    let after = |name: &str| words.iter().position(|word| *word == name).and_then(|at| words.get(at + 1)?.parse().ok());
    Ok(Thread {
        area,
        title: title.trim().to_owned(),
        kind,
        tags: tags.map(|tag| (*tag).to_owned()).collect(),
        pinned: words.contains(&"pinned"),
        closed: words.contains(&"closed"),
        views: after("views").unwrap_or(0),
        posts: vec![post(&format!("opening {rest}"))?],
    })
}

/// `answer by ivo +2h14m score 31 accepted edited reactions 🙏 9 💧 4`.
fn post(head: &str) -> Result<Post> {
    let mut words = head.split_whitespace().skip_while(|word| *word != "by").skip(1);
    let by = words.next().ok_or_else(|| wrong(head))?.to_owned();
    let time = words.next().and_then(duration).ok_or_else(|| wrong(head))?;
    let mut post = Post { by, time, ..Post::default() };
    while let Some(word) = words.next() {
        match word {
            "score" => post.score = words.next().and_then(|n| n.parse().ok()).ok_or_else(|| wrong(head))?,
            "accepted" => post.accepted = true,
            "edited" => post.edited = true,
            "reactions" => {
                while let (Some(emoji), Some(count)) = (words.next(), words.next()) {
                    post.reactions.push((emoji.to_owned(), count.parse().map_err(|_| wrong(head))?));
                }
            }
            _ => {}
        }
    }
    Ok(post)
}

/// `3d4h`, `+2h14m`, `45m` in ms.
fn duration(text: &str) -> Option<i64> {
    let (mut sum, mut number) = (0, 0_i64);
    for letter in text.trim_start_matches('+').chars() {
        let unit = match letter {
            '0'..='9' => {
                number = number * 10 + i64::from(letter.to_digit(10)?);
                continue;
            }
            'd' => Time::DAY,
            'h' => Time::HOUR,
            'm' => Time::MINUTE,
            _ => return None,
        };
        sum += std::mem::take(&mut number) * unit;
    }
    Some(sum)
}
