//! Where people find this site: who can open its address, whether it was reached from elsewhere, and its certificate.
//!
//! No third party is asked. The program asks its own public address, step by step, and is told of a visit from another
//! device by that visit (docs/decisions/0018-a-visit-that-tells.md).

mod check;
mod near;
mod page;
mod reach;
mod reached;
mod store;

use web::{Feature, Language, MenuEntry, Permission, Routes};

pub use check::check;
pub use near::{near, url_of};
pub use page::{last, phone};
pub use reach::{From, Reach};
pub use store::Found;

pub fn feature() -> Feature {
    Feature {
        name: "address",
        routes: Routes::new()
            .get("/admin/address", "/admin/address", Permission::Admin, page::show)
            .post("/admin/address/check", "/admin/address/check", Permission::Admin, page::check_now)
            .post("/admin/address/certificate", "/admin/address/certificate", Permission::Admin, page::try_again)
            .get("/reached/{token}", "/reached/nonsense", Permission::Anyone, reached::page),
        menu: const { &[MenuEntry::of_site("site-address", "/admin/address", 60)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
