//! The shell that every page stands in: routes with permissions, visits, pages, texts, assets, failures.
//! Knows no feature; features hand it their routes, menu entries, texts and kinds of things ([`Feature`]).

extern crate self as web; // templates are compiled into other crates, too, and say `web::icon`

mod app;
mod assets;
mod cache;
mod composer;
mod compress;
mod cookies;
pub mod diff;
mod failure;
mod feature;
pub mod fetch;
mod form;
mod gate;
mod headers;
pub mod i18n;
mod page;
mod paging;
mod path;
mod permission;
pub mod personal;
mod preferences;
mod query;
mod resend;
mod routes;
pub mod serving;
mod ui;
mod visit;

pub use app::{App, Door, Environment, Parts};
pub use assets::{Asset, Assets};
pub use cache::{Pages, Remembered};
pub use composer::Composer;
pub use cookies::{cookie, set_cookie};
pub use failure::Failure;
pub use feature::{Belongings, Feature, ForWhom, HandOver, Handling, Job, Menu, MenuEntry, Moderated, Searchable, Thing, What};
pub use form::{Form, Problems, is_seen, lines, one_line};
pub use gate::{Ask, session_cookie};
pub use i18n::{Language, Texts, Tongue};
pub use page::{Context, Page, SITE_NAME, Shell, encoded, respond};
pub use paging::{Cursor, Paging};
pub use path::Path;
pub use permission::Permission;
pub use preferences::{feature as preferences, is_path};
pub use query::Query;
pub use routes::{Routes, Rule, router};
pub use serving::Serving;
pub use ui::{Area, Avatar, Face, Tone, icon};
pub use visit::{Account, Here, Hold, Inviting, Joining, Neighbour, Roles, Theme, Visibility, Visit, Visited};
