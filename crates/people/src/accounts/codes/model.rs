//! Codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds, which all apps know) and recovery codes; no SQL.

use base::{Error, Random, Result, Time};
use totp_rs::{Builder, Totp};
use web::SITE_NAME;

/// Recovery codes that somebody gets.
pub(super) const RECOVERY: usize = 10;
/// Letters of a recovery code by which it is found.
const SELECTOR: usize = 4;
/// Letters of a recovery code.
const LETTERS: usize = 12;
/// 32 letters that nobody takes for others.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A secret of 160 bits in base32 (RFC 4648), as apps take it typed.
pub(super) fn secret(random: &Random) -> String {
    const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    random.bytes().iter().map(|byte| char::from(BASE32[usize::from(byte % 32)])).collect()
}

/// The bytes behind a secret in base32.
fn decoded(secret: &str) -> Result<Vec<u8>> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in secret.bytes() {
        let five = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => return Err(Error::internal("a secret that is no base32")),
        };
        bits = (bits << 5) | u32::from(five);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap_or(0));
        }
    }
    Ok(bytes)
}

fn app(secret: &str, handle: &str) -> Result<Totp> {
    let builder = Builder::new().with_secret(decoded(secret)?).with_account_name(handle).with_issuer(Some(SITE_NAME));
    builder.build().map_err(Error::internal)
}

/// The address that an app reads from a QR code.
pub(super) fn address(secret: &str, handle: &str) -> Result<String> {
    app(secret, handle)?.to_url().map_err(Error::internal)
}

/// The number of the half minute of which `code` is, when that is the present one or a neighbour of it.
pub(super) fn step(secret: &str, code: &str, now: Time) -> Result<Option<i64>> {
    let seconds = u64::try_from(now.0 / Time::SECOND).unwrap_or(0);
    Ok(app(secret, "")?.check(code, seconds).and_then(|step| i64::try_from(step).ok()))
}

/// A code as it was typed: without blanks and hyphens, in small letters.
pub(super) fn tidied(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).take(64).collect()
}

/// Whether it has the shape of an app's code.
pub(super) fn is_of_app(tidied: &str) -> bool {
    tidied.len() == 6 && tidied.bytes().all(|byte| byte.is_ascii_digit())
}

/// The letters by which a recovery code is found.
pub(super) fn selector(tidied: &str) -> &str {
    tidied.get(..SELECTOR).unwrap_or("")
}

/// A recovery code of 60 bits: `abcd-efgh-jkmn`.
pub(super) fn recovery(random: &Random) -> String {
    let letters = random.bytes().into_iter().take(LETTERS).map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let letters: Vec<char> = letters.collect();
    letters.chunks(4).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            let now = Time(seconds * Time::SECOND);
            assert_eq!(step(secret, code, now).unwrap(), Some(seconds / 30), "{seconds}");
            assert_eq!(step(secret, code, now.plus(30 * Time::SECOND)).unwrap(), Some(seconds / 30), "a slow hand");
            assert_eq!(step(secret, code, now.plus(90 * Time::SECOND)).unwrap(), None);
        }
        assert!(
            address(secret, "ada").unwrap().starts_with("otpauth://totp/Guildhall:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        );
    }

    #[test]
    fn secrets_and_recovery_codes_are_what_they_should_be() {
        let random = Random::seeded(1);
        let secret = secret(&random);
        assert_eq!((secret.len(), decoded(&secret).unwrap().len()), (32, 20));
        let code = recovery(&random);
        assert_eq!(code.len(), 14);
        assert_eq!(selector(&tidied(&code.to_uppercase())), &code[..4]);
        assert!(is_of_app(&tidied("123 456")) && !is_of_app(&tidied(&code)) && selector("ab").is_empty());
    }
}
