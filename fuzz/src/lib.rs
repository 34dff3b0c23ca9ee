//! Fuzz targets: for every place where foreign bytes come in one function `target(&[u8])` that feeds them and asserts what
//! must hold whatever they are. `targets/` makes libFuzzer programs of them, `run` runs those one after another, and
//! `tests/corpus.rs` runs the seeds of `corpus/` through all of them in every test run.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a surprise here is a finding and must end the run")]

mod danger;
mod house;

pub mod fields;
pub mod forms;
pub mod html;
pub mod imports;
pub mod markdown;
pub mod people;
pub mod pictures;
pub mod requests;
pub mod search;
pub mod snapshots;
pub mod stackexchange;
pub mod uploads;

/// A target by its name, which is also the name of its program and of its folder in `corpus/`.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 12] = [
    ("fields", fields::target),
    ("forms", forms::target),
    ("html", html::target),
    ("imports", imports::target),
    ("markdown", markdown::target),
    ("people", people::target),
    ("pictures", pictures::target),
    ("requests", requests::target),
    ("search", search::target),
    ("snapshots", snapshots::target),
    ("stackexchange", stackexchange::target),
    ("uploads", uploads::target),
];

/// Text as the program gets it from bytes: what is not UTF-8 is replaced.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
