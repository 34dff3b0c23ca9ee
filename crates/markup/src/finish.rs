//! Behind the wall: headings step down, links say where they lead, foreign images become links.

use crate::tags::{Piece, attributes, escape_attribute, escape_text, pieces, unescape};
use crate::wall::FOREIGN_REL;

/// What [`finish`] makes.
pub(crate) struct Finished {
    pub(crate) html: String,
    pub(crate) links: Vec<String>,
}

/// `html` is what the wall let through; the result would pass it unchanged.
pub(crate) fn finish(html: &str) -> Finished {
    let mut out = Finished { html: String::with_capacity(html.len() + 256), links: Vec::new() };
    let mut in_link = false;
    // The last heading's level, and those that are open (misnested ones may stand in each other).
    let (mut last, mut open) = (2, Vec::new());
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.html.push_str(text),
            Piece::Open { name: "a", attributes } => {
                in_link = true;
                out.link(attributes);
            }
            Piece::Open { name: "img", attributes } => out.image(attributes, in_link),
            Piece::Open { name: "input", attributes } => out.tick(attributes),
            Piece::Open { name, attributes } => match level(name) {
                Some(wanted) => {
                    last = wanted.min(last + 1);
                    open.push(last);
                    out.tag("<", HEADINGS[last], attributes);
                }
                None => out.tag("<", name, attributes),
            },
            Piece::Close(name) => {
                in_link &= name != "a";
                let heading = level(name).map(|wanted| open.pop().unwrap_or(wanted));
                out.tag("</", heading.map_or(name, |level| HEADINGS[level]), "");
            }
        }
    }
    out
}

/// By level.
const HEADINGS: [&str; 7] = ["", "h1", "h2", "h3", "h4", "h5", "h6"];

/// A page has its h1 and h2; a post's first heading is below them, and none leaves a level out.
fn level(name: &str) -> Option<usize> {
    let own = HEADINGS.iter().position(|heading| *heading == name).filter(|own| *own > 0)?;
    Some((own + 2).min(6))
}

impl Finished {
    fn tag(&mut self, bracket: &str, name: &str, attributes: &str) {
        self.html.push_str(bracket);
        self.html.push_str(name);
        self.html.push_str(attributes);
        self.html.push('>');
    }

    fn link(&mut self, escaped: &str) {
        let mut address = String::new();
        let mut mention = false;
        self.html.push_str("<a");
        for (name, value) in attributes(escaped).filter(|(name, _)| *name != "rel") {
            self.attribute(name, value);
            match name {
                "href" => unescape(value, &mut address),
                "class" => mention = value == "mention",
                _ => {}
            }
        }
        if is_foreign(&address) {
            self.attribute("rel", FOREIGN_REL);
        }
        self.html.push('>');
        if !mention {
            self.note(address);
        }
    }

    /// Whatever input somebody writes, it is a box that cannot be ticked.
    fn tick(&mut self, escaped: &str) {
        self.html.push_str("<input type=\"checkbox\" disabled=\"\"");
        for (name, value) in attributes(escaped).filter(|(name, _)| matches!(*name, "class" | "checked")) {
            self.attribute(name, value);
        }
        self.html.push('>');
    }

    fn image(&mut self, escaped: &str, in_link: bool) {
        let (mut address, mut alt) = (String::new(), String::new());
        for (name, value) in attributes(escaped) {
            match name {
                "src" => unescape(value, &mut address),
                "alt" => unescape(value, &mut alt),
                _ => {}
            }
        }
        if is_ours(&address) {
            self.html.push_str("<img");
            let kept = |name: &str| matches!(name, "src" | "title" | "width" | "height");
            for (name, value) in attributes(escaped).filter(|(name, _)| kept(name)) {
                self.attribute(name, value);
            }
            self.html.push_str(" alt=\"");
            escape_attribute(&alt, &mut self.html);
            self.html.push_str("\" loading=\"lazy\">");
            return;
        }
        let text = if alt.trim().is_empty() { file_name(&address) } else { &alt };
        // A link cannot stand in a link, and an image whose address the wall took away leads nowhere.
        if in_link || address.is_empty() {
            escape_text(text, &mut self.html);
            return;
        }
        self.html.push_str("<a href=\"");
        escape_attribute(&address, &mut self.html);
        self.html.push_str("\" class=\"image-link\"");
        for (name, value) in attributes(escaped).filter(|(name, _)| *name == "title") {
            self.attribute(name, value);
        }
        if is_foreign(&address) {
            self.attribute("rel", FOREIGN_REL);
        }
        self.html.push('>');
        escape_text(text, &mut self.html);
        self.html.push_str("</a>");
        self.note(address);
    }

    /// `value` is escaped already.
    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.html.push_str(value);
        self.html.push('"');
    }

    fn note(&mut self, address: String) {
        // Looking through all of them is quadratic: the rows made of them are bounded, too.
        if !address.is_empty() && !address.starts_with('#') && self.links.len() < 1000 && !self.links.contains(&address) {
            self.links.push(address);
        }
    }
}

/// Leads to another host, as a browser reads it: `\` is `/`, blanks and line ends do not count.
fn is_foreign(address: &str) -> bool {
    let mut letters = address.chars().filter(|letter| !letter.is_control() && *letter != ' ').map(|letter| match letter {
        '\\' => '/',
        letter => letter.to_ascii_lowercase(),
    });
    let start: String = letters.by_ref().take(5).collect();
    start.starts_with("//") || start.starts_with("http:") || start == "https"
}

/// A file of this site, by an address that cannot climb out of `/f/`.
fn is_ours(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let climbs = path.split('/').any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."));
    path.starts_with("/f/") && !climbs && !address.contains(|letter: char| letter == '\\' || letter.is_control())
}

/// `cat.png` of `https://example.org/a/cat.png?size=2`.
fn file_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if name.is_empty() { address } else { name }
}
