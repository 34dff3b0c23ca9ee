//! Members from and to lists (CSV, vCard), chapters in bulk, and how somebody takes over the account that a list or an
//! import made for them.
//!
//! A list is looked at first; what it would do is shown, and done when that is wanted, in batches that can be taken up again.
//! The people of a list have accounts without a sign-in; nothing is mailed to them. They come in by a personal link, by
//! resetting the password of their address, or by saying "this is me" and being let by a moderator. Who has an account that they
//! sign in to is not brought: they are asked.
//!
//! Writes `joined` and `profile_changed` (member), `community_founded` (community), and `claimed`, `claim_asked`, `claim_granted`,
//! `claim_refused`, `claim_link_made`, `accounts_merged` (account), `member_invited`, `member_declined` (brought_invitation) to the log. Listens to claims: who moderates finds them in the inbox.

mod asking;
mod chapters;
mod claim;
mod export;
mod founding;
mod invited;
mod links;
mod merging;
pub mod model;
mod page;
mod plan;
mod preview;
pub mod store;
mod telling;
mod upload;
mod write;

use base::db::Migration;
use web::{Feature, ForWhom, Job, Language, Menu, MenuEntry, Permission, Routes};

pub use telling::tell_once;

/// The inbox: a moderator let somebody take an account over; its object is the question.
pub const GRANTED: &str = "claim";

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 290, name: "bringing", sql: include_str!("290_bringing.sql") },
    Migration { number: 291, name: "brought_more", sql: include_str!("291_brought_more.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "bringing",
        routes: routes(),
        menu: const {
            &[
                MenuEntry::of_site("site-chapters", "/admin/chapters", 70),
                MenuEntry {
                    place: "manage-people",
                    path: "/manage/people",
                    position: 60,
                    for_whom: ForWhom::Leaders,
                    menu: Menu::Manage,
                    ..MenuEntry::USUAL
                },
                MenuEntry {
                    place: "manage-claims",
                    path: "/manage/claims",
                    position: 62,
                    for_whom: ForWhom::Moderators,
                    menu: Menu::Manage,
                    ..MenuEntry::USUAL
                },
            ]
        },
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "telling of claims", run: |app| Box::pin(crate::inbox::listen(app, telling::LISTENER)) }],
        ..Feature::default()
    }
}

fn routes() -> Routes {
    let (people, one, forget) =
        ("/c/{community}/manage/people", "/c/{community}/manage/people/{id}", "/c/{community}/manage/people/{id}/forget");
    let (links, claims, claim) =
        ("/c/{community}/manage/people/links", "/c/{community}/manage/claims", "/c/{community}/manage/claims/{id}");
    let (sample, sample_forget) = ("/c/{community}/manage/people/1", "/c/{community}/manage/people/1/forget");
    Routes::new()
        .get(people, people, Permission::Lead, page::show)
        .post(people, people, Permission::Lead, page::look)
        .get(one, sample, Permission::Lead, preview::show)
        .post(one, sample, Permission::Lead, write::write)
        .post(forget, sample_forget, Permission::Lead, page::forget)
        .get(links, links, Permission::Lead, links::show)
        .post(links, links, Permission::Lead, links::make)
        .get(
            "/c/{community}/manage/people/members.csv",
            "/c/{community}/manage/people/members.csv",
            Permission::Lead,
            export::csv,
        )
        .get(
            "/c/{community}/manage/people/members.vcf",
            "/c/{community}/manage/people/members.vcf",
            Permission::Lead,
            export::vcard,
        )
        .get(claims, claims, Permission::Moderate, asking::open)
        .post(claim, "/c/{community}/manage/claims/1", Permission::Moderate, asking::answer)
        .post("/c/{community}/members/{handle}/claim", "/c/{community}/members/zed/claim", Permission::Inside, asking::ask)
        .get("/invited/{id}", "/invited/1", Permission::SignedIn, invited::show)
        .post("/invited/{id}", "/invited/1", Permission::SignedIn, invited::decide)
        .get("/claim/{token}", "/claim/nonsense", Permission::Anyone, claim::show)
        .post("/claim/{token}", "/claim/nonsense", Permission::Anyone, claim::take)
        .get("/admin/chapters", "/admin/chapters", Permission::Admin, chapters::show)
        .post("/admin/chapters", "/admin/chapters", Permission::Admin, chapters::look)
        .get("/admin/chapters/{parent}/{id}", "/admin/chapters/wood/2", Permission::Admin, chapters::preview)
        .post("/admin/chapters/{parent}/{id}", "/admin/chapters/wood/2", Permission::Admin, founding::write)
        .post("/admin/chapters/links", "/admin/chapters/links", Permission::Admin, links::of_champions)
}
