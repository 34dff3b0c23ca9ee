//! What new members may do, so that who only came to advertise does little harm, and when something they write waits for a look.
//!
//! Free of it are the first members of a community, who was invited personally, and everybody with a role. The limits are a
//! setting; `trust_changed` (community) goes to the log. Forms carry when they were made, signed: see [`stamp`].

mod model;
mod page;
pub mod stamp;
pub mod store;

use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub use model::Trust;

const PATH: &str = "/c/{community}/manage/trust";

pub fn feature() -> Feature {
    Feature {
        name: "trust",
        routes: Routes::new().get(PATH, PATH, Permission::Lead, page::page).post(PATH, PATH, Permission::Lead, page::save),
        menu: &[MenuEntry {
            place: "manage-trust",
            path: "/manage/trust",
            position: 18,
            for_whom: ForWhom::Leaders,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
