//! Words of drafts; no SQL, no HTTP.

use base::{Error, Id, Result, Time, record};
use serde_json::{Map, Value};

/// Bytes of a text.
pub const MOST_SOURCE: usize = 1 << 20;
/// Bytes of everything else in the form, as JSON.
pub const MOST_FIELDS: usize = 64 << 10;
/// Drafts of one account in one community; the oldest make room.
pub const MOST: i64 = 200;
/// Drafts that nobody touched for so long are forgotten, ms.
pub const LASTING: i64 = 180 * Time::DAY;

/// Where something is being written, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub account: Id,
    pub community: Id,
    pub place: String,
}

/// What is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pub source: String,
    /// A JSON object: a string for each field of the form, or a list of them for one that repeats.
    pub fields: String,
}

record! {
    /// A draft as it is kept.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Draft {
        pub source: String,
        pub fields: String,
        pub rev: i64,
        pub updated_at: Time,
    }
}

record! {
    /// A draft in the list of all.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub place: String,
        pub source: String,
        pub fields: String,
        pub updated_at: Time,
    }
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept under this revision.
    Kept(i64),
    /// There is a newer one that says something else; nothing was overwritten.
    Overtaken(Draft),
}

impl Text {
    /// A text in the form that is kept: bounded, without NUL, with plain line ends, fields in one order.
    pub fn new(source: &str, fields: &str) -> Result<Text> {
        if source.len() > MOST_SOURCE {
            return Err(Error::invalid("source", "draft-too-long"));
        }
        if fields.len() > MOST_FIELDS {
            return Err(Error::invalid("fields", "draft-too-long"));
        }
        let fields = if fields.trim().is_empty() { "{}" } else { fields };
        let object: Map<String, Value> =
            serde_json::from_str(fields).map_err(|_| Error::invalid("fields", "draft-unreadable"))?;
        // PostgreSQL cannot hold NUL; in JSON it stands as an escape.
        Ok(Text { source: source.replace("\r\n", "\n").replace('\0', ""), fields: Value::Object(object).to_string() })
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        let nothing = |value: &Value| match value {
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Null => true,
            _ => false,
        };
        let fields: Map<String, Value> = serde_json::from_str(&self.fields).unwrap_or_default();
        self.source.trim().is_empty() && fields.values().all(nothing)
    }
}

impl Listed {
    /// One string of the form.
    fn field(&self, name: &str) -> Option<String> {
        let fields: Map<String, Value> = serde_json::from_str(&self.fields).ok()?;
        fields.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The title that was typed, when there is one.
    pub fn title(&self) -> Option<String> {
        self.field("title")
    }

    /// How it begins: the first words, in one line.
    pub fn beginning(&self) -> String {
        let mut words = String::new();
        for word in self.source.split_whitespace() {
            if words.len() + word.len() > 200 {
                words.push('…');
                break;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        words
    }

    /// The first word of the place.
    pub fn what(&self) -> &str {
        self.place.split('/').next().unwrap_or_default()
    }

    /// The page where it goes on, below `/c/{community}`.
    pub fn path(&self) -> Option<String> {
        let (what, id) = self.place.split_once('/').unwrap_or((&self.place, ""));
        let known = id.parse::<Id>().is_ok_and(|id| id > 0);
        match what {
            "new" if id.is_empty() => Some("/new".into()),
            "reply" | "conclude" if known => Some(format!("/threads/{id}/{what}")),
            "comment" | "edit" if known => Some(format!("/posts/{id}/{what}")),
            _ => None,
        }
    }
}

/// Whether `place` can be a place: up to 80 of a–z, 0–9, hyphens and inner slashes.
pub fn is_place(place: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    place.len() <= 80 && place.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_to_pages() {
        let at =
            |place: &str| Listed { place: place.into(), source: String::new(), fields: "{}".into(), updated_at: Time(0) }.path();
        assert_eq!(at("new").as_deref(), Some("/new"));
        assert_eq!(at("reply/12").as_deref(), Some("/threads/12/reply"));
        assert_eq!(at("conclude/12").as_deref(), Some("/threads/12/conclude"));
        assert_eq!(at("comment/34").as_deref(), Some("/posts/34/comment"));
        assert_eq!(at("edit/34").as_deref(), Some("/posts/34/edit"));
        assert!(at("edit/x").is_none() && at("elsewhere").is_none());
    }

    #[test]
    fn places_have_a_shape() {
        assert!(is_place("new") && is_place("reply/12") && is_place("how-would/you/3"));
        for odd in ["", "/new", "new/", "a//b", "New", "a b", "é", &"x".repeat(81)] {
            assert!(!is_place(odd), "{odd}");
        }
    }

    #[test]
    fn fields_are_an_object_in_one_order() {
        let text = Text::new("a\0\r\nb", r#"{"z":"1", "a":["x"]}"#).unwrap();
        assert_eq!((text.source.as_str(), text.fields.as_str()), ("a\nb", r#"{"a":["x"],"z":"1"}"#));
        assert!(Text::new("", "[1]").is_err() && Text::new("", "{").is_err());
        assert!(Text::new(" ", r#"{"title":" ","tags":[]}"#).unwrap().is_empty());
        assert!(!Text::new("", r#"{"title":"x"}"#).unwrap().is_empty());
    }

    #[test]
    fn a_long_text_begins_with_its_first_words() {
        let listed = Listed { place: "new".into(), source: "wood \n".repeat(100), fields: "{}".into(), updated_at: Time(0) };
        assert!(listed.beginning().len() < 210 && listed.beginning().ends_with("wood…"));
    }
}
