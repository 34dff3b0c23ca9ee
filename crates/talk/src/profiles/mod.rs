//! People with what they gave: `GET /c/{community}/members/{handle}` and its lists, `GET /u/{handle}`.

mod lists;
mod member;
mod person;
mod record;
pub mod store;

use web::{Feature, Permission, Routes};

pub fn feature() -> Feature {
    Feature {
        name: "profiles",
        routes: Routes::new()
            .get("/c/{community}/members/{handle}", "/c/{community}/members/ada", Permission::Inside, member::member)
            .get("/c/{community}/members/{handle}/{list}", "/c/{community}/members/ada/answers", Permission::Inside, lists::list)
            .get(
                "/c/{community}/members/{handle}/record.pdf",
                "/c/{community}/members/ada/record.pdf",
                Permission::Write,
                record::pdf,
            )
            .get("/u/{handle}", "/u/ada", Permission::Anyone, person::person),
        ..Feature::default()
    }
}
