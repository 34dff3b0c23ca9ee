//! Sessions of browsers: how one is opened, and the cookie that holds it.

use axum::response::Response;
use base::{Id, Result, Time, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};
use web::{App, Page, Visit, cookie, encoded, session_cookie, set_cookie};

use super::store::sessions::NewSession;
use super::{codes, device, store};

/// A session lasts this long, ms.
const LASTING: i64 = 30 * Time::DAY;

/// The cookie of who still owes a code, and how long it may take them, ms.
pub(super) const STEP: &str = "step";
const STEPPING: i64 = 10 * Time::MINUTE;

/// Where it is said that an account is out of the site.
pub(super) const SUSPENDED: &str = "/sign-in?suspended=1";

/// How far somebody came who showed a password or a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entered {
    In,
    /// A code is asked for first.
    Code,
    /// Nowhere: the account is out of the site.
    Out,
}

/// Tokens are kept hashed: who reads the database cannot sign in with it.
pub fn session_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// The hash of the session that a request carries.
pub(super) fn current(app: &App, headers: &HeaderMap) -> Option<String> {
    cookie(headers, session_cookie(app.is_secure())).map(|token| session_hash(&token))
}

/// A session to be, for the browser that sent `headers`. It takes the place of the one that the browser had.
#[derive(Clone)]
pub struct Opening {
    token: String,
    before: Option<String>,
    device: &'static str,
    system: &'static str,
    address: String,
}

impl Opening {
    pub fn of(app: &App, visit: &Visit, headers: &HeaderMap) -> Opening {
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        let (device, system) = device::of(agent);
        let address = visit.client.clone();
        Opening { token: app.random.token(), before: current(app, headers), device, system, address }
    }

    /// Opens it in the transaction that signs `account` in.
    pub async fn open(&self, tx: &Tx, account: Id, now: Time) -> Result<()> {
        if let Some(before) = &self.before {
            store::sessions::end(tx, before).await?;
        }
        tracing::info!(account, "signs in");
        let device = [self.device, self.system].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
        let new = NewSession {
            token_hash: session_hash(&self.token),
            account,
            device,
            address: self.address.clone(),
            now,
            until: now.plus(LASTING),
        };
        store::sessions::open(tx, &new).await
    }

    /// As [`Opening::open`], unless the account asks for a code: then that comes first; or is out of the site.
    pub(super) async fn enter(&self, tx: &Tx, account: Id, now: Time) -> Result<Entered> {
        if store::is_suspended(tx, account, now).await? {
            return Ok(Entered::Out);
        }
        if !codes::store::is_on(tx, account).await? {
            self.open(tx, account, now).await?;
            return Ok(Entered::In);
        }
        codes::store::wait(tx, &session_hash(&self.token), account, now, now.plus(STEPPING)).await?;
        Ok(Entered::Code)
    }

    /// Leads on to `to`, or to where the code is asked for.
    pub(super) fn lead_on(&self, app: &App, entered: Entered, to: &str) -> Response {
        match entered {
            Entered::In => return self.lead(app, to),
            Entered::Out => return Page::go(SUSPENDED),
            Entered::Code => {}
        }
        let mut response = Page::go(format!("/sign-in/code?to={}", encoded(to)));
        response
            .headers_mut()
            .extend(set_cookie(app, STEP, &self.token, STEPPING / 1000).map(|value| (header::SET_COOKIE, value)));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// Leads on to `to`, signed in.
    pub fn lead(&self, app: &App, to: &str) -> Response {
        let mut response = Page::go(to);
        if let Some(value) = set_cookie(app, session_cookie(app.is_secure()), &self.token, LASTING / 1000) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
