//! `POST /c/{community}/files?name=photo.jpg`: takes a file, its bytes as the body. For the composer's script.

use std::io::Read as _;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use base::{Id, Result, Time, work};
use futures_util::{Stream, StreamExt as _};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Semaphore;
use web::{App, Failure, Query, Visit, Visited, respond};

use super::kinds::{HEAD, Kind, bound, kind_of};
use super::names;
use super::refusal::Refusal;
use super::store::{self, NewFile};

/// Files of one account that nothing uses yet, and their bytes.
const MOST_LOOSE: (i64, i64) = (100, 500 << 20);
/// A picture takes up to 200 MB while it is decoded.
static DECODING: Semaphore = Semaphore::const_new(2);
/// Whoever sends nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who brings a file, and where to.
#[derive(Clone, Copy)]
pub(super) struct By {
    pub account: Id,
    pub community: Id,
    pub now: Time,
}

impl By {
    pub(super) fn of(visit: &Visit) -> Result<By> {
        Ok(By { account: visit.account()?.id, community: visit.here()?.id, now: visit.now })
    }
}

/// A file that was taken.
pub(super) struct Brought {
    id: Id,
    name: String,
    /// Of a picture.
    size: Option<(i64, i64)>,
}

#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    name: String,
}

pub(super) async fn bring(
    State(app): State<App>,
    visit: Visited,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Response, Failure> {
    let by = By::of(&visit)?;
    match keep(&app, by, &named.name, request.into_body().into_data_stream()).await {
        Ok(file) => Ok(respond(StatusCode::OK, "application/json", file.json().to_string())),
        Err(refusal) => Ok(refusal.answer(visit.tongue)),
    }
}

impl Brought {
    pub(super) fn markdown(&self) -> String {
        names::markdown(self.id, &self.name, self.size.is_some())
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "url": names::address(self.id, &self.name),
            "name": self.name,
            "markdown": self.markdown(),
            "width": self.size.map(|(width, _)| width),
            "height": self.size.map(|(_, height)| height),
        })
    }
}

