//! `POST /new/look`: the files of an export, looked at and let go.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::response::Response;
use base::Error;
use formats::stackexchange::FileName;
use http::StatusCode;
use web::{App, Failure, Visited};

use super::page::{answer, look_at, refuse};

/// Bytes of all files together.
const MOST: usize = 64 << 20;
/// So much is read on and thrown away, or a browser would see a broken connection instead of the answer.
const READ_ON: usize = 4 * MOST;

pub(super) async fn look(State(app): State<App>, visit: Visited, mut request: Request) -> Result<Response, Failure> {
    DefaultBodyLimit::max(READ_ON).apply(&mut request);
    let form = Multipart::from_request(request, &app).await.map_err(|_| Error::invalid("form", "invalid"))?;
    let folder = tempfile::tempdir().map_err(Error::from)?;
    let wrong = match receive(form, folder.path()).await? {
        Came::Files(0) => (StatusCode::UNPROCESSABLE_ENTITY, "look-no-files"),
        Came::TooMuch => (StatusCode::PAYLOAD_TOO_LARGE, "look-too-much"),
        Came::Files(_) => match look_at(&export(folder.path())).await {
            Ok(mut look) => {
                look.source = String::new();
                return answer(&app, &visit, look);
            }
            Err(_) => (StatusCode::UNPROCESSABLE_ENTITY, "look-no-posts"),
        },
    };
    refuse(&app, &visit, wrong.0, "files", wrong.1)
}

/// What a zip file is called here, whatever its name.
const ZIP: &str = "export.zip";

/// The zip file that came, else the files.
fn export(folder: &Path) -> PathBuf {
    let zipped = folder.join(ZIP);
    if zipped.exists() { zipped } else { folder.to_path_buf() }
}

enum Came {
    /// So many that have a name that a dump has.
    Files(usize),
    TooMuch,
}

/// Writes what comes under the names that a dump has; everything else is let go.
async fn receive(mut form: Multipart, folder: &Path) -> Result<Came, Failure> {
    let (mut files, mut bytes) = (0, 0);
    while let Ok(Some(field)) = form.next_field().await {
        // Some browsers send the folder, too.
        let told = field.file_name().unwrap_or_default();
        let name = told.rsplit(['/', '\\']).next().unwrap_or_default();
        let known = FileName::ALL.into_iter().map(FileName::name).find(|file| name.eq_ignore_ascii_case(file));
        let known = known.or_else(|| name.to_ascii_lowercase().ends_with(".zip").then_some(ZIP));
        let mut file = known.map(|known| File::create(folder.join(known))).transpose().map_err(Error::from)?;
        files += usize::from(file.is_some());
        take(field, &mut file, &mut bytes).await?;
    }
    Ok(if bytes > MOST { Came::TooMuch } else { Came::Files(files) })
}

async fn take(mut field: Field<'_>, file: &mut Option<File>, bytes: &mut usize) -> Result<(), Failure> {
    while let Ok(Some(chunk)) = field.chunk().await {
        *bytes += chunk.len();
        if let Some(file) = file.as_mut().filter(|_| *bytes <= MOST) {
            file.write_all(&chunk).map_err(Error::from)?;
        }
    }
    Ok(())
}
