//! People and the communities they form: accounts, sessions, communities, areas, memberships, roles.

pub mod accounts;
pub mod communities;
mod door;
pub mod drafts;
pub mod inbox;
pub mod members;

pub use door::door;
