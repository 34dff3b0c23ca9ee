//! Codes of an authenticator app (TOTP), asked for after a password or a mailed link; recovery codes for who lost the app.
//!
//! A passkey is proof enough by itself, and a link that an administrator hands on is how somebody comes back who lost both.

pub(super) mod check;
mod model;
mod setup;
mod step;
pub(super) mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 202, name: "codes", sql: include_str!("202_codes.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "codes",
        routes: Routes::new()
            .get("/sign-in/code", "/sign-in/code", Permission::Anyone, step::page)
            .post("/sign-in/code", "/sign-in/code", Permission::Anyone, step::enter)
            .get("/account/codes", "/account/codes", Permission::SignedIn, setup::page)
            .post("/account/codes/begin", "/account/codes/begin", Permission::SignedIn, setup::begin)
            .post("/account/codes/confirm", "/account/codes/confirm", Permission::SignedIn, setup::confirm)
            .post("/account/codes/recovery", "/account/codes/recovery", Permission::SignedIn, setup::recovery)
            .post("/account/codes/off", "/account/codes/off", Permission::SignedIn, setup::off),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
