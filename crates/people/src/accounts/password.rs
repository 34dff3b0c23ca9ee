//! Passwords: which can be taken, how they are kept (argon2id, RFC 9106, as PHC strings), and how often one may be wrong.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use base::{Error, Growing, Id, Random, Result, Time, work};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use web::{App, SITE_NAME, Visit};

use super::store::key;
use super::store::secrets::Secret;

/// Letters of the shortest password.
pub(super) const SHORTEST: usize = 10;
/// Bytes of the longest.
const LONGEST: usize = 512;
/// Wrong passwords for one account. The longest wait is short enough for an owner whom somebody wants to lock out.
const OF_ACCOUNT: Growing = Growing { free: 5, first: 30 * Time::SECOND, longest: 15 * Time::MINUTE };
/// Wrong passwords from one network address; a whole office may stand behind it.
const FROM_ADDRESS: Growing = Growing { free: 20, first: Time::MINUTE, longest: Time::HOUR };

/// A hash takes 19 MiB and a processor for some dozens of milliseconds, so few are made at once: half of the processors stay
/// free for everybody else.
static HASHING: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, std::num::NonZero::get);
    Semaphore::new((processors / 2).clamp(1, 4))
});
/// How many wait for that at most; whoever comes then is asked to come again.
const QUEUE: usize = 100;
/// … after so many seconds.
const COME_AGAIN: u32 = 5;
/// Between two turns the processor is everybody's: a crowd that guesses takes half of it, about.
const BREATH: Duration = Duration::from_millis(25);
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Does `job` when it is its turn.
async fn in_turn<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _place = Place::take()?;
    let turn = HASHING.acquire().await.map_err(Error::internal)?;
    // The turn lasts until the work is done, also when nobody waits for it any more.
    let (done, turn) = work::giving_way(move || Ok((job(), turn))).await?;
    tokio::spawn(async move {
        tokio::time::sleep(BREATH).await;
        drop(turn);
    });
    done
}

/// A place in the queue, given back however the waiting ends.
struct Place;

impl Place {
    fn take() -> Result<Place> {
        if WAITING.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            WAITING.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Limited { retry_after: COME_AGAIN });
        }
        Ok(Place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What an account without a password is compared with, so that it takes as long as one with.
static NOBODYS: LazyLock<Result<String>> = LazyLock::new(|| hashed("nobody's", &[7; 16]));

/// Passwords of ten letters and more that everybody tries first: all of that length among the 49 thousand most frequent ones
/// of several leaks, as `@zxcvbn-ts/language-common` lists them, and our own.
const COMMON: &str = include_str!("common_passwords.txt");

/// Whether hardly anything is left of a password without the site's name, its owner's names, and digits.
fn is_about(folded: &str, owner: &[&str]) -> bool {
    let names = owner.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase);
    let mut names: Vec<String> = names.chain([SITE_NAME.to_lowercase()]).filter(|name| name.chars().count() >= 3).collect();
    // A name that begins as another one is looked for first.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut left = folded.to_owned();
    for name in &names {
        left = left.replace(name.as_str(), "");
    }
    left.chars().filter(|c| c.is_alphabetic()).count() < 4 && left.chars().count() < folded.chars().count()
}

/// Why a new password cannot be taken: the key of a message. `owner` is what everybody knows of its owner: name, handle, address.
pub(super) fn problem(password: &str, owner: &[&str]) -> Option<&'static str> {
    let folded = password.to_lowercase();
    let mut letters: Vec<char> = folded.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if password.chars().count() < SHORTEST {
        return Some("password-short");
    }
    if password.len() > LONGEST {
        return Some("password-long");
    }
    let guessed = letters.len() < 4 || is_about(&folded, owner) || COMMON.lines().any(|common| common == folded);
    guessed.then_some("password-common")
}

/// What is kept of a password.
pub(super) async fn hash(random: &Random, password: String) -> Result<String> {
    let salt = random.bytes();
    in_turn(move || hashed(&password, &salt[..16])).await
}

/// Whether `password` is the one that `kept` was made of; never, when there is none. Takes as long either way.
pub(super) async fn verify(kept: Option<String>, password: String) -> Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    in_turn(move || {
        let nobodys = NOBODYS.as_deref().unwrap_or_default();
        let hash = PasswordHash::new(kept.as_deref().unwrap_or(nobodys)).map_err(Error::internal)?;
        let good = Argon2::default().verify_password(normal(&password).as_bytes(), &hash).is_ok();
        Ok(good && kept.is_some())
    })
    .await
}

