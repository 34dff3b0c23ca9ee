//! How much is asked of who comes: a setting of the site, doubled while many come.

use base::{Result, Time, Tx, codes};
use serde::{Deserialize, Serialize};
use web::{App, Visit};

use super::store;

codes! {
    /// What the site asks of who signs up.
    #[derive(Default, Serialize, Deserialize)]
    pub enum Effort {
        #[serde(rename = "off")]
        Off = "off",
        #[serde(rename = "light")]
        Light = "light",
        #[default]
        #[serde(rename = "usual")]
        Usual = "usual",
        #[serde(rename = "strong")]
        Strong = "strong",
    }
}

/// So many people an hour, on the site and from one network address, make it no harder for the next one: a hall of people who
/// were just invited, a family behind one router.
const FREE: (i64, u32) = (60, 5);
/// Neither doubles it more often than this: eight times.
const MOST: u32 = 3;
/// And both together not more often than this: thirty-two times.
const MOST_OF_BOTH: u32 = 5;
/// Without scripts one waits so long, ms, and this often doubled at most: eight minutes.
const WAIT: i64 = 30 * Time::SECOND;
const MOST_OF_WAIT: u32 = 4;

impl Effort {
    /// The largest number that a device may have to try, half of it on average; 0 for nothing.
    ///
    /// Measured with our own loop: a laptop tries about two million in a second, a phone of the middle sort a third to a half
    /// of a million.
    pub fn numbers(self, doublings: u32) -> u64 {
        let base: u64 = match self {
            Effort::Off => return 0,
            Effort::Light => 1 << 17,
            Effort::Usual => 1 << 19,
            Effort::Strong => 1 << 21,
        };
        base << doublings.min(MOST_OF_BOTH)
    }

    /// So long somebody waits whose browser runs no scripts, ms.
    pub fn wait(self, doublings: u32) -> i64 {
        let base = match self {
            Effort::Off => return 0,
            Effort::Light => WAIT / 2,
            Effort::Usual => WAIT,
            Effort::Strong => 2 * WAIT,
        };
        base << doublings.min(MOST_OF_WAIT)
    }
}

/// How often the effort doubles: with twice as many people once more, beyond those that are free.
fn doublings(site: i64, address: u32) -> u32 {
    let steps = |times: i64| (i64::BITS - times.leading_zeros()).min(MOST);
    (steps(site / FREE.0) + steps(i64::from(address / FREE.1))).min(MOST_OF_BOTH)
}

/// How often it doubles now for who asks. The site's count stands in the database, so nobody makes us forget it; that of a
/// network address in memory only.
pub(super) async fn load(app: &App, visit: &Visit) -> Result<u32> {
    let (since, most) = (visit.now.plus(-Time::HOUR), FREE.0 << MOST);
    let site = app.db.read(move |tx: Tx| async move { store::spent(&tx, since, most).await }).await?;
    Ok(doublings(site, app.limits.count(&key(visit), visit.now)))
}

/// Counts somebody who came, or a program that was caught.
pub(super) fn count(app: &App, visit: &Visit) {
    if !visit.client.is_empty() {
        let _ = app.limits.take(&key(visit), u32::MAX, Time::HOUR, visit.now);
    }
}

fn key(visit: &Visit) -> String {
    format!("proofs from {}", visit.client)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rises_with_the_crowd_and_is_bounded() {
        let site = [0, 59, 60, 119, 120, 240, 100_000].map(|site| doublings(site, 0));
        assert_eq!(site, [0, 0, 1, 1, 2, 3, 3]);
        assert_eq!([0, 4, 5, 10, 20, u32::MAX].map(|address| doublings(0, address)), [0, 0, 1, 2, 3, 3]);
        assert_eq!(doublings(i64::MAX, u32::MAX), 5);
        for effort in [Effort::Light, Effort::Usual, Effort::Strong] {
            assert_eq!((effort.numbers(1), effort.wait(1)), (2 * effort.numbers(0), 2 * effort.wait(0)));
            assert_eq!(effort.numbers(u32::MAX), effort.numbers(0) * 32);
            assert_eq!(effort.wait(u32::MAX), effort.wait(0) * 16);
            assert!(effort.wait(u32::MAX) < store::KEPT / 4);
        }
        assert_eq!((Effort::Off.numbers(9), Effort::Off.wait(9)), (0, 0));
    }
}
