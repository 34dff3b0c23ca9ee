//! What listeners ask: the certificate that holds just now, and the answers to challenges.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// The certificate that holds. Changed under open connections, which keep theirs.
#[derive(Debug, Default)]
pub struct Current(RwLock<Option<Arc<CertifiedKey>>>);

impl Current {
    pub fn set(&self, key: CertifiedKey) {
        if let Ok(mut held) = self.0.write() {
            *held = Some(Arc::new(key));
        }
    }

    pub fn get(&self) -> Option<Arc<CertifiedKey>> {
        self.0.read().ok().and_then(|held| held.clone())
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.get()
    }
}

/// Challenges under way: token and answer (RFC 8555, 8.3).
#[derive(Clone, Debug, Default)]
pub struct Challenges(Arc<RwLock<HashMap<String, String>>>);

impl Challenges {
    pub fn set(&self, token: &str, answer: &str) {
        if let Ok(mut held) = self.0.write() {
            held.insert(token.to_owned(), answer.to_owned());
        }
    }

    pub fn answer(&self, token: &str) -> Option<String> {
        self.0.read().ok()?.get(token).cloned()
    }

    pub fn clear(&self) {
        if let Ok(mut held) = self.0.write() {
            held.clear();
        }
    }
}