fn hashed(password: &str, salt: &[u8]) -> Result<String> {
    let hash = Argon2::default().hash_password_with_salt(normal(password).as_bytes(), salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

/// Keyboards write the same letter in different ways.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Whether `password` is that of `known`, under the limits of wrong ones. `named` is how the account was named ([`key`]); empty
/// for who is signed in.
///
/// Waits are counted by what was typed, for handle and address apart: else the wait for a handle would tell whose an address is.
/// The price is that somebody can be guessed at by both.
///
/// # Errors
/// `Limited` after too many wrong ones for this account or from this network address.
pub(super) async fn is_right(app: &App, visit: &Visit, named: &str, known: Option<&Secret>, password: String) -> Result<bool> {
    let account = match known {
        Some(secret) if named.is_empty() => of_account(secret.id),
        _ => of_name(named),
    };
    let client = format!("password from {}", visit.client);
    let waits = &app.limits.waits;
    if !visit.client.is_empty() {
        waits.begin(&client, FROM_ADDRESS, visit.now)?;
    }
    // Who must wait for the account did not guess, so it does not count against their address.
    waits.begin(&account, OF_ACCOUNT, visit.now).inspect_err(|_| waits.give_back(&client))?;
    let right = verify(known.and_then(|secret| secret.password.clone()), password).await;
    if matches!(right, Ok(false)) {
        tracing::info!(account = known.map(|secret| secret.id), client = %visit.client, "a wrong password");
    }
    // A try that could not be made is none.
    if !matches!(right, Ok(false)) {
        waits.give_back(&client);
    }
    match right {
        Ok(true) => waits.forget(&account),
        Ok(false) => {}
        Err(_) => waits.give_back(&account),
    }
    right
}

/// Takes as long as looking at the password of somebody, where there is nobody.
pub(super) async fn pretend(password: String) -> Result<()> {
    verify(None, password).await.map(|_| ())
}

/// Forgets the wrong ones: its owner has set a new one.
pub(super) fn forgive(app: &App, owner: &Secret) {
    app.limits.waits.forget(&of_account(owner.id));
    for named in [Some(&owner.handle), owner.email.as_ref()].into_iter().flatten() {
        app.limits.waits.forget(&of_name(&key(named)));
    }
}

fn of_name(named: &str) -> String {
    format!("password of {named}")
}

fn of_account(account: Id) -> String {
    format!("password of account {account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_ones_are_refused() {
        for (password, wanted) in [
            ("short", Some("password-short")),
            ("ångström£", Some("password-short")),
            ("Password1234", Some("password-common")),
            ("aaaaaaaaaaaa", Some("password-common")),
            ("abababababab", Some("password-common")),
            ("the burrs were changed", None),
        ] {
            assert_eq!(problem(password, &[]), wanted, "{password}");
        }
        assert_eq!(problem(&"long enough ".repeat(60), &[]), Some("password-long"));
        let ada = ["Ada Lovelace", "ada-lovelace", "ada.l@guild.test"];
        for about in ["lovelace2026", "ADA-Lovelace!", "guildhall2026", "guild-test-lovelace"] {
            assert_eq!(problem(about, &ada), Some("password-common"), "{about}");
        }
        assert_eq!(problem("lovelace likes walnut", &ada), None);
        assert_eq!(problem("4071 5523 9968", &ada), None);
        assert!(COMMON.lines().count() > 1500 && COMMON.lines().all(|common| common.chars().count() >= SHORTEST));
    }

    #[tokio::test]
    async fn kept_ones_are_recognised() {
        let random = Random::seeded(1);
        let kept = hash(&random, "grüße aus der mühle".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash(&random, "grüße aus der mühle".into()).await.unwrap(), "each has its own salt");
        assert!(verify(Some(kept.clone()), "gru\u{308}ße aus der mu\u{308}hle".into()).await.unwrap());
        assert!(!verify(Some(kept), "another".into()).await.unwrap());
        assert!(!verify(None, "nobody's".into()).await.unwrap());
    }
}
