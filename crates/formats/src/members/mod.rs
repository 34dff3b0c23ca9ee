//! Lists of people (CSV and vCard 2.1, 3.0, 4.0) and of chapters (CSV), to and from plain structs; nothing here writes anywhere.
//!
//! What cannot be read costs itself only and is told with its line. Passwords, birthdays and pictures are never read, telephone
//! numbers and streets neither: what is not needed is not taken.

mod chapters;
mod columns;
mod csv;
mod list;
mod table;
mod text;
mod vcard;
mod vcard_line;
mod writing;

pub use chapters::{Chapter, Chapters, read_chapters};
pub use list::{List, Person, Problem, What};
pub use text::decode;
pub use writing::{Link, guarded, write_csv, write_links, write_vcard};

/// As many people (or chapters) one list may hold.
pub const MOST_PEOPLE: usize = 10_000;
/// Bytes of the largest list.
pub const MOST_BYTES: usize = 16 << 20;
/// Characters of one value; what is longer is cut.
const MOST_VALUE: usize = 10_000;

/// Reads a list of people: vCards when there is a `BEGIN:VCARD`, else CSV.
pub fn read(bytes: &[u8]) -> List {
    if bytes.len() > MOST_BYTES {
        return List { problems: vec![Problem::new(1, What::TooLarge, "")], ..List::default() };
    }
    let text = decode(bytes);
    let head = text.trim_start().get(..11).unwrap_or("");
    let list = if head.eq_ignore_ascii_case("BEGIN:VCARD") { vcard::read(&text) } else { csv::read(&text) };
    list.once_each()
}

#[cfg(test)]
mod tests;
