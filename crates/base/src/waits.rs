//! Waits that grow: after some wrong tries each further one costs a longer wait, twice the one before. Counted in memory, per
//! node, forgotten with the program.

use std::collections::HashMap;

use parking_lot::Mutex;

use crate::{Error, Result, Time};

/// Keys that are remembered at most; beyond that the one that was tried longest ago makes room.
const MOST_KEYS: usize = 20_000;
/// Bytes of a key that count.
const MOST_BYTES: usize = 256;
/// Who did not try for so long begins anew, ms.
const FORGOTTEN: i64 = Time::DAY;

/// How waits grow.
#[derive(Clone, Copy, Debug)]
pub struct Growing {
    /// Wrong tries that cost no wait.
    pub free: u32,
    /// The first wait, ms.
    pub first: i64,
    /// The longest, ms.
    pub longest: i64,
}

impl Growing {
    /// The wait after so many wrong tries, ms.
    fn wait(self, wrong: u32) -> i64 {
        match wrong.checked_sub(self.free) {
            None => 0,
            Some(more) => self.first.saturating_mul(1 << more.min(30)).min(self.longest),
        }
    }
}

/// Wrong tries by key.
#[derive(Debug, Default)]
pub struct Waits(Mutex<HashMap<String, Wrong>>);

#[derive(Debug)]
struct Wrong {
    count: u32,
    last: Time,
    until: Time,
}

impl Waits {
    /// Begins a try of `key`. It counts as a wrong one until [`Waits::give_back`] or [`Waits::forget`] say otherwise, so that
    /// tries at the same time count, too.
    ///
    /// # Errors
    /// `Limited` while the wait of the tries before lasts.
    pub fn begin(&self, key: &str, growing: Growing, now: Time) -> Result<()> {
        let key = bounded(key);
        let mut known = self.0.lock();
        make_room(&mut known, now);
        let wrong = known.entry(key.to_owned()).or_insert(Wrong { count: 0, last: now, until: now });
        if wrong.last.plus(FORGOTTEN) <= now {
            *wrong = Wrong { count: 0, last: now, until: now };
        }
        if now < wrong.until {
            let wait = wrong.until.since(now) / Time::SECOND + 1;
            return Err(Error::Limited { retry_after: u32::try_from(wait).unwrap_or(u32::MAX) });
        }
        wrong.count = wrong.count.saturating_add(1);
        wrong.last = now;
        wrong.until = now.plus(growing.wait(wrong.count));
        Ok(())
    }

    /// Takes one try back: it was a good one. What was wrong before it stays counted.
    pub fn give_back(&self, key: &str) {
        if let Some(wrong) = self.0.lock().get_mut(bounded(key)) {
            wrong.count = wrong.count.saturating_sub(1);
            wrong.until = wrong.last;
        }
    }

    /// Forgets the tries of `key`.
    pub fn forget(&self, key: &str) {
        self.0.lock().remove(bounded(key));
    }
}

fn make_room(known: &mut HashMap<String, Wrong>, now: Time) {
    if known.len() < MOST_KEYS {
        return;
    }
    known.retain(|_, wrong| wrong.last.plus(FORGOTTEN) > now);
    if known.len() >= MOST_KEYS
        && let Some(first) = known.iter().min_by_key(|(_, wrong)| wrong.last).map(|(key, _)| key.clone())
    {
        known.remove(&first);
    }
}

fn bounded(key: &str) -> &str {
    &key[..key.floor_char_boundary(MOST_BYTES)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Growing = Growing { free: 2, first: Time::MINUTE, longest: 3 * Time::MINUTE };

    #[test]
    fn waits_grow_and_end() {
        let waits = Waits::default();
        let mut now = Time(0);
        waits.begin("ada", RULE, now).unwrap();
        waits.begin("ada", RULE, now).unwrap();
        for wait in [60, 120, 180, 180] {
            let refused = waits.begin("ada", RULE, now);
            assert!(matches!(refused, Err(Error::Limited { retry_after }) if retry_after == wait + 1), "{wait}: {refused:?}");
            waits.begin("bob", Growing { free: 99, ..RULE }, now).unwrap();
            now = now.plus(i64::from(wait) * Time::SECOND);
            waits.begin("ada", RULE, now).unwrap();
        }
        waits.give_back("ada");
        waits.begin("ada", RULE, now).unwrap();
        assert!(waits.begin("ada", RULE, now).is_err(), "a good one takes itself back, not those before it");
        waits.forget("ada");
        waits.begin("ada", RULE, now).unwrap();
        waits.begin("ada", RULE, now).unwrap();
        now = now.plus(FORGOTTEN);
        waits.begin("ada", RULE, now).unwrap();
        waits.begin("ada", RULE, now).unwrap();
    }

    #[test]
    fn memory_is_bounded() {
        let waits = Waits::default();
        for n in 0..MOST_KEYS + 500 {
            waits.begin(&format!("{n} {}", "x".repeat(1000)), RULE, Time(n as i64)).unwrap();
        }
        let known = waits.0.lock();
        assert!(known.len() <= MOST_KEYS && known.keys().all(|key| key.len() <= MOST_BYTES));
    }
}
