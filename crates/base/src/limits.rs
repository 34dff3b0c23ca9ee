//! How often something may be tried: counted in memory, per node, forgotten with the program.

use std::collections::HashMap;

use parking_lot::Mutex;

use crate::{Error, Result, Time, Waits};

/// Keys that are remembered at most; beyond that the one that would be forgotten first makes room.
const MOST_KEYS: usize = 20_000;
/// Bytes of a key that count.
const MOST_BYTES: usize = 256;

/// Tries by key.
#[derive(Debug, Default)]
pub struct Limits {
    tries: Mutex<HashMap<String, Tries>>,
    /// Wrong tries, for which one waits longer and longer.
    pub waits: Waits,
}

#[derive(Debug)]
struct Tries {
    count: u32,
    until: Time,
}

impl Limits {
    /// Counts a try of `key`. The count begins anew `within` ms after the first one.
    ///
    /// # Errors
    /// `Limited` when there were `most` tries already.
    pub fn take(&self, key: &str, most: u32, within: i64, now: Time) -> Result<()> {
        let key = bounded(key);
        let mut known = self.tries.lock();
        make_room(&mut known, now);
        let tries = known.entry(key.to_owned()).or_insert(Tries { count: 0, until: now.plus(within) });
        if tries.until <= now {
            *tries = Tries { count: 0, until: now.plus(within) };
        }
        if tries.count >= most {
            let wait = tries.until.since(now) / Time::SECOND + 1;
            return Err(Error::Limited { retry_after: u32::try_from(wait).unwrap_or(u32::MAX) });
        }
        tries.count += 1;
        Ok(())
    }

    /// Tries of `key` that still count.
    pub fn count(&self, key: &str, now: Time) -> u32 {
        self.tries.lock().get(bounded(key)).filter(|tries| tries.until > now).map_or(0, |tries| tries.count)
    }

    /// Takes one try back: it was a good one.
    pub fn give_back(&self, key: &str) {
        if let Some(tries) = self.tries.lock().get_mut(bounded(key)) {
            tries.count = tries.count.saturating_sub(1);
        }
    }

    /// Forgets the tries of `key`.
    pub fn forget(&self, key: &str) {
        self.tries.lock().remove(bounded(key));
    }
}

fn make_room(known: &mut HashMap<String, Tries>, now: Time) {
    if known.len() < MOST_KEYS {
        return;
    }
    known.retain(|_, tries| tries.until > now);
    if known.len() >= MOST_KEYS
        && let Some(first) = known.iter().min_by_key(|(_, tries)| tries.until).map(|(key, _)| key.clone())
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

    #[test]
    fn tries_end_and_begin_anew() {
        let (limits, now) = (Limits::default(), Time(0));
        for _ in 0..3 {
            limits.take("ada", 3, Time::MINUTE, now).unwrap();
        }
        assert!(matches!(limits.take("ada", 3, Time::MINUTE, now), Err(Error::Limited { retry_after: 61 })));
        limits.take("bob", 3, Time::MINUTE, now).unwrap();
        let counts = |at| ["ada", "bob", "eve"].map(|key| limits.count(key, at));
        assert_eq!((counts(now), counts(Time(Time::MINUTE))), ([3, 1, 0], [0, 0, 0]));
        limits.give_back("ada");
        limits.take("ada", 3, Time::MINUTE, now).unwrap();
        assert!(limits.take("ada", 3, Time::MINUTE, now).is_err());
        limits.take("ada", 3, Time::MINUTE, Time(Time::MINUTE)).unwrap();
        limits.forget("ada");
        limits.take("ada", 1, Time::MINUTE, now).unwrap();
    }

    #[test]
    fn memory_is_bounded() {
        let limits = Limits::default();
        for n in 0..MOST_KEYS + 500 {
            limits.take(&format!("{n} {}", "x".repeat(1000)), 1, Time::MINUTE, Time(n as i64)).unwrap();
        }
        let known = limits.tries.lock();
        assert!(known.len() <= MOST_KEYS && known.keys().all(|key| key.len() <= MOST_BYTES));
    }
}
