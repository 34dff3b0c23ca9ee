//! Asking a provider who somebody is (OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636, RFC 9207).
//!
//! What it says of itself and its keys are asked for anew each time: a key that it withdrew is not trusted a moment longer.

use std::sync::atomic::Ordering;

use base::Time;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl,
    RequestTokenError, Scope, TokenResponse as _,
};
use serde::{Deserialize, Serialize};

use super::asking::{Ask, Asker, Refused, Step};
use super::store::{Provider, Trip};
use super::token::{self, Person};

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

pub(super) type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

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
    let shown = answer.id_token().ok_or_else(|| Refused::at(Ask::Token, Step::Content, "no ID token"))?;
    let claims = token::checked(&client, shown, &answer, &trip.nonce, now)?;
    let subject = claims.subject().to_string();
    let also = token::more(&client, &asker, &answer, claims).await;
    Ok(token::person(issuer, subject, claims, also.as_ref()))
}
