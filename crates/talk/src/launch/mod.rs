//! Launch: from an idea to a community with a home, a charter, a first date and invitations.
//!
//! Five steps of plain questions; each can be left and taken up again on any device, and shows a draft made from the
//! answers so far. Nothing exists before the doors are opened; then everything does, in one transaction, and the log tells
//! it as it tells anything: `community_founded`, `joined`, `area_added` … Who may found is told, too: `founding_opened`,
//! `founding_closed`, `founder_link_made` (site).

mod chapters;
mod drafts;
mod founding;
mod listen;
mod model;
mod open;
pub mod request;
mod step;
pub mod store;
mod ways;

use base::db::Migration;
use web::{Feature, Job, Language, MenuEntry, Permission, Routes};

pub use chapters::furnish_once;

pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 380, name: "launches", sql: include_str!("380_launches.sql") },
    Migration { number: 381, name: "listening", sql: include_str!("381_listening.sql") },
    Migration { number: 382, name: "founding_requests", sql: include_str!("382_founding_requests.sql") },
];

pub fn feature() -> Feature {
    Feature {
        name: "launch",
        routes: Routes::new()
            .get("/new", "/new", Permission::SignedIn, ways::page)
            .post("/new", "/new", Permission::SignedIn, ways::begin)
            .post("/new/ask", "/new/ask", Permission::SignedIn, request::ask)
            .get("/new/requests", "/new/requests", Permission::Admin, request::queue)
            .post("/new/requests/{id}", "/new/requests/1", Permission::Admin, request::decide)
            .post("/new/founding", "/new/founding", Permission::Admin, founding::set)
            .post("/new/founders", "/new/founders", Permission::Admin, founding::invite)
            .get("/found/{token}", "/found/nonsense", Permission::Anyone, founding::page)
            .post("/found/{token}", "/found/nonsense", Permission::Anyone, founding::come)
            .post("/new/{id}/listen", "/new/1/listen", Permission::SignedIn, listen::begin)
            .get("/new/{id}/answers", "/new/1/answers", Permission::SignedIn, listen::answers)
            .get("/listen/{code}", "/listen/nonsense", Permission::Anyone, listen::page)
            .post("/listen/{code}", "/listen/nonsense", Permission::Anyone, listen::send)
            .get("/new/{id}/{step}", "/new/1/domain", Permission::SignedIn, step::page)
            .post("/new/{id}/{step}", "/new/1/domain", Permission::SignedIn, step::save)
            .post("/new/{id}/check", "/new/1/check", Permission::SignedIn, step::check)
            .post("/new/{id}/device", "/new/1/device", Permission::SignedIn, step::another_device)
            .post("/new/{id}/drop", "/new/1/drop", Permission::SignedIn, step::drop_it),
        migrations: MIGRATIONS,
        menu: const { &[MenuEntry::of_site("site-founding", "/new/requests", 75)] },
        texts: &[
            (Language::English, include_str!("text/en.ftl")),
            (Language::Dutch, include_str!("text/nl.ftl")),
            (Language::English, include_str!("drafts/en.ftl")),
            (Language::Dutch, include_str!("drafts/nl.ftl")),
        ],
        jobs: vec![Job { name: "furnishing chapters", run: |app| Box::pin(people::inbox::listen(app, chapters::LISTENER)) }],
        ..Feature::default()
    }
}
