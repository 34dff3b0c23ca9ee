//! Bringing communities from elsewhere. What was brought keeps its key (community, source, kind, id there), so that a
//! run can be repeated, taken up after a crash, and followed by a later dump.

pub mod keys;
pub mod report;
pub mod stackexchange;

use base::db::Migration;
use web::{Belongings, Feature};

pub use report::{Counts, Report};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 390, name: "imports", sql: include_str!("390_imports.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "imports",
        migrations: MIGRATIONS,
        belongings: vec![Belongings {
            communities: |_, _| Box::pin(async { Ok(Vec::new()) }),
            hand_over: |tx, over| Box::pin(async move { keys::hand_over(&tx, over).await }),
        }],
        ..Feature::default()
    }
}
