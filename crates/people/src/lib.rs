//! People and the communities they form: accounts, sessions, communities, areas, memberships, roles.

pub mod accounts;
pub mod communities;
mod door;
pub mod members;
pub mod settings;

pub use door::door;
