//! People and the communities they form: accounts, sessions, communities, areas, memberships, roles; their files
//! and drafts.

pub mod accounts;
pub mod bringing;
pub mod charter;
pub mod communities;
pub mod data;
mod door;
pub mod drafts;
pub mod facets;
pub mod files;
mod folding;
pub mod inbox;
pub mod invitations;
pub mod knowing;
pub mod mail;
pub mod members;
pub mod paper;
pub mod requests;
pub mod roles;
pub mod settings;
pub mod setup;

pub use door::door;
