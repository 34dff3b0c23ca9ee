//! The text of rendered HTML.

use crate::tags::{Piece, attributes, pieces, unescape};

/// The text of what [`render`](crate::render) made, for search and notices: blocks on lines of their own, code as it is,
/// images by their text. No markup is left to be interpreted, but the result is text and must be escaped as any other.
pub fn plain(html: &str) -> String {
    let mut text = Plain::default();
    let mut hidden = false;
    for piece in pieces(html) {
        match piece {
            Piece::Text(_) if hidden => {}
            Piece::Text(escaped) => text.add(escaped),
            Piece::Open { name: "a", attributes: list } => {
                hidden = attributes(list).any(|(name, value)| name == "class" && value == "footnote-backref");
            }
            Piece::Open { name: "img", attributes: list } => {
                let alt = attributes(list).find(|(name, _)| *name == "alt");
                text.add(alt.map_or("", |(_, alt)| alt));
            }
            Piece::Open { name: "td" | "th", .. } => text.blank = true,
            Piece::Open { name, .. } => {
                text.pre += usize::from(name == "pre");
                if is_block(name) {
                    text.line();
                }
            }
            Piece::Close(name) => {
                hidden &= name != "a";
                if name == "pre" {
                    text.pre = text.pre.saturating_sub(1);
                }
                if is_block(name) {
                    text.line();
                }
            }
        }
    }
    let end = text.out.trim_end().len();
    text.out.truncate(end);
    text.out
}

#[derive(Default)]
struct Plain {
    out: String,
    scratch: String,
    pre: usize,
    /// A blank is due before the next word of this line.
    blank: bool,
}

impl Plain {
    fn add(&mut self, escaped: &str) {
        self.scratch.clear();
        unescape(escaped, &mut self.scratch);
        if self.pre > 0 {
            self.out.push_str(&self.scratch);
            return;
        }
        let text = std::mem::take(&mut self.scratch);
        self.blank |= text.starts_with(|letter: char| letter.is_whitespace());
        // Most text is ASCII, which is split without decoding it.
        match text.is_ascii() {
            true => text.split_ascii_whitespace().for_each(|word| self.word(word)),
            false => text.split_whitespace().for_each(|word| self.word(word)),
        }
        if !text.trim().is_empty() {
            self.blank = text.ends_with(|letter: char| letter.is_whitespace());
        }
        self.scratch = text;
    }

    fn word(&mut self, word: &str) {
        if self.blank && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push(' ');
        }
        self.out.push_str(word);
        self.blank = true;
    }

    fn line(&mut self) {
        self.blank = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "br"
            | "hr"
            | "div"
            | "pre"
            | "ul"
            | "ol"
            | "li"
            | "blockquote"
            | "table"
            | "tr"
            | "caption"
            | "details"
            | "summary"
            | "section"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

/// The beginning of the text of rendered HTML in one line of at most `chars` characters, cut between words, the cut shown
/// by `…` (which counts).
pub fn excerpt(html: &str, chars: usize) -> String {
    let text = plain(html);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((_, _)) = line.char_indices().nth(chars) else { return line };
    if chars == 0 {
        return String::new();
    }
    // Up to one character less than allowed: the place of `…`.
    let end = line.char_indices().nth(chars - 1).map_or(line.len(), |(at, _)| at);
    let head = &line[..end];
    let whole = line[end..].starts_with(' ');
    let cut = if whole { head.len() } else { head.rfind(' ').unwrap_or(head.len()) };
    let kept = head[..cut].trim_end_matches(|letter: char| letter.is_whitespace() || ",;:–—-(".contains(letter));
    format!("{kept}…")
}
