//! What could not be read, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing in a file that could not be read. The rows around it are not touched by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The file's name as it stands in the directory, `Posts.xml`.
    pub file: String,
    /// The number of the row, from 1, where it is about a row.
    pub row: Option<u64>,
    /// Bytes from the beginning of the file to the beginning of the trouble.
    pub offset: u64,
    /// The line, from 1.
    pub line: u64,
    /// English, for the report of an import.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)?;
        if let Some(row) = self.row {
            write!(out, " (row {row})")?;
        }
        write!(out, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}
