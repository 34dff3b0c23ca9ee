//! The columns of one row, by name, on their way into a struct.

use std::collections::BTreeMap;
use std::str::FromStr;

use quick_xml::events::BytesStart;

use super::date::parse_date;
use super::text::unescape;

/// Other names of unknown columns than the first so many are not kept: a hostile file could invent one in each row.
const MOST_UNKNOWN: usize = 1000;

/// Columns of one row; the widest kind has fewer than thirty. Each name is compared with all before it.
const MOST_COLUMNS: usize = 200;

/// Attributes not yet asked for.
pub(super) struct Cells(Vec<(String, String)>);

impl Cells {
    /// Reads `row Id="1" …`, the inside of a tag. `Err` is a message for people.
    pub(super) fn read(tag: &str, replaced: &mut u64) -> Result<Self, String> {
        let name = tag.find(|letter: char| letter.is_ascii_whitespace() || letter == '/').unwrap_or(tag.len());
        let mut cells = Vec::with_capacity(24);
        for attribute in BytesStart::from_content(tag, name).attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            if cells.len() == MOST_COLUMNS {
                return Err(format!("more than {MOST_COLUMNS} columns"));
            }
            let column = attribute.key.0;
            let value = unescape(&attribute.value, replaced).map_err(|message| format!("{column}: {message}"))?;
            cells.push((column.to_owned(), value));
        }
        Ok(Self(cells))
    }

    pub(super) fn text(&mut self, column: &str) -> Option<String> {
        let at = self.0.iter().position(|(name, _)| name == column)?;
        Some(self.0.swap_remove(at).1)
    }

    /// An empty value counts as absent here and in the functions below.
    pub(super) fn number(&mut self, column: &str) -> Result<Option<i64>, String> {
        self.parsed(column, |text| i64::from_str(text).ok(), "a number")
    }

    pub(super) fn date(&mut self, column: &str) -> Result<Option<i64>, String> {
        self.parsed(column, parse_date, "a date")
    }

    pub(super) fn truth(&mut self, column: &str) -> Result<Option<bool>, String> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        self.parsed(column, read, "True or False")
    }

    pub(super) fn must<T>(value: Option<T>, column: &str) -> Result<T, String> {
        value.ok_or_else(|| format!("{column} is missing"))
    }

    /// Counts what no field asked for.
    pub(super) fn rest(self, unknown: &mut BTreeMap<String, u64>) {
        for (column, _) in self.0 {
            if let Some(count) = unknown.get_mut(&column) {
                *count += 1;
            } else if unknown.len() < MOST_UNKNOWN {
                unknown.insert(column, 1);
            }
        }
    }

    fn parsed<T>(&mut self, column: &str, read: impl Fn(&str) -> Option<T>, what: &str) -> Result<Option<T>, String> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        read(text).map(Some).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            format!("{column} is not {what}: {shown:?}")
        })
    }
}