/// Takes a file: to disk as it comes, looked at, made anew when it is a picture, then its row.
pub(super) async fn keep<E>(
    app: &App,
    by: By,
    name: &str,
    chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Brought, Refusal> {
    let kept = try_to_keep(app, by, name, chunks).await;
    // What else was sent must not be lost for it.
    kept.unwrap_or_else(|error| {
        tracing::error!(%error, "a file could not be kept");
        Err(if matches!(error, base::Error::Unavailable(_)) { Refusal::Unavailable } else { Refusal::Failed })
    })
}

async fn try_to_keep<E>(
    app: &App,
    by: By,
    name: &str,
    chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Result<Brought, Refusal>> {
    let name = names::clean(name);
    let loose = app.db.read(move |tx| async move { store::loose(&tx, by.account).await }).await?;
    let came = match receive(app, chunks, is_too_much(loose, 0)).await? {
        Ok(came) => came,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let made = match kind_of(&name, &came.head) {
        Ok(Kind::Picture) => picture(app, by, &name, came).await?,
        Ok(Kind::Download(media_type)) => download(app, by, name, media_type, came).await?,
        Err(refusal) => Err(refusal),
    };
    Ok(made)
}

fn is_too_much((count, bytes): (i64, i64), more: i64) -> bool {
    count >= MOST_LOOSE.0 || bytes + more > MOST_LOOSE.1
}

/// A file that came in whole and is not kept yet.
struct Came {
    file: NamedTempFile,
    head: Vec<u8>,
    bytes: u64,
}

/// Writes what comes to disk. What is too much is read on for a while and thrown away, or a browser would see a broken
/// connection instead of the answer.
async fn receive<E>(
    app: &App,
    mut chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
    full: bool,
) -> Result<Result<Came, Refusal>> {
    let file = app.blobs.incoming()?;
    let mut out = tokio::fs::File::from_std(file.reopen()?);
    let (mut head, mut bytes) = (Vec::new(), 0_u64);
    let mut refusal = full.then_some(Refusal::Many);
    loop {
        let chunk = match tokio::time::timeout(PATIENCE, chunks.next()).await {
            Ok(None) => break,
            Ok(Some(Ok(chunk))) => chunk,
            Ok(Some(Err(_))) | Err(_) => return Ok(Err(refusal.unwrap_or(Refusal::Cut))),
        };
        bytes += chunk.len() as u64;
        head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
        let (most, heavy) = bound(&head);
        if bytes > most {
            refusal = refusal.or(Some(heavy));
        }
        match refusal {
            None => out.write_all(&chunk).await?,
            Some(_) if bytes > 4 * most => break,
            Some(_) => {}
        }
    }
    out.flush().await?;
    Ok(refusal.map_or(Ok(Came { file, head, bytes }), Err))
}

async fn picture(app: &App, by: By, name: &str, came: Came) -> Result<Result<Brought, Refusal>> {
    let turn = DECODING.acquire().await.map_err(base::Error::internal)?;
    let prepared = work::blocking(move || {
        // Whoever goes away meanwhile makes no room for a third.
        let _turn = turn;
        let mut file = Vec::new();
        came.file.reopen()?.read_to_end(&mut file)?;
        Ok(pictures::prepare(&file))
    });
    let sizes = match prepared.await? {
        Ok(sizes) => sizes,
        Err(problem) => return Ok(Err(problem.into())),
    };
    let (kind, width, height) = (sizes.large.kind, i64::from(sizes.large.width), i64::from(sizes.large.height));
    let bytes = sizes.large.bytes.len() + sizes.small.as_ref().map_or(0, |small| small.bytes.len());
    let held = app.blobs.hold().await;
    let blobs = app.blobs.clone();
    let (hash, small_hash) = work::blocking(move || {
        let hash = blobs.keep_bytes(&sizes.large.bytes, by.now)?;
        let small = sizes.small.map(|small| blobs.keep_bytes(&small.bytes, by.now)).transpose()?;
        Ok((hash.clone(), small.unwrap_or(hash)))
    })
    .await?;
    let name = names::with_ending(name, kind.ending());
    let new = NewFile {
        media_type: kind.media_type(),
        width,
        height,
        small_hash,
        ..plain(by, name, i64::try_from(bytes).unwrap_or(i64::MAX), hash)
    };
    let brought = write(app, new).await;
    drop(held);
    brought
}

async fn download(app: &App, by: By, name: String, media_type: &'static str, came: Came) -> Result<Result<Brought, Refusal>> {
    let held = app.blobs.hold().await;
    let (blobs, bytes) = (app.blobs.clone(), i64::try_from(came.bytes).unwrap_or(i64::MAX));
    let hash = work::blocking(move || blobs.keep(came.file, by.now)).await?;
    let brought = write(app, NewFile { media_type, ..plain(by, name, bytes, hash) }).await;
    drop(held);
    brought
}

fn plain(by: By, name: String, bytes: i64, hash: String) -> NewFile {
    let By { account, community, now } = by;
    let small_hash = hash.clone();
    NewFile { account, community, name, media_type: "", bytes, width: 0, height: 0, hash, small_hash, created_at: now }
}

/// The row, if there is room for it still.
async fn write(app: &App, new: NewFile) -> Result<Result<Brought, Refusal>> {
    let (name, size) = (new.name.clone(), (new.width > 0).then_some((new.width, new.height)));
    let written = app.db.write(move |tx| async move {
        if is_too_much(store::loose(&tx, new.account).await?, new.bytes) {
            return Ok(None);
        }
        store::insert(&tx, &new).await.map(Some)
    });
    Ok(written.await?.map(|id| Brought { id, name, size }).ok_or(Refusal::Many))
}
