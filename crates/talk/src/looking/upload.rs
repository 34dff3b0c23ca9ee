//! `POST /new/look`: an export from somebody's own computer is laid beside those on the server, where it is looked at and brought
//! like them; `POST /new/look/let-go` takes one away.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::response::Response;
use base::{Error, Result as Done, work};
use formats::stackexchange::FileName;
use http::StatusCode;
use serde::Deserialize;
use tempfile::TempDir;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;
use web::{App, Failure, Form, Page, Visited};

use super::page::{look_at, names, refuse};

/// Bytes of all files together.
const MOST: usize = 1 << 30;
/// So much is read on and thrown away, or a browser would see a broken connection instead of the answer.
const READ_ON: usize = MOST + (256 << 20);
/// What files that come without a name are called.
const NAMELESS: &str = "export";
/// How what is still coming is called: it is no export yet. What a crash left of it is taken away after a day.
const COMING: &str = ".coming-";
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) async fn look(State(app): State<App>, visit: Visited, mut request: Request) -> Result<Response, Failure> {
    DefaultBodyLimit::max(READ_ON).apply(&mut request);
    let form = Multipart::from_request(request, &app).await.map_err(|_| Error::invalid("form", "invalid"))?;
    fs::create_dir_all(&app.exports).map_err(Error::from)?;
    let coming = tempfile::Builder::new().prefix(COMING).tempdir_in(&app.exports).map_err(Error::from)?;
    let came = receive(form, coming.path()).await?;
    let wrong = match came {
        Came { files: 0, .. } => (StatusCode::UNPROCESSABLE_ENTITY, "look-no-files"),
        Came { bytes, .. } if bytes > MOST => (StatusCode::PAYLOAD_TOO_LARGE, "look-too-much"),
        // Looked at before it is laid there: what cannot be read is let go at once.
        came => match look_at(&came.export(coming.path())).await {
            Err(_) => (StatusCode::UNPROCESSABLE_ENTITY, "look-no-posts"),
            Ok(_) if names(&app.exports).contains(&came.name()) => (StatusCode::CONFLICT, "look-name-taken"),
            Ok(_) => {
                let name = came.name();
                lay(&came, coming, &app.exports.join(&name)).map_err(Error::from)?;
                return Ok(Page::go(format!("/new/look?of={}", web::encoded(&name))));
            }
        },
    };
    refuse(&app, &visit, wrong.0, "files", wrong.1)
}

/// What a zip file is called while it comes.
const ZIP: &str = "export.zip";

/// What came.
#[derive(Default)]
struct Came {
    /// So many that have a name that a dump has.
    files: usize,
    bytes: usize,
    /// Of the zip file, as its owner called it.
    zip: Option<String>,
}

impl Came {
    /// The zip file, else the folder with the files.
    fn export(&self, folder: &Path) -> PathBuf {
        if self.zip.is_some() { folder.join(ZIP) } else { folder.to_path_buf() }
    }

    /// Under which name it is laid there. An import knows by it what it brought before, so the same place keeps the same name.
    fn name(&self) -> String {
        let Some(told) = &self.zip else { return NAMELESS.to_owned() };
        let end = told.len() - ".zip".len();
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { ' ' };
        let name: String = told[..end].chars().map(plain).take(80).collect();
        let name = web::one_line(name.trim_matches(['.', ' ']));
        format!("{}.zip", if name.is_empty() { NAMELESS } else { &name })
    }
}

/// Moves what came to its place.
fn lay(came: &Came, coming: TempDir, place: &Path) -> std::io::Result<()> {
    if came.zip.is_some() {
        return fs::rename(coming.path().join(ZIP), place);
    }
    fs::rename(coming.keep(), place)
}

/// Writes what comes under the names that a dump has; everything else is let go.
async fn receive(mut form: Multipart, folder: &Path) -> Result<Came, Failure> {
    let mut came = Came::default();
    while let Ok(Some(field)) = form.next_field().await {
        // Some browsers send the folder, too.
        let told = field.file_name().unwrap_or_default().to_owned();
        let name = told.rsplit(['/', '\\']).next().unwrap_or_default();
        let known = FileName::ALL.into_iter().map(FileName::name).find(|file| name.eq_ignore_ascii_case(file));
        let zipped = name.to_ascii_lowercase().ends_with(".zip");
        let mut file = match known.or(zipped.then_some(ZIP)) {
            Some(known) => Some(File::create(folder.join(known)).await.map_err(Error::from)?),
            None => None,
        };
        if zipped {
            came.zip = Some(name.to_owned());
        }
        came.files += usize::from(file.is_some());
        take(field, &mut file, &mut came.bytes).await?;
    }
    Ok(came)
}

async fn take(mut field: Field<'_>, file: &mut Option<File>, bytes: &mut usize) -> Result<(), Failure> {
    while let Ok(Some(chunk)) = field.chunk().await {
        *bytes += chunk.len();
        if let Some(file) = file.as_mut().filter(|_| *bytes <= MOST) {
            file.write_all(&chunk).await.map_err(Error::from)?;
        }
    }
    if let Some(file) = file {
        file.flush().await.map_err(Error::from)?;
    }
    Ok(())
}

#[derive(Deserialize)]
pub(super) struct Named {
    of: String,
}

/// Takes an export away; what was brought from it stays.
pub(super) async fn let_go(State(app): State<App>, visit: Visited, Form(named): Form<Named>) -> Result<Response, Failure> {
    // A name that lies there, never a path.
    if !names(&app.exports).contains(&named.of) {
        return refuse(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, "of", "look-gone");
    }
    let path = app.exports.join(&named.of);
    work::blocking(move || remove(&path).map_err(Error::from)).await?;
    Ok(Page::go("/new/look"))
}

fn remove(path: &Path) -> std::io::Result<()> {
    // A link is taken away, not what it leads to.
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Takes away what a crash left half come.
pub(super) fn tidy(exports: &Path) -> Done<()> {
    for entry in fs::read_dir(exports).into_iter().flatten().flatten() {
        let coming = entry.file_name().to_string_lossy().starts_with(COMING);
        let old = |at: SystemTime| at.elapsed().is_ok_and(|age| age > LEFT);
        if coming && entry.metadata().and_then(|data| data.modified()).is_ok_and(old) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}
