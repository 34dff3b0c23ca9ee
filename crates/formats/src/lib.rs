//! Foreign formats to plain structs, streaming.
//!
//! One module for each format. Nothing here knows the database, the network or the clock: a reader takes a path or bytes
//! and yields rows or [problems](stackexchange::Problem), never a panic. Memory is bounded by the largest single row.

pub mod members;
pub mod stackexchange;
