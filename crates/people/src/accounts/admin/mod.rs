//! Accounts as administrators see them: who is here, and what can be done for or about somebody. `GET /admin`,
//! `GET /admin/accounts/{id}`, `POST …/sign-out`, `POST …/admin`. Writes `signed_out`, `admin_given`, `admin_taken` to the log.

mod list;
mod one;
mod store;

use web::{Feature, Language, MenuEntry, Permission, Routes};

pub fn feature() -> Feature {
    Feature {
        name: "accounts of the site",
        routes: Routes::new()
            .get("/admin", "/admin", Permission::Admin, list::page)
            .get("/admin/accounts/{id}", "/admin/accounts/1", Permission::Admin, one::page)
            .post("/admin/accounts/{id}/sign-out", "/admin/accounts/1/sign-out", Permission::Admin, one::sign_out)
            .post("/admin/accounts/{id}/admin", "/admin/accounts/1/admin", Permission::Admin, one::set_admin),
        menu: const { &[MenuEntry::of_site("site-accounts", "/admin", 10)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
