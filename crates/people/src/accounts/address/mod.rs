//! The e-mail address of an account, and its change: the new address confirms it, the old one is told and may stop it, for a
//! week also after it was confirmed. Without mail the address is set at once, and nobody can be told.

mod answering;
mod change;
mod store;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub const MIGRATIONS: &[Migration] =
    &[Migration { number: 205, name: "email_changes", sql: include_str!("205_email_changes.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "address",
        routes: Routes::new()
            .post("/account/email", "/account/email", Permission::SignedIn, change::set)
            .get("/email/confirm/{token}", "/email/confirm/nonsense", Permission::Anyone, answering::confirm_page)
            .post("/email/confirm/{token}", "/email/confirm/nonsense", Permission::Anyone, answering::confirm)
            .get("/email/stop/{token}", "/email/stop/nonsense", Permission::Anyone, answering::stop_page)
            .post("/email/stop/{token}", "/email/stop/nonsense", Permission::Anyone, answering::stop),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
