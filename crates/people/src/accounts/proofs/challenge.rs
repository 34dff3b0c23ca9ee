//! The sum that a device does: which number was chosen? Hidden behind a hash, it is found only by trying, and checked with one.
//!
//! As ALTCHA's first version does it (<https://altcha.org/docs/>, "Proof-of-Work"): a number of `0..=most` is chosen, and SHA-256
//! of `{salt}~{number}` is given away with salt and `most`. So the longest a device works is known, and how far it is. No SQL.

use std::fmt::Write as _;

use base::{Random, Result, Time, codes};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::trust::stamp;

codes! {
    /// The form that a challenge is for; it is good for no other.
    pub enum For { Join = "join", AskIn = "ask-in" }
}

/// A challenge is good for so long, ms.
pub(super) const LASTING: i64 = 15 * Time::MINUTE;
/// What a challenge of ours begins with, beside whatever else is signed.
const KIND: &str = "proof";

/// What a device gets.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Challenge {
    /// All of it, signed: `proof~{form}~{until}~{most}~{salt}~{target}~{signature}`. It comes back with `~{number}` behind it.
    pub challenge: String,
    pub salt: String,
    /// SHA-256 in hexadecimal digits.
    pub target: String,
    pub most: u64,
    /// ms from now.
    pub lasting: i64,
}

/// SHA-256 of a number with its salt, in hexadecimal digits.
fn hash(salt: &str, number: &str) -> String {
    let digest = Sha256::digest(format!("{salt}~{number}"));
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Challenge {
    pub fn new(secret: &str, random: &Random, form: For, most: u64, now: Time) -> Result<Challenge> {
        let [a, b, c, d, e, f, g, h, ..] = random.bytes();
        // Of 64 bits far fewer are wanted: no number is likelier than another by more than one in a billion.
        let number = u64::from_le_bytes([a, b, c, d, e, f, g, h]) % (most + 1);
        let salt = stamp::short(random);
        let target = hash(&salt, &number.to_string());
        let text = format!("{KIND}~{form}~{}~{most}~{salt}~{target}", now.plus(LASTING).0);
        Ok(Challenge { challenge: stamp::signed(secret, &text)?, salt, target, most, lasting: LASTING })
    }
}

/// The salt of a challenge for this form that is ours, still good, and solved.
pub(super) fn solved(secret: &str, form: For, answer: &str, now: Time) -> Result<Option<String>> {
    let Some((challenge, number)) = answer.rsplit_once('~') else { return Ok(None) };
    let Some(text) = stamp::opened(secret, challenge)? else { return Ok(None) };
    let [KIND, of, until, _, salt, target] = text.split('~').collect::<Vec<_>>()[..] else { return Ok(None) };
    let good = of == form.code() && until.parse().is_ok_and(|until: i64| now.0 < until);
    // What it hides is no secret from who found it, so it is compared as it is.
    Ok((good && number.len() <= 20 && hash(salt, number) == target).then(|| salt.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_760_000_000_000);

    fn number(challenge: &Challenge) -> u64 {
        (0..=challenge.most).find(|n| hash(&challenge.salt, &n.to_string()) == challenge.target).unwrap()
    }

    #[test]
    fn who_finds_the_number_has_solved_it() {
        let (random, solve) = (Random::seeded(3), |answer: &str, form, now| solved("key", form, answer, now).unwrap());
        for most in [0, 1, 100] {
            let made = Challenge::new("key", &random, For::Join, most, NOW).unwrap();
            let found = number(&made);
            let answer = format!("{}~{found}", made.challenge);
            assert_eq!(solve(&answer, For::Join, NOW), Some(made.salt.clone()));
            assert_eq!(solve(&answer, For::AskIn, NOW), None, "another form");
            assert_eq!(solve(&answer, For::Join, NOW.plus(LASTING)), None, "too late");
            assert_eq!(solved("other", For::Join, &answer, NOW).unwrap(), None, "another site");
            for wrong in [format!("{}~{}", made.challenge, found + 1), made.challenge, String::new(), "~~~~~~~".into()] {
                assert_eq!(solve(&wrong, For::Join, NOW), None, "{wrong}");
            }
        }
    }

    #[test]
    fn what_was_signed_for_something_else_is_no_challenge() {
        for text in ["1~2", "wait~join~1~2", "proof~join~9999999999999~1~salt"] {
            let answer = format!("{}~1", stamp::signed("key", text).unwrap());
            assert_eq!(solved("key", For::Join, &answer, NOW).unwrap(), None, "{text}");
        }
    }

    /// The same vectors stand in the browser's test of its solver.
    #[test]
    fn the_browser_and_we_hash_alike() {
        let vectors: Vec<(String, u64, String)> = serde_json::from_str(include_str!("vectors.json")).unwrap();
        assert!(vectors.len() > 3);
        for (salt, number, target) in vectors {
            assert_eq!(hash(&salt, &number.to_string()), target, "{salt}~{number}");
        }
    }
}
