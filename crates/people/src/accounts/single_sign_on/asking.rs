//! The one client of the house as the library wants one, and what may go wrong with it.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use base::codes;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use web::fetch::{self, Bounds, Call};

use super::store::Provider;

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

/// Bytes of the longest answer; a large house signs with many keys.
const MOST: usize = 256 << 10;
/// Letters of what is told of a failure.
const LONGEST: usize = 200;

/// The client of the house, as the library wants one.
pub(super) struct Asker {
    bounds: Bounds,
    /// Requests so far.
    pub asked: AtomicUsize,
}

impl Asker {
    pub fn of(provider: &Provider) -> Asker {
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
    pub fn at(ask: Ask, step: Step, told: impl ToString) -> Refused {
        Refused { ask, step, told: told.to_string().chars().take(LONGEST).collect() }
    }

    pub fn of(ask: Ask, trouble: &fetch::Trouble) -> Refused {
        Refused::at(ask, Step::from_code(trouble.step.code()).unwrap_or(Step::Answer), &trouble.told)
    }
}
