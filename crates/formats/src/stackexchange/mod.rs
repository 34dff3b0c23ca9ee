//! A Stack Exchange data dump: a directory of XML files, or a zip file of them, each `<rows><row attr="…" /></rows>`.
//!
//! [`Dump::open`] finds the files; [`Dump::posts`] and its siblings read them one row at a time. A row that cannot be read
//! is a [`Problem`] in its place and reading goes on behind it; columns nobody knows are counted, never fatal.
//!
//! Meaning of the columns: the dump's own readme (<https://archive.org/details/stackexchange>) and
//! <https://meta.stackexchange.com/questions/2677>. What the format does not say: dates are UTC without a zone, deleted
//! posts are absent (so references may dangle), user -1 is the site itself, votes are anonymous.

mod cells;
mod date;
mod dump;
mod kinds;
mod people;
mod posts;
mod problem;
mod rows;
mod segments;
mod text;
mod trace;
mod zipped;

pub use date::parse_date;
pub use dump::{Dump, Error, FileName};
pub use kinds::{HistoryType, LinkType, PostType, VoteType};
pub use people::{Badge, User};
pub use posts::{Comment, Post, Tag, parse_tags};
pub use problem::Problem;
pub use rows::{Progress, Row, Rows};
pub use trace::{PostHistory, PostLink, Vote};
