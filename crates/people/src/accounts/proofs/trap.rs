//! A field that people neither see nor reach; programs fill in whatever they find.
//!
//! A program that got the usual answer would not learn that it was caught. But now and then it is somebody's browser or password
//! manager that filled the field in, and then what they typed would be lost without a word. So it is said plainly: the form
//! comes back with the field to be seen, and it counts as a try.

use base::{Result, Time};
use web::{App, Visit};

use super::effort;
use crate::accounts::MOST_NEW;

/// What stands in the field; `templates/trap.html` shows it, and what is wrong once it was filled in.
#[derive(Clone, Debug, Default)]
pub struct Trap {
    pub homepage: String,
    pub sprung: bool,
}

impl Trap {
    /// Looks at the field as it was sent. What it catches counts with the accounts from a network address, and the next proof
    /// from there is harder.
    ///
    /// # Errors
    /// `Limited` when an address was caught too often.
    pub fn look(app: &App, visit: &Visit, homepage: &str) -> Result<Trap> {
        let sprung = !homepage.trim().is_empty();
        if sprung {
            effort::count(app, visit);
        }
        if sprung && !visit.client.is_empty() {
            app.limits.take(&format!("joining from {}", visit.client), MOST_NEW, Time::HOUR, visit.now)?;
        }
        Ok(Trap { homepage: homepage.to_owned(), sprung })
    }
}
