//! Accounts: people on the site, their passwords, their sessions and the links that sign them in.
//!
//! Passwords, sessions and links are kept as hashes only. Writes `account_made` to the log, and for each membership
//! `profile_changed`.

mod account;
pub mod address;
pub mod admin;
pub mod codes;
mod credentials;
mod device;
mod handle;
mod join;
mod link;
pub mod links;
mod newcomer;
pub mod passkeys;
mod password;
mod profile;
pub mod proofs;
mod reset;
mod session;
pub mod sessions;
mod sign_in;
pub mod sign_ups;
pub mod single_sign_on;
pub mod store;
mod telling;
pub mod zones;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub(crate) use credentials::{is_owner, secret};
pub(crate) use handle::of_name as handle_of_name;
pub(crate) use join::MOST as MOST_NEW;
pub(crate) use newcomer::is_form;
pub use newcomer::{by_form, by_name, name_problem};
pub(crate) use profile::is_website;
pub use session::Opening;
pub use session::session_hash;
pub use sign_in::issue_link;

/// Whether a handle can be taken, when nobody has it.
pub(crate) fn is_handle(handle: &str) -> bool {
    handle::problem(handle).is_none()
}

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 200, name: "accounts", sql: include_str!("200_accounts.sql") },
    Migration { number: 201, name: "sessions", sql: include_str!("201_sessions.sql") },
    Migration { number: 232, name: "passwords", sql: include_str!("232_passwords.sql") },
    Migration { number: 280, name: "profiles", sql: include_str!("280_profiles.sql") },
    Migration { number: 284, name: "merged", sql: include_str!("284_merged.sql") },
    Migration { number: 285, name: "newcomer_forms", sql: include_str!("285_newcomer_forms.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "accounts",
        routes: Routes::new()
            .get("/join", "/join", Permission::Anyone, join::page)
            .post("/join", "/join", Permission::Anyone, join::join)
            .get("/sign-in", "/sign-in", Permission::Anyone, sign_in::page)
            .post("/sign-in", "/sign-in", Permission::Anyone, sign_in::by_password)
            .get("/sign-in/forgot", "/sign-in/forgot", Permission::Anyone, reset::forgot)
            .post("/sign-in/forgot", "/sign-in/forgot", Permission::Anyone, reset::ask)
            .get("/sign-in/{token}", "/sign-in/nonsense", Permission::Anyone, sign_in::by_link)
            .get("/reset/{token}", "/reset/nonsense", Permission::Anyone, reset::page)
            .post("/reset/{token}", "/reset/nonsense", Permission::Anyone, reset::reset)
            .get("/sign-out", "/sign-out", Permission::Anyone, sign_in::sign_out_page)
            .post("/sign-out", "/sign-out", Permission::Anyone, sign_in::sign_out)
            .get("/account", "/account", Permission::SignedIn, account::page)
            .post("/account", "/account", Permission::SignedIn, profile::save)
            .post("/account/password", "/account/password", Permission::SignedIn, credentials::set_password)
            .post("/admin/sign-in-link", "/admin/sign-in-link", Permission::Admin, link::make),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
