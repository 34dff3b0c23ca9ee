//! SQL of threads and posts: reading lists, reading a thread, writing whole threads, commands, counting again.

pub mod following;
pub mod handing;
pub mod handling;
pub mod held;
pub mod lists;
pub mod moderating;
pub mod posting;
pub mod reading;
pub mod recount;
pub mod voting;
pub mod writing;

pub use lists::{List, Place};
