//! Passwords: which can be taken, how they are kept (argon2id, RFC 9106, as PHC strings), and how often one may be wrong.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use base::{Error, Id, Random, Result, Time, work};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;
use web::{App, Visit};

use super::store::secrets::Secret;

/// Letters of the shortest password.
pub(super) const SHORTEST: usize = 10;
/// Bytes of the longest.
const LONGEST: usize = 512;
/// Wrong passwords for one account, and from one network address …
const WRONG: u32 = 10;
/// … within this long, ms.
const WITHIN: i64 = 15 * Time::MINUTE;

/// A hash takes 19 MiB for some dozens of milliseconds; more at once would only be slower.
static HASHING: Semaphore = Semaphore::const_new(2);

/// What an account without a password is compared with, so that it takes as long as one with.
static NOBODYS: LazyLock<Result<String>> = LazyLock::new(|| hashed("nobody's", &[7; 16]));

/// Passwords of ten letters and more that everybody tries first.
const COMMON: &str = include_str!("common_passwords.txt");

/// Why a new password cannot be taken: the key of a message.
pub(super) fn problem(password: &str) -> Option<&'static str> {
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
    (letters.len() < 4 || COMMON.lines().any(|common| common == folded)).then_some("password-common")
}

/// What is kept of a password.
pub(super) async fn hash(random: &Random, password: String) -> Result<String> {
    let salt = random.bytes();
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    work::blocking(move || hashed(&password, &salt[..16])).await
}

/// Whether `password` is the one that `kept` was made of; never, when there is none. Takes as long either way.
async fn verify(kept: Option<String>, password: String) -> Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    work::blocking(move || {
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

/// Whether `password` is that of `known`, under the limits of wrong ones. `named` is how the account was named.
///
/// # Errors
/// `Limited` after too many wrong ones for this account or from this network address.
pub(super) async fn is_right(app: &App, visit: &Visit, named: &str, known: Option<&Secret>, password: String) -> Result<bool> {
    let account = known.map_or_else(|| format!("password of nobody {named}"), |secret| of_account(secret.id));
    let client = format!("password from {}", visit.client);
    if !visit.client.is_empty() {
        app.limits.take(&client, WRONG, WITHIN, visit.now)?;
    }
    app.limits.take(&account, WRONG, WITHIN, visit.now)?;
    let right = verify(known.and_then(|secret| secret.password.clone()), password).await?;
    if right {
        app.limits.give_back(&client);
        app.limits.forget(&account);
    } else {
        tracing::info!(account = known.map(|secret| secret.id), client = %visit.client, "a wrong password");
    }
    Ok(right)
}

/// Forgets the wrong ones: its owner has set a new one.
pub(super) fn forgive(app: &App, account: Id) {
    app.limits.forget(&of_account(account));
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
            assert_eq!(problem(password), wanted, "{password}");
        }
        assert_eq!(problem(&"long enough ".repeat(60)), Some("password-long"));
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
