//! The way without scripts: who sends a form without a proof gets it back with the time, signed, and sends it again once they
//! have waited. Nothing to see, to hear or to solve (WCAG 2.2, 3.3.8). How long, is asked when it comes back: so nobody
//! gathers short waits for a rush. No SQL.

use base::{Random, Result, Time};

use super::challenge::For;
use super::store::KEPT;
use crate::trust::stamp;

const KIND: &str = "wait";
/// A wait is good for so long after it began, ms.
const LASTING: i64 = KEPT / 2;

/// Since when somebody waits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    pub salt: String,
    pub since: Time,
}

/// `wait~{form}~{since}~{salt}~{signature}`.
pub(super) fn begin(secret: &str, random: &Random, form: For, now: Time) -> Result<String> {
    stamp::signed(secret, &format!("{KIND}~{form}~{}~{}", now.0, stamp::short(random)))
}

/// A wait for this form that is ours and not too old.
pub(super) fn read(secret: &str, form: For, wait: &str, now: Time) -> Result<Option<Waiting>> {
    let Some(text) = stamp::opened(secret, wait)? else { return Ok(None) };
    let [KIND, of, since, salt] = text.split('~').collect::<Vec<_>>()[..] else { return Ok(None) };
    let since = since.parse().map_or(Time(0), Time);
    let good = of == form.code() && since <= now && now.since(since) < LASTING;
    Ok(good.then(|| Waiting { salt: salt.to_owned(), since }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_for_one_form_and_does_not_last() {
        let (now, random) = (Time(1_760_000_000_000), Random::seeded(3));
        let wait = begin("key", &random, For::Join, now).unwrap();
        assert_eq!(read("key", For::Join, &wait, now).unwrap().unwrap().since, now);
        let reads = |secret, form, at| read(secret, form, &wait, at).unwrap().is_some();
        assert!(reads("key", For::Join, now.plus(LASTING - 1)));
        assert!(!reads("key", For::Join, now.plus(LASTING)) && !reads("key", For::Join, now.plus(-1)));
        assert!(!reads("key", For::AskIn, now) && !reads("other", For::Join, now));
    }
}
