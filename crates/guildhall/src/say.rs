//! What scripts read goes to standard output through here; everything for people goes to standard error.

use std::io::Write as _;

use serde::Serialize;

/// One line of JSON on standard output.
pub fn json(value: &impl Serialize) {
    if let Ok(text) = serde_json::to_string(value) {
        line(&text);
    }
}

/// One line on standard output. A closed pipe ends nothing.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}
