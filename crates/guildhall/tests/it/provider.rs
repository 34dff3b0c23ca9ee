//! A provider of OpenID Connect for tests: it signs with a key of its own on loopback, and lies when it is told to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use base::{Clock, Time};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use testkit::{Answer, Client, World};
use web::encoded;

pub const SECRET: &str = "the client's secret";

/// What may be wrong with what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lie {
    #[default]
    None,
    /// In the token.
    Issuer,
    Audience,
    AlsoForOthers,
    Nonce,
    NoNonce,
    Expired,
    Future,
    AnothersKey,
    Unsigned,
    /// Signed with what both know (HS256), though listed as possible.
    Shared,
    AccessToken,
    EndlessSubject,
    /// Beside it.
    NoToken,
    OtherPerson,
    CallsItselfOtherwise,
    NoKeys,
    Broken,
}

/// Somebody with an account there.
#[derive(Clone, Debug)]
pub struct There {
    pub subject: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub confirmed: bool,
}

struct Given {
    nonce: String,
    challenge: String,
    back: String,
    who: There,
}

struct Held {
    issuer: String,
    clock: Clock,
    keys: [EcdsaKeyPair; 2],
    lie: Mutex<Lie>,
    codes: Mutex<HashMap<String, Given>>,
    /// Who fetches more with an access token.
    last: Mutex<Option<There>>,
}

#[derive(Clone)]
pub struct Provider(Arc<Held>);

fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap()
}

impl Provider {
    pub async fn start(world: &World) -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let (clock, keys) = (world.app.clock.clone(), [key(), key()]);
        let held = Held { issuer, clock, keys, lie: Mutex::default(), codes: Mutex::default(), last: Mutex::default() };
        let provider = Provider(Arc::new(held));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(document))
            .route("/keys", get(keys_of))
            .route("/token", post(token))
            .route("/person", get(person))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        provider
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub fn lies(&self, lie: Lie) {
        *self.0.lie.lock().unwrap() = lie;
    }

    fn lie(&self) -> Lie {
        *self.0.lie.lock().unwrap()
    }

    /// The administrator's form, with the boxes that are ticked.
    pub fn form(&self, boxes: &[&str]) -> String {
        let ticked: String = boxes.iter().map(|name| format!("&{name}=yes")).collect();
        format!("name=The+house&issuer={}&client=guildhall&secret={}{ticked}", encoded(self.issuer()), encoded(SECRET))
    }

    /// Somebody signs in there: the address to which their browser is sent back.
    pub fn sign_in(&self, sent_to: &str, who: &There) -> String {
        let query = sent_to.strip_prefix(&format!("{}/authorize?", self.0.issuer)).unwrap_or_else(|| panic!("{sent_to}"));
        let asked: HashMap<String, String> = form(query);
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", "guildhall"));
        assert_eq!((asked["code_challenge_method"].as_str(), asked["scope"].as_str()), ("S256", "openid profile email"));
        let (mut codes, back) = (self.0.codes.lock().unwrap(), asked["redirect_uri"].clone());
        let code = format!("code-{}", codes.len());
        let (nonce, challenge) = (asked["nonce"].clone(), asked["code_challenge"].clone());
        codes.insert(code.clone(), Given { nonce, challenge, back: back.clone(), who: who.clone() });
        let path = back.strip_prefix("http://guild.test").unwrap();
        format!("{path}?state={}&code={code}&iss={}", encoded(&asked["state"]), encoded(self.issuer()))
    }

    /// The whole trip of a browser; the answer that it comes back to.
    pub async fn trip(&self, client: &mut Client, to: &str, who: &There) -> Answer {
        let sent = client.follow(&format!("/sign-in/with/1?to={}", encoded(to))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let back = self.sign_in(sent.header("location"), who);
        client.follow(&back).await
    }
}

/// A form's or a query's fields.
pub fn form(text: &str) -> HashMap<String, String> {
    let decoded = |part: &str| {
        let bytes = part.replace('+', " ");
        let mut parts = bytes.split('%');
        let mut out = parts.next().unwrap().as_bytes().to_vec();
        for part in parts {
            out.push(u8::from_str_radix(&part[..2], 16).unwrap());
            out.extend(&part.as_bytes()[2..]);
        }
        String::from_utf8(out).unwrap()
    };
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decoded(name), decoded(value))).collect()
}

