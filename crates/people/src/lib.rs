//! People and the communities they form: accounts, sessions, communities, areas, memberships, roles; their files
//! and drafts.

pub mod accounts;
pub mod bringing;
pub mod communities;
mod door;
pub mod drafts;
pub mod files;
mod folding;
pub mod inbox;
pub mod mail;
pub mod members;
pub mod settings;

pub use door::door;
