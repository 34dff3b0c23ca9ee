//! Reading and writing HTML of one exact form: what html5ever serializes. Not for HTML of any other origin.

/// A part of serialized HTML.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Escaped text.
    Text(&'a str),
    /// `<a href="/">`; `attributes` is ` href="/"`.
    Open { name: &'a str, attributes: &'a str },
    /// `</a>`
    Close(&'a str),
}

/// The parts of `html` in order.
pub(crate) fn pieces(html: &str) -> Pieces<'_> {
    Pieces(html)
}

pub(crate) struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let html = self.0;
        let tag = match html.find('<') {
            None if html.is_empty() => return None,
            Some(0) => &html[1..],
            other => {
                let (text, rest) = html.split_at(other.unwrap_or(html.len()));
                self.0 = rest;
                return Some(Piece::Text(text));
            }
        };
        let Some(end) = tag_end(tag) else {
            self.0 = "";
            return Some(Piece::Text(""));
        };
        self.0 = &tag[end + 1..];
        let tag = &tag[..end];
        Some(match tag.strip_prefix('/') {
            Some(name) => Piece::Close(name),
            None => {
                let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
                Piece::Open { name, attributes }
            }
        })
    }
}

/// The first `>` outside of `"`.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

/// Names and escaped values of the attributes of a [`Piece::Open`].
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (name, tail) = rest.trim_start().split_once("=\"")?;
        let (value, tail) = tail.split_once('"')?;
        rest = tail;
        Some((name, value))
    })
}

/// The text that `escaped` stands for. Knows the five usual names, `nbsp` and numbers; others stay as they are.
pub(crate) fn unescape(escaped: &str, text: &mut String) {
    let mut rest = escaped;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let end = tail.bytes().take(10).position(|byte| byte == b';');
        rest = match end.and_then(|end| Some((letter(&tail[..end])?, end))) {
            Some((letter, end)) => {
                text.push(letter);
                &tail[end + 1..]
            }
            None => {
                text.push('&');
                tail
            }
        };
    }
    text.push_str(rest);
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| *letter != '\0')?
        }
    })
}

/// Escapes for the inside of an element, as html5ever does.
pub(crate) fn escape_text(text: &str, html: &mut String) {
    escape(text, false, html);
}

/// Escapes for the inside of a double-quoted attribute, as html5ever does.
pub(crate) fn escape_attribute(text: &str, html: &mut String) {
    escape(text, true, html);
}

fn escape(text: &str, attribute: bool, html: &mut String) {
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        let name = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if attribute => "&quot;",
            '\u{a0}' => "&nbsp;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(name);
        from = at + letter.len_utf8();
    }
    html.push_str(&text[from..]);
}

/// Elements without an end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
