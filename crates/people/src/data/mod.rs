//! What the site holds about somebody: a download of everything, for them alone, and going for good.
//!
//! Features say what they hold by [`web::Personal`]. Going waits fourteen days, in which it can be taken back; then the account loses
//! name and address, and what they wrote goes with it or stays without their name. Writes `departed` (account) to the log.

mod gather;
mod go;
mod mine;
mod page;
pub mod store;

use base::db::Migration;
use web::{Feature, Job, Language, Permission, Routes};

pub use gather::make_due;
pub use go::go_due;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 405, name: "data", sql: include_str!("405_data.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "data",
        routes: Routes::new()
            .get("/account/data", "/account/data", Permission::SignedIn, page::page)
            .post("/account/data", "/account/data", Permission::SignedIn, page::ask)
            .get("/account/data/everything.zip", "/account/data/everything.zip", Permission::SignedIn, page::fetch)
            .post("/account/data/go", "/account/data/go", Permission::SignedIn, page::go)
            .post("/account/data/stay", "/account/data/stay", Permission::SignedIn, page::stay),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        personal: mine::PERSONAL.to_vec(),
        jobs: vec![
            Job { name: "gathering what is somebody's", run: |app| Box::pin(gather::gather(app)) },
            Job { name: "letting people go", run: |app| Box::pin(go::let_go(app)) },
        ],
        ..Feature::default()
    }
}
