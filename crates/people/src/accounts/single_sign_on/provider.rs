//! Asking a provider who somebody is (OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636, RFC 9207), over the one client of the house.
//!
//! What it says of itself and its keys are asked for anew each time: a key that it withdrew is not trusted a moment longer.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base::{Time, codes};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType,
    CoreIdToken, CoreIdTokenClaims, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
    CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType, CoreTokenResponse,
    CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AdditionalProviderMetadata, AsyncHttpClient, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId,
    ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl,
    Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError,
    Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use web::fetch::{self, Bounds, Call};
use web::one_line;

use super::store::{Provider, Trip};

codes! {
    /// What a provider is asked for.
    pub enum Ask {
        /// What it says of itself.
        Document = "document",
        /// The keys that it signs with.
        Keys = "keys",
        /// Who came, for the code that the browser brought.
        Token = "token",
    }
}

codes! {
    /// Where asking can fail.
    pub enum Step {
        Address = "address",
        Name = "name",
        Private = "private",
        Connect = "connect",
        Encrypt = "encrypt",
        Answer = "answer",
        /// It answered, but not with what was asked for.
        Content = "content",
        /// It calls itself otherwise.
        Issuer = "issuer",
        /// It does not know us, or not the code.
        Client = "client",
        /// What it says of somebody is not signed by it, or not meant for us or for this sign-in.
        Token = "token",
        /// It is too old, or of the future: a clock is wrong.
        Clock = "clock",
    }
}

/// What was asked for and did not come.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub ask: Ask,
    pub step: Step,
    /// What the system or the other side said.
    pub told: String,
}

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

/// What a provider says beyond the standard's first version (RFC 9207).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Beyond {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Beyond {}

pub(super) type Metadata = ProviderMetadata<
    Beyond,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

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
/// Bytes of the longest answer; a large house signs with many keys.
const MOST: usize = 256 << 10;
/// Letters of what is kept of a provider's words.
const LONGEST: usize = 200;

/// The client of the house, as the library wants one.
struct Asker {
    bounds: Bounds,
    asked: AtomicUsize,
}

impl Asker {
    fn of(provider: &Provider) -> Asker {
        Asker { bounds: Bounds { private: provider.private, most: MOST, ..Bounds::default() }, asked: AtomicUsize::new(0) }
    }
}

impl<'c> AsyncHttpClient<'c> for Asker {
    type Error = fetch::Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, fetch::Trouble>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let (parts, body) = request.into_parts();
            // Secrets go out encrypted, unless an administrator said that the provider is near.
            if !self.bounds.private && parts.uri.scheme_str() != Some("https") {
                return Err(fetch::Trouble { step: fetch::Step::Address, told: format!("{} is not https", parts.uri) });
            }
            let call = Call { method: parts.method, url: parts.uri.to_string(), headers: parts.headers, body: body.into() };
            Ok(fetch::send(call, &self.bounds).await?.map(|body| body.to_vec()))
        })
    }
}

impl Refused {
    fn at(ask: Ask, step: Step, told: impl ToString) -> Refused {
        Refused { ask, step, told: told.to_string().chars().take(LONGEST).collect() }
    }

    fn of(ask: Ask, trouble: &fetch::Trouble) -> Refused {
        Refused::at(ask, Step::from_code(trouble.step.code()).unwrap_or(Step::Answer), &trouble.told)
    }
}

/// Asks a provider what it says of itself, and for its keys.
///
/// # Errors
/// What was asked for and did not come.
pub(super) async fn discover(provider: &Provider) -> Result<Metadata, Refused> {
    let address = provider.issuer.clone().unwrap_or_default();
    let issuer = IssuerUrl::new(address).map_err(|error| Refused::at(Ask::Document, Step::Address, error))?;
    let asker = Asker::of(provider);
    let answered = Metadata::discover_async(issuer, &asker).await;
    let ask = if asker.asked.load(Ordering::Relaxed) < 2 { Ask::Document } else { Ask::Keys };
    let metadata = answered.map_err(|error| match error {
        DiscoveryError::Request(trouble) => Refused::of(ask, &trouble),
        DiscoveryError::Validation(told) => Refused::at(ask, Step::Issuer, told),
        DiscoveryError::Response(_, _, told) => Refused::at(ask, Step::Content, told),
        DiscoveryError::Parse(error) => Refused::at(ask, Step::Content, error),
        other => Refused::at(ask, Step::Content, other),
    })?;
    if metadata.jwks().keys().is_empty() {
        return Err(Refused::at(Ask::Keys, Step::Content, "no key that can be read"));
    }
    Ok(metadata)
}

