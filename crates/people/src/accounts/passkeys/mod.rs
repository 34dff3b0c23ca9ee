//! Passkeys (Web Authentication, level 3): somebody signs in with a finger, a face or a number on a device of theirs, without a
//! name and without a password.

mod add;
pub(super) mod ceremony;
mod enter;
pub(super) mod store;
pub(super) mod ways;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 203, name: "passkeys", sql: include_str!("203_passkeys.sql") }];

pub fn feature() -> Feature {
    const WAYS: &str = "/account/sign-in-ways";
    Feature {
        name: "passkeys",
        routes: Routes::new()
            .get(WAYS, WAYS, Permission::SignedIn, ways::page)
            .post("/account/passkeys/begin", "/account/passkeys/begin", Permission::SignedIn, add::begin)
            .post("/account/passkeys", "/account/passkeys", Permission::SignedIn, add::add)
            .post("/account/passkeys/{id}/name", "/account/passkeys/0/name", Permission::SignedIn, add::rename)
            .post("/account/passkeys/{id}/remove", "/account/passkeys/0/remove", Permission::SignedIn, add::remove)
            .post("/sign-in/passkey/begin", "/sign-in/passkey/begin", Permission::Anyone, enter::begin)
            .post("/sign-in/passkey", "/sign-in/passkey", Permission::Anyone, enter::enter),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
