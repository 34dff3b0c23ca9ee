//! What a snapshot needs of the engines: every table as the database's own catalogue has it, its rows as values, and a
//! new database that is filled in one transaction.
//!
//! The log is told in one way for both engines: an entry's `id` is its place in the order (`seq`), as it always is on
//! SQLite. Nothing refers to entries by anything else, and cursors of listeners stay right after a move.

mod filling;
mod reading;

pub use filling::Filling;
pub use reading::{count, engine, last_id, others_connected, rows, steps, tables};

use super::Value;
use crate::{Error, Result};

/// What a column holds; NULL may stand in any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Int,
    Real,
    Text,
    Blob,
}

/// A table: the columns that are written (what the database computes is left out).
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
    /// The column whose numbers the database gives out.
    pub identity: Option<String>,
}

impl Kind {
    fn of(words: &str) -> Result<Kind> {
        match words.to_ascii_lowercase().as_str() {
            "integer" | "bigint" => Ok(Kind::Int),
            "real" | "double precision" => Ok(Kind::Real),
            "text" => Ok(Kind::Text),
            "blob" | "bytea" => Ok(Kind::Blob),
            other => Err(Error::internal(format!("a snapshot knows no columns of type {other}"))),
        }
    }

    fn fits(self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Int(_) => self == Kind::Int || self == Kind::Real,
            Value::Real(_) => self == Kind::Real,
            Value::Text(text) => self == Kind::Text && !text.contains('\0'),
            Value::Blob(_) => self == Kind::Blob,
            Value::Ints(_) => false,
        }
    }
}

impl Table {
    /// The rows can stand in this table on either engine.
    fn check(&self, rows: &[Vec<Value>]) -> Result<()> {
        for row in rows {
            let fits =
                row.len() == self.columns.len() && row.iter().zip(&self.columns).all(|(value, (_, kind))| kind.fits(value));
            if !fits {
                return Err(Error::Conflict(format!("a row of {} does not fit its table", self.name)));
            }
        }
        Ok(())
    }

    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| quoted(name)).collect::<Vec<_>>().join(", ")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name as a string of SQL.
fn literal(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}
