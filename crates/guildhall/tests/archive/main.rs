//! Backup, restore and move with the real binary, and what the documents tell operators to do.

#![expect(clippy::unwrap_used, reason = "tests")]

mod backing_up;
#[path = "../binary/mod.rs"]
mod binary;
mod documents;
mod moving;
mod place;
mod restoring;
mod upgrading;

use binary::{Server, get, guildhall, json};
use place::{Place, everything};