fn client(provider: &Provider, metadata: &Metadata, back: String) -> Result<Client, Refused> {
    let back = RedirectUrl::new(back).map_err(|error| Refused::at(Ask::Document, Step::Address, error))?;
    let (id, secret) = (ClientId::new(provider.client.clone()), ClientSecret::new(provider.secret.clone()));
    let client = CoreClient::from_provider_metadata(metadata.clone(), id, Some(secret)).set_redirect_uri(back);
    // The header is the standard's usual way; some take the secret in the form only.
    let in_form = metadata.token_endpoint_auth_methods_supported().is_some_and(|ways| {
        !ways.contains(&CoreClientAuthMethod::ClientSecretBasic) && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
    });
    Ok(if in_form { client.set_auth_type(AuthType::RequestBody) } else { client })
}

/// The address to which a browser is sent, and what it comes back with.
pub(super) async fn send_off(provider: &Provider, back: String, state: String, trip: &Trip) -> Result<String, Refused> {
    let metadata = discover(provider).await?;
    let client = client(provider, &metadata, back)?;
    let verifier = PkceCodeVerifier::new(trip.verifier.clone());
    let nonce = trip.nonce.clone();
    let known = metadata.scopes_supported().map(|scopes| scopes.iter().map(|scope| scope.to_string()).collect::<Vec<_>>());
    let wanted =
        ["profile", "email"].into_iter().filter(|scope| known.as_ref().is_none_or(|all| all.iter().any(|one| one == scope)));
    let (url, _, _) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || CsrfToken::new(state), move || Nonce::new(nonce))
        .add_scopes(wanted.map(|scope| Scope::new(scope.to_owned())))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    Ok(url.to_string())
}

/// Who came, for the code that a browser brought back. `named` is the issuer that the browser was told; empty for none.
pub(super) async fn who(
    provider: &Provider,
    back: String,
    code: String,
    named: &str,
    trip: &Trip,
    now: Time,
) -> Result<Person, Refused> {
    let metadata = discover(provider).await?;
    let issuer = metadata.issuer().as_str();
    if named.is_empty() && metadata.additional_metadata().authorization_response_iss_parameter_supported
        || !named.is_empty() && named != issuer
    {
        return Err(Refused::at(Ask::Token, Step::Issuer, format!("{named:?} is not {issuer:?}")));
    }
    let (client, asker) = (client(provider, &metadata, back)?, Asker::of(provider));
    let asking =
        client.exchange_code(AuthorizationCode::new(code)).map_err(|error| Refused::at(Ask::Token, Step::Content, error))?;
    let verifier = PkceCodeVerifier::new(trip.verifier.clone());
    let answer = asking.set_pkce_verifier(verifier).request_async(&asker).await.map_err(|error| match error {
        RequestTokenError::Request(trouble) => Refused::of(Ask::Token, &trouble),
        RequestTokenError::ServerResponse(told) => Refused::at(Ask::Token, Step::Client, told),
        RequestTokenError::Parse(error, _) => Refused::at(Ask::Token, Step::Content, error),
        other => Refused::at(Ask::Token, Step::Content, other),
    })?;
    let token = answer.id_token().ok_or_else(|| Refused::at(Ask::Token, Step::Content, "no ID token"))?;
    let claims = checked(&client, token, &answer, &trip.nonce, now)?;
    let subject = claims.subject().to_string();
    let also = more(&client, &asker, &answer, claims).await;
    Ok(person(issuer, subject, claims, also.as_ref()))
}

/// What a token says, when it is signed by the provider, meant for us and for this trip, and of now.
fn checked<'a>(
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
    // A token for fetching more that is not the one of this sign-in would fetch of somebody else.
    if let Some(expected) = claims.access_token_hash() {
        let made = |error: openidconnect::SigningError| Refused::at(Ask::Token, Step::Token, error);
        let wrong = |error: openidconnect::SignatureVerificationError| Refused::at(Ask::Token, Step::Token, error);
        let (algorithm, key) = (token.signing_alg().map_err(wrong)?, token.signing_key(&verifier).map_err(wrong)?);
        if AccessTokenHash::from_token(answer.access_token(), algorithm, key).map_err(made)? != *expected {
            return Err(Refused::at(Ask::Token, Step::Token, "the access token is another"));
        }
    }
    Ok(claims)
}

const FUTURE: &str = "issued in the future";

/// Name and address, where the token does not hold them. Who came is certain without.
async fn more(
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

fn person(issuer: &str, subject: String, claims: &CoreIdTokenClaims, also: Option<&CoreUserInfoClaims>) -> Person {
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
