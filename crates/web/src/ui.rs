//! Small pieces that templates write: icons, faces, areas. People's colours are classes from a fixed palette.

use std::fmt;

use askama::filters::HtmlSafe;
use base::codes;

/// An icon of the sprite (`frontend/icons.json` lists them). Decorative: text beside it says what it means.
pub fn icon(name: &'static str) -> Icon {
    Icon(name)
}

pub struct Icon(&'static str);

impl HtmlSafe for Icon {}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = env!("CARGO_PKG_VERSION");
        write!(f, "<svg class=\"ic\" aria-hidden=\"true\"><use href=\"/assets/icons.svg?v={version}#{}\"/></svg>", self.0)
    }
}

/// How a person is shown: name, handle and the letters in a coloured disc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    pub handle: String,
    pub name: String,
}

impl Face {
    /// One or two letters of the name.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        match (words.next(), words.next_back()) {
            (Some(first), Some(last)) => first.to_uppercase().chain(last.to_uppercase()).collect(),
            (Some(first), None) => first.to_uppercase().collect(),
            _ => "?".into(),
        }
    }

    /// One of twelve hues, always the same for a handle.
    pub fn tone(&self) -> u32 {
        self.handle.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 12
    }

    /// The disc, as wide as the class `size` says.
    pub fn avatar(&self, size: &'static str) -> Avatar<'_> {
        Avatar { face: self, size }
    }
}

pub struct Avatar<'a> {
    face: &'a Face,
    size: &'static str,
}

impl HtmlSafe for Avatar<'_> {}

impl fmt::Display for Avatar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let initials: String = self.face.initials().chars().filter(|c| c.is_alphanumeric() || *c == '?').collect();
        write!(f, "<span class=\"av {} tone-{}\" aria-hidden=\"true\">{initials}</span>", self.size, self.face.tone())
    }
}

codes! {
    /// The palette for areas.
    pub enum Tone {
        Clay = "clay", Green = "green", Teal = "teal", Blue = "blue", Plum = "plum", Amber = "amber", Slate = "slate", Rose = "rose",
    }
}

/// An area as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub slug: String,
    pub name: String,
    pub tone: Tone,
}
