//! The job that gathers what is somebody's: a file of JSON lines for each kind of thing, and the files that they brought.

use std::fs::File;
use std::io::{self, Write as _};
use std::time::Duration;

use base::{Error, Id, Result, work};
use web::App;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::store;

/// Rows that are read at once.
const CHUNK: i64 = 200;
/// It is looked for work so often at least, and at most once a second.
const LOOK: Duration = Duration::from_secs(15);
const BETWEEN: Duration = Duration::from_secs(1);

/// Makes what was asked for until the program ends.
pub(super) async fn gather(app: App) {
    let mut changes = app.db.changes();
    loop {
        if let Err(error) = make_due(&app).await {
            tracing::error!(%error, "a download is not made");
        }
        tokio::time::sleep(BETWEEN).await;
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

/// Makes every download that waits.
pub async fn make_due(app: &App) -> Result<()> {
    while let Some(account) = app.db.read(|tx| async move { store::next(&tx).await }).await? {
        let made = make(app, account).await;
        let now = app.clock.now();
        // One that fails says so, and does not hold up the others.
        let (hash, bytes) = match made {
            Ok(made) => made,
            Err(error) => {
                tracing::error!(%error, "a download failed");
                (String::new(), 0)
            }
        };
        app.db.write(move |tx| async move { store::made(&tx, account, &hash, bytes, now).await }).await?;
    }
    Ok(())
}

async fn make(app: &App, account: Id) -> Result<(String, i64)> {
    let incoming = app.blobs.incoming()?;
    let mut zip = ZipWriter::new(incoming.reopen()?);
    let mut done = 0;
    for personal in &app.personal {
        zip.start_file(format!("{}.jsonl", personal.name), SimpleFileOptions::default()).map_err(Error::internal)?;
        let (mut after, rows) = (0, personal.rows);
        loop {
            let page = app.db.read(move |tx| async move { rows(&tx, account, after, CHUNK).await }).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            done += i64::try_from(page.len()).unwrap_or(0);
            for (_, value) in &page {
                writeln!(zip, "{value}")?;
            }
            let so_far = done;
            app.db.write(move |tx| async move { store::progress(&tx, account, so_far).await }).await?;
        }
    }
    let zip = add_files(app, account, zip).await?;
    let (blobs, now) = (app.blobs.clone(), app.clock.now());
    work::blocking(move || {
        let file = zip.finish().map_err(Error::internal)?;
        let bytes = i64::try_from(file.metadata()?.len()).unwrap_or(i64::MAX);
        Ok((blobs.keep(incoming, now)?, bytes))
    })
    .await
}

/// The files themselves, named by their number.
async fn add_files(app: &App, account: Id, mut zip: ZipWriter<File>) -> Result<ZipWriter<File>> {
    let mut after = 0;
    loop {
        let files = app.db.read(move |tx| async move { store::files(&tx, account, after, CHUNK).await }).await?;
        let Some((last, ..)) = files.last() else { return Ok(zip) };
        after = *last;
        let blobs = app.blobs.clone();
        zip = work::blocking(move || {
            for (id, name, hash, _) in files {
                let name: String = name.chars().map(|c| if c == '/' || c == '\\' || c.is_control() { '-' } else { c }).collect();
                // Bytes that are gone are no reason to give nothing.
                let Ok(mut bytes) = File::open(blobs.path(&hash)) else { continue };
                zip.start_file(format!("files/{id}-{name}"), SimpleFileOptions::default()).map_err(Error::internal)?;
                io::copy(&mut bytes, &mut zip)?;
            }
            Ok(zip)
        })
        .await?;
    }
}
