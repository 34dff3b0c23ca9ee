//! The site as passkeys know it: its name, its domain, and the one origin whose pages may use them.

use base::{Error, Random, Result, Time};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web::{App, SITE_NAME};
use webauthn_rs::prelude::{Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError};

/// A browser has so long for a ceremony, ms.
pub(super) const LASTING: i64 = 5 * Time::MINUTE;

/// The site, when it has a name: passkeys belong to a domain, and an address in numbers is none.
pub(in crate::accounts) fn site(app: &App) -> Option<Webauthn> {
    let origin = Url::parse(&app.serving.public_url()).ok()?;
    let domain = origin.domain()?.to_owned();
    WebauthnBuilder::new(&domain, &origin).ok()?.rp_name(SITE_NAME).build().ok()
}

/// What goes to the browser: the options, and the token with which it comes back.
#[derive(Serialize)]
pub(super) struct Begun {
    pub ceremony: String,
    pub options: serde_json::Value,
}

/// Whatever is wrong with what a browser sent is no fault of ours.
pub(super) fn refused(error: &WebauthnError) {
    tracing::info!(%error, "a passkey was refused");
}

pub(super) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::internal)
}

/// How the id of a passkey stands in the database.
pub(super) fn written(credential: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(credential)
}

/// A new name for an account among passkeys.
pub(super) fn fresh_user(random: &Random) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&random.bytes()[..16]);
    Uuid::from_bytes(bytes).to_string()
}
