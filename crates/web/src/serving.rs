//! How the program is reached, as far as it knows itself: its address, its certificate. Both change while it runs.

use std::sync::Arc;

use base::{Time, codes};
use parking_lot::RwLock;
use tokio::sync::Notify;

/// What the server part knows and pages show. Made once; who serves sets it.
#[derive(Default)]
pub struct Serving {
    held: RwLock<Held>,
    again: Notify,
}

#[derive(Default)]
struct Held {
    public_url: Arc<str>,
    /// Where others find the program when the public address is this machine's own.
    near: Option<Arc<str>>,
    /// The plain port, when every address of this machine answers.
    everywhere: Option<u16>,
    certificate: Certificate,
}

codes! {
    /// Where a certificate comes from.
    #[derive(Default)]
    pub enum Source {
        /// There is none: plain HTTP, or a proxy has it.
        #[default]
        None = "none",
        /// Files of one's own.
        Own = "own",
        /// Asked for by the program itself (ACME, RFC 8555).
        Acme = "acme",
    }
}

codes! {
    /// Where getting a certificate can fail.
    pub enum Hitch {
        /// The authority that gives certificates could not be reached.
        Authority = "authority",
        /// It does not know us, or does not want to.
        Account = "account",
        /// The name does not resolve.
        Name = "name",
        /// Nobody answers under the name.
        Port = "port",
        /// Somebody else answers under the name.
        Answer = "answer",
        /// Too many certificates were asked for.
        Limit = "limit",
        /// The authority gives none for this name.
        Refused = "refused",
        /// The files could not be read or written.
        Files = "files",
    }
}

/// The certificate that holds, and what is wrong with getting the next.
#[derive(Clone, Debug, Default)]
pub struct Certificate {
    pub source: Source,
    pub names: Vec<String>,
    /// Until when it is good; `None` when there is none yet.
    pub until: Option<Time>,
    pub trouble: Option<Troubled>,
}

/// An attempt that failed.
#[derive(Clone, Debug)]
pub struct Troubled {
    pub hitch: Hitch,
    /// What the other side or the system said.
    pub told: String,
    pub at: Time,
    /// When it is tried again.
    pub next: Time,
}

impl Serving {
    /// A program that answers at `public_url`.
    pub fn at(public_url: &str) -> Serving {
        let serving = Serving::default();
        serving.set_public_url(public_url);
        serving
    }

    /// `https://guild.example` without a slash at the end.
    pub fn public_url(&self) -> Arc<str> {
        Arc::clone(&self.held.read().public_url)
    }

    pub fn set_public_url(&self, url: &str) {
        self.held.write().public_url = url.trim_end_matches('/').into();
    }

    /// What links begin with that are handed to others.
    pub fn link_base(&self) -> Arc<str> {
        let held = self.held.read();
        Arc::clone(held.near.as_ref().unwrap_or(&held.public_url))
    }

    /// Says where others find the program, when its own address leads to this machine only.
    pub fn set_near(&self, url: Option<&str>) {
        self.held.write().near = url.map(|url| url.trim_end_matches('/').into());
    }

    /// The plain port, when every address of this machine answers.
    pub fn everywhere(&self) -> Option<u16> {
        self.held.read().everywhere
    }

    pub fn set_everywhere(&self, port: Option<u16>) {
        self.held.write().everywhere = port;
    }

    pub fn certificate(&self) -> Certificate {
        self.held.read().certificate.clone()
    }

    pub fn set_certificate(&self, certificate: Certificate) {
        self.held.write().certificate = certificate;
    }

    /// Asks for a certificate once more, now.
    pub fn try_again(&self) {
        self.again.notify_one();
    }

    /// Waits until somebody asks for that.
    pub async fn asked_again(&self) {
        self.again.notified().await;
    }
}
