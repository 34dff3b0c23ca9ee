//! The lines of vCards (RFC 6350; 3.0: RFC 2426; 2.1): unfolded, cut into name, parameters and value.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::text::{decode, decode_as};

/// A property of a card.
pub(super) struct Property {
    /// From 1.
    pub line: u64,
    /// Large letters, without its group.
    pub name: String,
    parameters: Vec<(String, String)>,
    /// As it was written but for the encoding of 2.1.
    value: String,
}

/// The properties of a file, one after another. What is no property is passed over.
pub(super) fn properties(text: &str) -> impl Iterator<Item = Property> + '_ {
    let mut lines = (1..).zip(text.split('\n').map(|line| line.trim_end_matches('\r'))).peekable();
    std::iter::from_fn(move || {
        loop {
            let (number, first) = lines.next()?;
            let mut line = first.to_owned();
            // Folded: the next line begins with a blank, which is not part of it.
            while let Some((_, more)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
                line.push_str(&more[1..]);
            }
            // A soft break of quoted-printable.
            while line.ends_with('=') && is_quoted_printable(&line) {
                let Some((_, more)) = lines.next() else { break };
                line.pop();
                line.push_str(more);
            }
            if let Some(property) = property(number, &line) {
                return Some(property);
            }
        }
    })
}

fn is_quoted_printable(line: &str) -> bool {
    cut(line, ':').0.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

/// Cuts at the first `at` outside of double quotes.
fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (place, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c == at && !quoted => return (&text[..place], Some(&text[place + c.len_utf8()..])),
            _ => {}
        }
    }
    (text, None)
}

fn property(line: u64, text: &str) -> Option<Property> {
    let (head, Some(value)) = cut(text, ':') else { return None };
    let (name, mut rest) = cut(head, ';');
    let name = name.rsplit('.').next().unwrap_or(name).trim().to_ascii_uppercase();
    let mut parameters = Vec::new();
    while let Some(more) = rest {
        let (parameter, behind) = cut(more, ';');
        rest = behind;
        // 2.1 writes bare words: the type, or the encoding.
        let (key, word) = parameter.split_once('=').unwrap_or(("TYPE", parameter));
        parameters.push((key.trim().to_ascii_uppercase(), word.trim().trim_matches('"').to_ascii_uppercase()));
    }
    let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let mut property = Property { line, name, parameters, value: value.to_owned() };
    if fits && property.has("QUOTED-PRINTABLE") {
        property.value = decode_as(&quoted_printable(value), property.parameter("CHARSET"));
    } else if fits && (property.has("BASE64") || property.has("B")) && property.name != "PHOTO" {
        property.value = STANDARD.decode(value.trim()).map(|bytes| decode(&bytes)).unwrap_or_default();
    }
    fits.then_some(property)
}

/// RFC 2045, 6.7; what is no code stays as it is.
fn quoted_printable(text: &str) -> Vec<u8> {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).filter(|_| byte == b'=').and_then(|code| std::str::from_utf8(code).ok());
        let decoded = code.filter(|code| !code.starts_with('+')).and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(decoded.unwrap_or(byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    out
}

impl Property {
    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, word)| word.as_str())
    }

    /// Whether a type or encoding is said, `TYPE=work,pref` or bare.
    pub fn has(&self, word: &str) -> bool {
        let said = |(key, words): &(String, String)| {
            matches!(key.as_str(), "TYPE" | "ENCODING") && words.split(',').any(|said| said.trim() == word)
        };
        self.parameters.iter().any(said)
    }

    /// The value without its escapes.
    pub fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The parts of a value that has several, cut at `;` or `,`.
    pub fn parts(&self, separator: char) -> Vec<String> {
        let (mut parts, mut part, mut escaped) = (Vec::new(), String::new(), false);
        for c in self.value.chars() {
            if c == separator && !escaped {
                parts.push(unescaped(&part));
                part.clear();
                continue;
            }
            escaped = c == '\\' && !escaped;
            part.push(c);
        }
        parts.push(unescaped(&part));
        parts
    }
}

/// `\n`, `\,`, `\;` and `\\`.
fn unescaped(text: &str) -> String {
    let (mut out, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ',' | ';' | ':')) => out.push(c),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}
