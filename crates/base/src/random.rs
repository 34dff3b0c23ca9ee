//! Randomness is a parameter, too: tokens come from the operating system, a test may seed its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A source of unguessable bytes.
#[derive(Clone, Debug)]
pub struct Random(Option<Arc<AtomicU64>>);

impl Random {
    /// The operating system's generator.
    pub fn system() -> Random {
        Random(None)
    }

    /// A repeatable source for tests; never for a program that serves people.
    pub fn seeded(seed: u64) -> Random {
        Random(Some(Arc::new(AtomicU64::new(seed))))
    }

    /// 32 random bytes. A machine that cannot give any must not hand out sessions, so failure ends the program.
    #[expect(clippy::expect_used, reason = "going on without randomness would be unsafe")]
    pub fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        match &self.0 {
            None => getrandom::fill(&mut bytes).expect("the operating system gives random bytes"),
            Some(state) => bytes.copy_from_slice(&Sha256::digest(state.fetch_add(1, Ordering::Relaxed).to_le_bytes())),
        }
        bytes
    }

    /// A token of 43 URL-safe characters (256 bits).
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes())
    }
}
