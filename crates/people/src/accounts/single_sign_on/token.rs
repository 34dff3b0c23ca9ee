//! What an ID token says of somebody, once it stood up to everything (OpenID Connect Core 1.0, 3.1.3.7).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base::Time;
use openidconnect::core::{CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreTokenResponse, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, ClaimsVerificationError, Nonce, OAuth2TokenResponse as _, SignatureVerificationError, SigningError,
};
use web::one_line;

use super::asking::{Ask, Asker, Refused, Step};
use super::provider::Client;

/// Who somebody is there.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub issuer: String,
    pub subject: String,
    pub name: String,
    /// What they would like to be called; not looked at yet.
    pub handle: String,
    /// Only when the provider confirmed it; empty otherwise.
    pub email: String,
    /// What they recognise this identity by.
    pub label: String,
}

/// How a token may be signed: by a key that only the provider has.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// Clocks may differ by so much.
const LEEWAY: i64 = Time::MINUTE;
/// Letters of what is kept of a provider's words.
const LONGEST: usize = 200;

/// What a token says, when it is signed by the provider, meant for us and for this trip, and of now.
pub(super) fn checked<'a>(
    client: &Client,
    token: &'a CoreIdToken,
    answer: &CoreTokenResponse,
    nonce: &str,
    now: Time,
) -> Result<&'a CoreIdTokenClaims, Refused> {
    let at = |time: i64| UNIX_EPOCH + Duration::from_millis(u64::try_from(time).unwrap_or(0));
    let (not_before, not_after) = (at(now.0 - LEEWAY), at(now.0 + LEEWAY));
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || not_before.into())
        .set_issue_time_verifier_fn(move |issued| if SystemTime::from(issued) > not_after { Err(FUTURE.into()) } else { Ok(()) });
    let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(|error| match error {
        ClaimsVerificationError::Expired(told) => Refused::at(Ask::Token, Step::Clock, told),
        error if error.to_string().contains(FUTURE) => Refused::at(Ask::Token, Step::Clock, FUTURE),
        error => Refused::at(Ask::Token, Step::Token, error),
    })?;
    // The standard's bounds (section 2); nothing else is a key.
    let subject = claims.subject().as_str();
    if !(1..=255).contains(&subject.len()) || subject.chars().any(char::is_control) {
        return Err(Refused::at(Ask::Token, Step::Token, "a subject that is none"));
    }
    // A token for fetching more that is not the one of this sign-in would fetch of somebody else.
    if let Some(expected) = claims.access_token_hash() {
        let made = |error: SigningError| Refused::at(Ask::Token, Step::Token, error);
        let wrong = |error: SignatureVerificationError| Refused::at(Ask::Token, Step::Token, error);
        let (algorithm, key) = (token.signing_alg().map_err(wrong)?, token.signing_key(&verifier).map_err(wrong)?);
        if AccessTokenHash::from_token(answer.access_token(), algorithm, key).map_err(made)? != *expected {
            return Err(Refused::at(Ask::Token, Step::Token, "the access token is another"));
        }
    }
    Ok(claims)
}

const FUTURE: &str = "issued in the future";

/// Name and address, where the token does not hold them. Who came is certain without.
pub(super) async fn more(
    client: &Client,
    asker: &Asker,
    answer: &CoreTokenResponse,
    claims: &CoreIdTokenClaims,
) -> Option<CoreUserInfoClaims> {
    if claims.email().is_some() && claims.email_verified().is_some() && claims.name().is_some() {
        return None;
    }
    let asking = client.user_info(answer.access_token().clone(), Some(claims.subject().clone())).ok()?;
    asking.request_async(asker).await.inspect_err(|error| tracing::info!(%error, "a provider tells no more of somebody")).ok()
}

pub(super) fn person(issuer: &str, subject: String, claims: &CoreIdTokenClaims, also: Option<&CoreUserInfoClaims>) -> Person {
    let said = |text: &str| one_line(text).chars().take(LONGEST).collect::<String>();
    let name = claims.name().or_else(|| also?.name()).and_then(|name| name.get(None)).map(|name| said(name)).unwrap_or_default();
    let handle = claims.preferred_username().or_else(|| also?.preferred_username()).map(|name| said(name)).unwrap_or_default();
    // The address and whether it is confirmed come from one place.
    let (email, confirmed) = match also.filter(|also| also.email().is_some()) {
        Some(also) => (also.email(), also.email_verified()),
        None => (claims.email(), claims.email_verified()),
    };
    let told = email.map(|email| said(email)).unwrap_or_default();
    let label = [&told, &handle, &name].into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_else(|| said(&subject));
    let good = confirmed == Some(true) && crate::mail::is_address(&told);
    Person { issuer: issuer.to_owned(), subject, name, handle, email: if good { told } else { String::new() }, label }
}
