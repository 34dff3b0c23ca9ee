//! Signing up: the site's rule (open, by approval, for addresses of some domains, by invitation only), who waits, and what
//! becomes of them. Invitations, founders' links and lists of members are not bound by it.

mod admin;
pub(super) mod asking;
mod confirm;
mod making;
pub mod rule;
pub(super) mod store;

use base::db::Migration;
use web::{Feature, Language, MenuEntry, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 206, name: "sign_ups", sql: include_str!("206_sign_ups.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "sign_ups",
        routes: Routes::new()
            .get("/join/confirm/{token}", "/join/confirm/nonsense", Permission::Anyone, confirm::page)
            .post("/join/confirm/{token}", "/join/confirm/nonsense", Permission::Anyone, confirm::confirm)
            .get("/admin/sign-up", "/admin/sign-up", Permission::Admin, admin::page)
            .post("/admin/sign-up", "/admin/sign-up", Permission::Admin, admin::save)
            .post("/admin/sign-ups/{id}", "/admin/sign-ups/0", Permission::Admin, admin::decide),
        migrations: MIGRATIONS,
        menu: const { &[MenuEntry::of_site("site-sign-up", "/admin/sign-up", 20)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
