//! When a form was made, signed with the site's own key: whoever sends it cannot say that they took longer.

use base::{Error, Id, Random, Result, Time, Tx, settings};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use web::{App, Visit};

const KEY: &str = "stamps";

/// The site's key, base64; made when it is first needed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Key {
    secret: String,
}

async fn key(tx: &Tx) -> Result<String> {
    Ok(settings::read::<Key>(tx, settings::SITE, KEY).await?.secret)
}

/// The key, made when there is none: of two who make it at once the later one reads the other's.
pub(crate) async fn secret(app: &App) -> Result<String> {
    let known = app.db.read(|tx| async move { key(&tx).await }).await?;
    if !known.is_empty() {
        return Ok(known);
    }
    let fresh = URL_SAFE_NO_PAD.encode(app.random.bytes());
    app.db
        .write(move |tx| async move {
            let known = key(&tx).await?;
            if !known.is_empty() {
                return Ok(known);
            }
            settings::write(&tx, settings::SITE, KEY, &Key { secret: fresh.clone() }).await?;
            Ok(fresh)
        })
        .await
}

/// `{text}~{signature}`. What it is for stands in the text, so that nothing signed for one thing is good for another.
pub(crate) fn signed(secret: &str, text: &str) -> Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(Error::internal)?;
    mac.update(text.as_bytes());
    Ok(format!("{text}~{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())))
}

/// The text of something [`signed`]; nothing when it was not signed with this key.
pub(crate) fn opened<'a>(secret: &str, signed: &'a str) -> Result<Option<&'a str>> {
    let Some((text, mark)) = signed.rsplit_once('~') else { return Ok(None) };
    let Ok(mark) = URL_SAFE_NO_PAD.decode(mark) else { return Ok(None) };
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(Error::internal)?;
    mac.update(text.as_bytes());
    Ok(mac.verify_slice(&mark).is_ok().then_some(text))
}

/// A form's key that also says when it was made, and for whom: `{ms}~{account}~{random}~{signature}`. Where nothing can be written (a full disk), pages
/// are read nevertheless: then it is a key that does not say it.
pub async fn new(app: &App, visit: &Visit) -> Result<String> {
    let secret = match secret(app).await {
        Err(Error::Unavailable(_)) => return Ok(app.random.token()),
        secret => secret?,
    };
    signed(&secret, &format!("{}~{}~{}", visit.now.0, visit.account()?.id, short(&app.random)))
}

/// Enough to tell one form from another: 96 bits.
pub(crate) fn short(random: &Random) -> String {
    random.token().chars().take(16).collect()
}

/// When a form was made; nothing when its key does not say so, or it was made for somebody else.
pub async fn read(tx: &Tx, stamp: &str, account: Id) -> Result<Option<Time>> {
    let secret = key(tx).await?;
    if secret.is_empty() {
        return Ok(None);
    }
    let text = opened(&secret, stamp)?;
    let made = text.and_then(|text| text.split_once('~'));
    let own = made.filter(|(_, rest)| rest.split('~').next() == Some(account.to_string().as_str()));
    Ok(own.and_then(|(at, _)| at.parse().ok()).map(Time))
}

/// Whether a form was filled in faster than so many seconds, or does not say how long it took.
pub async fn is_hasty(tx: &Tx, stamp: &str, account: Id, seconds: i64, now: Time) -> Result<bool> {
    let made = read(tx, stamp, account).await?;
    Ok(made.is_none_or(|made| now.since(made) < seconds * Time::SECOND || made > now))
}
