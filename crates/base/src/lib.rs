//! What everything stands on: the database façade, migrations, files on disk, the activity log, clock, randomness, errors.
//! Knows no feature, no HTTP and no HTML.

pub mod activity;
mod blobs;
mod clock;
mod codes;
pub mod db;
mod error;
mod limits;
mod random;
pub mod settings;
mod time;
mod waits;
pub mod work;

pub use blobs::Blobs;
pub use clock::Clock;
pub use db::{Db, Location, Query, Scratch, Tx, Value};
pub use error::{Error, Problem, Result};
pub use limits::Limits;
pub use random::Random;
pub use time::Time;
pub use waits::{Growing, Waits};

/// What a database row is known by. Its order means nothing: lists order by `(created_at, id)`.
pub type Id = i64;

#[doc(hidden)]
pub use linkme;
