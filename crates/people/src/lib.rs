//! People and the communities they form: accounts, sessions, communities, areas, memberships, roles; their files
//! and drafts.

pub mod accounts;
pub mod address;
pub mod blocks;
pub mod bringing;
pub mod charter;
pub mod communities;
pub mod data;
mod door;
pub mod drafts;
pub mod facets;
pub mod files;
mod folding;
pub mod groups;
pub mod inbox;
pub mod invitations;
pub mod knowing;
pub mod log;
pub mod mail;
pub mod members;
pub mod moderation;
pub mod paper;
mod qr;
pub mod requests;
pub mod roles;
pub mod rules;
pub mod settings;
pub mod setup;
pub mod trust;
pub mod veils;

pub use door::door;
