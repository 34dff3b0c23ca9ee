//! SQL of threads and posts: reading lists, reading a thread, writing whole threads, counting again.

pub mod lists;
pub mod reading;
pub mod recount;
pub mod writing;

pub use lists::{List, Place};
