//! Joining by request: somebody asks to be let in, with answers to the community's own questions; a moderator decides.
//!
//! Writes `asked_in` and `declined` (join_request) and `joining_questions_changed` (community) to the log; `joined` of `members` tells of who was let in.

mod ask;
mod decide;
mod queue;
pub mod store;

use base::db::Migration;
use web::{Feature, ForWhom, Language, Menu, MenuEntry, Permission, Routes};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 266, name: "requests", sql: include_str!("266_requests.sql") }];

const ASK: &str = "/c/{community}/ask-to-join";
const QUEUE: &str = "/c/{community}/manage/requests";

pub fn feature() -> Feature {
    Feature {
        name: "requests",
        routes: Routes::new()
            .get(ASK, ASK, Permission::Know, ask::page)
            .post(ASK, ASK, Permission::Know, ask::send)
            .get(QUEUE, QUEUE, Permission::Moderate, queue::page)
            .post(
                "/c/{community}/manage/requests/questions",
                "/c/{community}/manage/requests/questions",
                Permission::Lead,
                queue::set_questions,
            )
            .post(
                "/c/{community}/manage/requests/{id}",
                "/c/{community}/manage/requests/0",
                Permission::Moderate,
                decide::decide,
            ),
        menu: &[MenuEntry {
            place: "manage-requests",
            path: "/manage/requests",
            position: 16,
            for_whom: ForWhom::Moderators,
            menu: Menu::Manage,
            ..MenuEntry::USUAL
        }],
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
