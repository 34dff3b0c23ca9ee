//! Work that would hold up the runtime (hashing, rendering in bulk, indexing) runs here.

use crate::{Error, Result};

/// Runs `job` on a thread that may block. A panic in it becomes an internal error.
#[expect(clippy::disallowed_methods, reason = "the one door to blocking threads")]
pub async fn blocking<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job).await.map_err(Error::internal)?
}
