//! The real binary when things go wrong: killed while many write, without power, without room, beset by strange clients.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests, which tell their figures")]

#[path = "../binary/mod.rs"]
mod binary;
mod full;
mod house;
mod killed;
mod power;
mod refusing;
mod rude;
mod shim;
mod writers;

use binary::{Server, get, guildhall, json};
use house::House;
