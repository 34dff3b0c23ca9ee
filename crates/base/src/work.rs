//! Work that would hold up the runtime (hashing, rendering in bulk, indexing) runs here.

use crate::{Error, Result};

/// Runs `job` on a thread that may block. A panic in it becomes an internal error.
#[expect(clippy::disallowed_methods, reason = "the one door to blocking threads")]
pub async fn blocking<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(job).await.map_err(Error::internal)?
}

/// How far work that gives way stands behind: a tenth of a processor stays its own when everything else wants them all.
#[cfg(target_os = "linux")]
const BEHIND: i32 = 10;

/// Runs `job` on a thread of its own that lets everything else go first (on Linux, where a thread can be nice by itself). A panic
/// in it becomes an internal error. Whoever calls bounds how many there are.
///
/// # Errors
/// The job's; `Internal` when no thread can be had.
pub async fn giving_way<T: Send + 'static>(job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let (done, told) = tokio::sync::oneshot::channel();
    let run = move || {
        // Refused or not, the work is done.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(BEHIND);
        let _ = done.send(job());
    };
    std::thread::Builder::new().name("gives way".into()).spawn(run).map_err(Error::internal)?;
    told.await.map_err(Error::internal)?
}
