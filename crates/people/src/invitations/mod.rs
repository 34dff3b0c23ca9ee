//! Invitations: a link with a role, a limit and an end, that lets people in by their name alone.
//!
//! Who may make which: champions any, moderators and stewards for members, members for members where the community lets
//! them (`inviting` of its settings), ten a day and ten people by each. Writes `invited` and `invitation_ended` (invitation) to the log; `joined` of `members` tells who came.

mod ask;
mod coming;
mod list;
mod model;
mod poster;
mod show;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub use crate::qr::svg as qr_svg;
pub use model::{NewInvitation, Slot};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 265, name: "invitations", sql: include_str!("265_invitations.sql") }];

const PATH: &str = "/c/{community}/manage/invitations";
const ONE: &str = "/c/{community}/manage/invitations/{id}";

pub fn feature() -> Feature {
    Feature {
        name: "invitations",
        routes: Routes::new()
            .get(PATH, PATH, Permission::Write, list::page)
            .post(PATH, PATH, Permission::Write, ask::make)
            .get(ONE, "/c/{community}/manage/invitations/1", Permission::Write, show::page)
            .get(
                "/c/{community}/manage/invitations/{id}/poster.pdf",
                "/c/{community}/manage/invitations/1/poster.pdf",
                Permission::Write,
                poster::pdf,
            )
            .post(
                "/c/{community}/manage/invitations/{id}/end",
                "/c/{community}/manage/invitations/1/end",
                Permission::Write,
                show::end,
            )
            .get("/i/{code}", "/i/nonsense", Permission::Anyone, coming::page)
            .post("/i/{code}", "/i/nonsense", Permission::Anyone, coming::come),
        menu: &[MenuEntry {
            place: "manage-invitations",
            path: "/manage/invitations",
            position: 15,
            for_whom: ForWhom::Moderators,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
