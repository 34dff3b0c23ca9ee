//! SQL of moderation.

mod cases;
mod sanctions;

pub use cases::*;
pub use sanctions::*;
