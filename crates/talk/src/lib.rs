//! What people say to each other: threads of all kinds, their lists, home pages, tags, search, feeds, and the import of
//! what they said elsewhere.

pub mod announcements;
pub mod areas;
pub mod expertise;
pub mod feeds;
pub mod groups;
pub mod home;
pub mod imports;
pub mod inbox;
pub mod launch;
pub mod looking;
pub mod personal;
pub mod profiles;
pub mod searching;
pub mod tags;
pub mod threads;
pub mod webhook;

/// Texts of this crate's pages; one file for each language, since lists, home and search share most of them.
const TEXTS: &[(web::Language, &str)] =
    &[(web::Language::English, include_str!("text/en.ftl")), (web::Language::Dutch, include_str!("text/nl.ftl"))];
