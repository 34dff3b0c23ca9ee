//! Look before you move: what is in an export of another program, without creating anything (`guildhall look`, and a page for
//! administrators). It is the dry run of the import: what is taken and left is decided by the importer's own rules.
//!
//! [`gathered`] holds what an export tells, whatever program it comes from; [`stackexchange`] fills it, [`sum`] makes the
//! report of it. Looking writes nothing, neither rows nor log; what was looked at can be brought (`running`).

mod areas;
mod gathered;
mod keeping;
pub mod model;
mod page;
mod picture;
pub mod running;
mod stackexchange;
mod sum;
mod upload;
mod waiting;

use std::path::Path;

use base::db::Migration;
use base::{Error, Result};
use formats::stackexchange::Dump;
use web::{Feature, Job, Language, MenuEntry, Permission, Routes};

pub use model::Look;
pub use waiting::Wait;

use crate::imports::stackexchange::{Watch, source_of};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 286, name: "import_runs", sql: include_str!("286_import_runs.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "looking",
        routes: running::routes(Routes::new())
            .get("/new/look", "/new/look", Permission::Admin, page::show)
            .post("/new/look", "/new/look", Permission::Admin, upload::look)
            .post("/new/look/let-go", "/new/look/let-go", Permission::Admin, upload::let_go),
        migrations: MIGRATIONS,
        menu: const { &[MenuEntry::of_site("site-imports", "/new/look", 80)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "looking after imports", run: |app| Box::pin(running::look_after(app)) }],
        ..Feature::default()
    }
}

/// Looks at the export at `path`; blocks.
///
/// # Errors
/// `Unavailable`, in words, when there is nothing at the path, or nothing that is known.
pub fn look(path: &Path, mut watch: Watch) -> Result<Look> {
    let dump = open(path)?;
    let (gathered, report) = stackexchange::gather(&dump, &mut watch)?;
    Ok(sum::sum(&gathered, "stackexchange", source_of(path), report))
}

fn open(path: &Path) -> Result<Dump> {
    let shown = path.display();
    let refused = |why: String| Err(Error::Unavailable(why));
    if !path.exists() {
        return refused(format!("there is nothing at {shown}"));
    }
    if path.is_file() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("7z")) {
        return refused(format!("{shown} has to be unpacked first (7z x); folders and zip files are read"));
    }
    Dump::open(path).map_err(|error| {
        Error::Unavailable(format!("{error}: this is no Stack Exchange dump, and other formats cannot be read yet"))
    })
}
