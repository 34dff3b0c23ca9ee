//! Asking for a certificate (RFC 8555): account, order, challenge on the plain port (8.3), certificate.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use base::Error;
use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Full};
use instant_acme::{
    Account, AuthorizationStatus, BodyWrapper, BytesResponse, ChallengeType, HttpClient, Identifier, NewAccount, NewOrder, Order,
    OrderStatus, Problem, RetryPolicy,
};
use sha2::{Digest as _, Sha256};
use web::fetch::{self, Bounds, Call};
use web::serving::Hitch;

use super::files;
use super::resolver::Challenges;

/// How long the authority may take to look at our answer, and to give the certificate.
const PATIENCE: RetryPolicy = RetryPolicy::new().timeout(Duration::from_secs(60));

/// Whom is asked for what.
#[derive(Clone)]
pub struct Asking {
    pub names: Vec<String>,
    pub mail: Option<String>,
    pub directory: String,
    pub bounds: Bounds,
    /// The folder for accounts.
    pub folder: PathBuf,
}

/// Where it failed, and what was said.
#[derive(Debug)]
pub struct Failed {
    pub hitch: Hitch,
    pub told: String,
}

impl Failed {
    fn at(hitch: Hitch) -> impl Fn(instant_acme::Error) -> Failed {
        move |error| match error {
            instant_acme::Error::Api(problem) => Failed::of(&problem, hitch),
            // What our own client says is about the way to the authority.
            instant_acme::Error::Other(told) if told.is::<fetch::Trouble>() => {
                Failed { hitch: Hitch::Authority, told: told.to_string() }
            }
            other => Failed { hitch, told: other.to_string() },
        }
    }

    /// What a problem means: RFC 8555, 6.7.
    fn of(problem: &Problem, else_at: Hitch) -> Failed {
        // When there are several names, the first trouble with one of them says more than "some names have trouble".
        let first = problem.subproblems.first();
        let kind = first.and_then(|sub| sub.r#type.as_deref()).or(problem.r#type.as_deref()).unwrap_or("");
        let hitch = match kind.rsplit(':').next().unwrap_or("") {
            "dns" => Hitch::Name,
            "connection" | "tls" => Hitch::Port,
            "unauthorized" | "incorrectResponse" => Hitch::Answer,
            "rateLimited" => Hitch::Limit,
            "caa" | "rejectedIdentifier" | "unsupportedIdentifier" | "malformed" => Hitch::Refused,
            "invalidContact"
            | "unsupportedContact"
            | "accountDoesNotExist"
            | "externalAccountRequired"
            | "userActionRequired" => Hitch::Account,
            _ => else_at,
        };
        let told = first.and_then(|sub| sub.detail.clone()).or_else(|| problem.detail.clone());
        let told = told.unwrap_or_else(|| problem.to_string());
        // Some authorities call it a connection that failed when there was nobody to connect to.
        let nameless =
            hitch == Hitch::Port && ["no such host", "NXDOMAIN", "could not resolve"].iter().any(|words| told.contains(words));
        Failed { hitch: if nameless { Hitch::Name } else { hitch }, told }
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Failed {
        Failed { hitch: Hitch::Files, told: error.to_string() }
    }
}

/// Gets a certificate: key and chain as PEM, in one text.
pub async fn obtain(asking: &Asking, challenges: &Challenges) -> Result<String, Failed> {
    let account = account(asking).await?;
    let names: Vec<Identifier> = asking.names.iter().cloned().map(Identifier::Dns).collect();
    let mut order = account.new_order(&NewOrder::new(&names)).await.map_err(Failed::at(Hitch::Refused))?;
    let done = finish(&mut order, challenges).await;
    challenges.clear();
    done
}

async fn finish(order: &mut Order, challenges: &Challenges) -> Result<String, Failed> {
    let mut all = order.authorizations();
    while let Some(one) = all.next().await {
        let mut one = one.map_err(Failed::at(Hitch::Authority))?;
        if one.status == AuthorizationStatus::Valid {
            continue;
        }
        let mut challenge = one
            .challenge(ChallengeType::Http01)
            .ok_or_else(|| Failed { hitch: Hitch::Refused, told: "the authority offers no challenge over HTTP".into() })?;
        challenges.set(&challenge.token, challenge.key_authorization().as_str());
        challenge.set_ready().await.map_err(Failed::at(Hitch::Answer))?;
    }
    let status = order.poll_ready(&PATIENCE).await;
    if !matches!(status, Ok(OrderStatus::Ready)) {
        // The authorizations say which name failed, and why.
        if let Some(failed) = why(order).await {
            return Err(failed);
        }
        let told = format!("the order became {status:?}");
        return Err(status.err().map_or(Failed { hitch: Hitch::Answer, told }, Failed::at(Hitch::Answer)));
    }
    let key = order.finalize().await.map_err(Failed::at(Hitch::Refused))?;
    let chain = order.poll_certificate(&PATIENCE).await.map_err(Failed::at(Hitch::Refused))?;
    Ok(format!("{key}{chain}"))
}

/// Why a challenge failed, in the authority's words.
async fn why(order: &mut Order) -> Option<Failed> {
    let mut all = order.authorizations();
    while let Some(Ok(mut one)) = all.next().await {
        let _ = one.refresh().await;
        let problem = one.challenges.iter().find_map(|challenge| challenge.error.as_ref());
        if let Some(problem) = problem {
            return Some(Failed::of(problem, Hitch::Answer));
        }
    }
    None
}

/// The account with the authority: the one that is kept, or a new one.
async fn account(asking: &Asking) -> Result<Account, Failed> {
    let builder = Account::builder_with_http(Box::new(Asker(asking.bounds.clone())));
    let path = account_file(&asking.folder, &asking.directory);
    if let Ok(kept) = std::fs::read(&path) {
        let credentials = serde_json::from_slice(&kept)
            .map_err(|error| Failed { hitch: Hitch::Files, told: format!("{}: {error}", path.display()) })?;
        return builder.from_credentials(credentials).await.map_err(Failed::at(Hitch::Authority));
    }
    let contact: Vec<String> = asking.mail.iter().map(|mail| format!("mailto:{mail}")).collect();
    let contact: Vec<&str> = contact.iter().map(String::as_str).collect();
    let new = NewAccount { contact: &contact, terms_of_service_agreed: true, only_return_existing: false };
    let (account, credentials) =
        builder.create(&new, asking.directory.clone(), None).await.map_err(Failed::at(Hitch::Account))?;
    let json = serde_json::to_vec(&credentials).map_err(Error::internal)?;
    files::write(&path, &json)?;
    Ok(account)
}

/// Each authority has an account file of its own.
fn account_file(folder: &Path, directory: &str) -> PathBuf {
    let hash = Sha256::digest(directory.as_bytes());
    let name: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    folder.join(format!("account-{name}.json"))
}

/// The program's one way to ask other servers, as the library wants it.
struct Asker(Bounds);

impl HttpClient for Asker {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, instant_acme::Error>> + Send>> {
        let bounds = self.0.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(|never| instant_acme::Error::Other(Box::new(never)))?.to_bytes();
            let call = Call { method: parts.method, url: parts.uri.to_string(), headers: parts.headers, body };
            let answer = fetch::send(call, &bounds).await.map_err(|trouble| instant_acme::Error::Other(Box::new(trouble)))?;
            Ok(BytesResponse::from(answer.map(Full::new)))
        })
    }
}
