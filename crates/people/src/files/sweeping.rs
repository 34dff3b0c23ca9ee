//! What nobody needs any more goes: old drafts, files that nothing uses, bytes that no row names.

use std::time::Duration;

use base::{Id, Result, Time, work};
use web::App;

use super::store;
use crate::drafts;

/// A file that nothing uses stays for so long, ms.
const LOOSE: i64 = 7 * Time::DAY;
/// Bytes that no row names stay for so long, ms: their row may be on its way.
const UNNAMED: i64 = Time::DAY;
/// Rows and hashes that are looked at together.
const CHUNK: usize = 200;

/// Sweeps some minutes after the start and then once a day, until the program ends.
pub(super) async fn daily(app: App) {
    tokio::time::sleep(Duration::from_secs(5 * 60)).await;
    loop {
        if let Err(error) = sweep(&app).await {
            tracing::error!(%error, "old files could not be taken away");
        }
        tokio::time::sleep(Duration::from_secs(24 * 3600)).await;
    }
}

/// Takes away what is due now.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.db.write(move |tx| async move { drafts::store::forget_old(&tx, now).await }).await?;
    rows(app, now.plus(-LOOSE)).await?;
    bytes(app, now.plus(-UNNAMED)).await
}

async fn rows(app: &App, before: Time) -> Result<()> {
    let mut after = (0, 0);
    loop {
        let loose = app.db.read(move |tx| async move { store::loose_before(&tx, before, after, CHUNK as i64).await }).await?;
        let Some((id, _, since)) = loose.last() else { return Ok(()) };
        after = (*since, *id);
        let unwanted = app.db.read(move |tx| async move {
            let mut unwanted: Vec<Id> = Vec::new();
            for (id, account, _) in loose {
                if !drafts::store::mentions(&tx, account, id).await? {
                    unwanted.push(id);
                }
            }
            Ok(unwanted)
        });
        let unwanted = unwanted.await?;
        let delete = move |tx| async move {
            for id in unwanted {
                store::delete(&tx, id, before).await?;
            }
            Ok(())
        };
        app.db.write(delete).await?;
    }
}

async fn bytes(app: &App, before: Time) -> Result<()> {
    let blobs = app.blobs.clone();
    for folder in work::blocking(move || blobs.folders()).await? {
        let blobs = app.blobs.clone();
        let hashes = work::blocking(move || blobs.older(&folder, before)).await?;
        for chunk in hashes.chunks(CHUNK) {
            unnamed(app, chunk.to_vec(), before).await?;
        }
    }
    let blobs = app.blobs.clone();
    work::blocking(move || blobs.clear_incoming(before)).await
}

/// Takes those of `hashes` away that no row names. Meanwhile no file is brought.
async fn unnamed(app: &App, hashes: Vec<String>, before: Time) -> Result<()> {
    let swept = app.blobs.sweep().await;
    let unnamed = app.db.read(move |tx| async move {
        let mut unnamed = Vec::new();
        for hash in hashes {
            if !store::is_named(&tx, &hash).await? {
                unnamed.push(hash);
            }
        }
        Ok(unnamed)
    });
    let (unnamed, blobs) = (unnamed.await?, app.blobs.clone());
    work::blocking(move || unnamed.iter().try_for_each(|hash| blobs.remove(hash, before))).await?;
    drop(swept);
    Ok(())
}