type Json = ([(header::HeaderName, &'static str); 1], String);

fn json_of(value: &Value) -> Json {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string())
}

async fn document(State(provider): State<Provider>) -> Result<Json, StatusCode> {
    let own = provider.issuer();
    let named = if provider.lie() == Lie::CallsItselfOtherwise { "https://elsewhere.test" } else { own };
    if provider.lie() == Lie::Broken {
        return Err(StatusCode::BAD_GATEWAY);
    }
    Ok(json_of(&json!({
        "issuer": named,
        "authorization_endpoint": format!("{own}/authorize"),
        "token_endpoint": format!("{own}/token"),
        "userinfo_endpoint": format!("{own}/person"),
        "jwks_uri": format!("{own}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid", "profile", "email"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": true,
    })))
}

async fn keys_of(State(provider): State<Provider>) -> Json {
    let point = provider.0.keys[0].public_key().as_ref();
    let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..65]));
    let keys = if provider.lie() == Lie::NoKeys {
        json!([])
    } else {
        json!([{ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "one", "x": x, "y": y }])
    };
    json_of(&json!({ "keys": keys }))
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(sent): Form<HashMap<String, String>>,
) -> (StatusCode, Json) {
    let refused = |error: &str| (StatusCode::BAD_REQUEST, json_of(&json!({ "error": error })));
    let known = format!("Basic {}", STANDARD.encode(format!("guildhall:{}", encoded(SECRET).replace("%20", "+"))));
    if headers.get("authorization").is_none_or(|told| told != known.as_str()) {
        return (StatusCode::UNAUTHORIZED, json_of(&json!({ "error": "invalid_client" })));
    }
    let Some(given) = provider.0.codes.lock().unwrap().remove(&sent["code"]) else { return refused("invalid_grant") };
    let shown = BASE64.encode(digest(&SHA256, sent["code_verifier"].as_bytes()).as_ref());
    if shown != given.challenge || sent["redirect_uri"] != given.back {
        return refused("invalid_grant");
    }
    let mut answer = json!({ "access_token": "what fetches more", "token_type": "Bearer", "expires_in": 60 });
    if provider.lie() != Lie::NoToken {
        answer["id_token"] = provider.signed(&given).into();
    }
    *provider.0.last.lock().unwrap() = Some(given.who);
    (StatusCode::OK, json_of(&answer))
}

/// Name and address are not in the token but here, as large houses do it.
async fn person(State(provider): State<Provider>) -> Json {
    let who = provider.0.last.lock().unwrap().clone().unwrap();
    let subject = if provider.lie() == Lie::OtherPerson { "somebody else" } else { who.subject };
    json_of(&json!({ "sub": subject, "name": who.name, "email": who.email, "email_verified": who.confirmed }))
}

impl Provider {
    fn signed(&self, given: &Given) -> String {
        let (lie, now) = (self.lie(), self.0.clock.now().0 / Time::SECOND);
        let mut claims = json!({
            "iss": self.issuer(),
            "aud": "guildhall",
            "sub": given.who.subject,
            "nonce": given.nonce,
            "iat": now,
            "exp": now + 300,
            "at_hash": BASE64.encode(&digest(&SHA256, b"what fetches more").as_ref()[..16]),
        });
        match lie {
            Lie::Issuer => claims["iss"] = "https://elsewhere.test".into(),
            Lie::Audience => claims["aud"] = "another program".into(),
            Lie::AlsoForOthers => claims["aud"] = json!(["guildhall", "another program"]),
            Lie::Nonce => claims["nonce"] = "of another sign-in".into(),
            Lie::NoNonce => drop(claims.as_object_mut().unwrap().remove("nonce")),
            Lie::Expired => claims["exp"] = (now - 120).into(),
            Lie::Future => claims["iat"] = (now + 120).into(),
            Lie::EndlessSubject => claims["sub"] = "a".repeat(256).into(),
            Lie::AccessToken => claims["at_hash"] = BASE64.encode([0; 16]).into(),
            // Nothing but how it is signed may be what refuses these.
            Lie::Shared | Lie::Unsigned => drop(claims.as_object_mut().unwrap().remove("at_hash")),
            _ => {}
        }
        let algorithm = match lie {
            Lie::Unsigned => "none",
            Lie::Shared => "HS256",
            _ => "ES256",
        };
        let head = json!({ "alg": algorithm, "kid": "one", "typ": "JWT" });
        let text = format!("{}.{}", BASE64.encode(head.to_string()), BASE64.encode(claims.to_string()));
        let key = &self.0.keys[usize::from(lie == Lie::AnothersKey)];
        let signature = match lie {
            Lie::Unsigned => Vec::new(),
            Lie::Shared => hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes()), text.as_bytes()).as_ref().to_vec(),
            _ => key.sign(&SystemRandom::new(), text.as_bytes()).unwrap().as_ref().to_vec(),
        };
        format!("{text}.{}", BASE64.encode(signature))
    }
}
