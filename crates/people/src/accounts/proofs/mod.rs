//! Keeping programs out of sign-up without asking somebody else: a small sum that the device of who comes does while they type, a
//! wait where no scripts run, and a field that only programs fill in. For forms by which somebody without an account gets one
//! by themselves; who is invited, or has a personal link, is asked for nothing. Why like this: docs/decisions/0021-proofs.md.

mod challenge;
mod check;
mod effort;
mod give;
mod store;
mod trap;
mod waiting;

use base::db::Migration;
use web::{Feature, Language, Permission, Routes};

pub use challenge::For;
pub use check::{Brought, Shown, check};
pub use effort::Effort;
pub use trap::Trap;

pub const MIGRATIONS: &[Migration] =
    &[Migration { number: 450, name: "spent_proofs", sql: include_str!("450_spent_proofs.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "proofs",
        routes: Routes::new().get("/proof/{form}", "/proof/join", Permission::Anyone, give::give),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
