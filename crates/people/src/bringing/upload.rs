//! What is sent as a list: a file, or text that was pasted, with or without the form of several parts.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request};
use base::Error;
use formats::members::MOST_BYTES;
use http::header;
use serde::Deserialize;
use web::{App, Failure, Form};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    /// What was pasted.
    pub text: String,
    /// The community of chapters, by slug.
    pub parent: String,
    #[serde(skip)]
    file: Vec<u8>,
}

impl Sent {
    pub async fn read(app: &App, mut request: Request) -> Result<Sent, Failure> {
        let several = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        if !several {
            return Ok(Form::<Sent>::from_request(request, app).await?.0);
        }
        // A little more than the longest: what is said of a list that is too long comes from its reader.
        DefaultBodyLimit::max(2 * MOST_BYTES + (1 << 20)).apply(&mut request);
        let mut form = Multipart::from_request(request, app).await.map_err(|_| Error::invalid("form", "invalid"))?;
        let mut sent = Sent::default();
        while let Ok(Some(field)) = form.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = bytes_of(field).await;
            match name.as_str() {
                "file" => sent.file = bytes,
                "text" => sent.text = String::from_utf8_lossy(&bytes).into_owned(),
                "parent" => sent.parent = String::from_utf8_lossy(&bytes).into_owned(),
                _ => {}
            }
        }
        Ok(sent)
    }

    /// The list: the file when there is one.
    pub fn list(&self) -> Vec<u8> {
        if self.file.is_empty() { self.text.clone().into_bytes() } else { self.file.clone() }
    }
}

/// A byte more than the longest list at most.
async fn bytes_of(mut field: Field<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = field.chunk().await {
        let room = (MOST_BYTES + 1).saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    bytes
}
