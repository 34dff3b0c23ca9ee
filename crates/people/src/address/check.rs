//! The program asks its own public address, as somebody else would, and names the step that failed.

use std::time::Duration;

use base::{Result, Time};
use http::{HeaderName, HeaderValue, StatusCode};
use web::fetch::{self, Bounds, Call};
use web::{App, Visit};

use super::store::{self, Found};
use crate::accounts::session_hash;

/// What tells our own question from a visit, and our own answer from anybody's.
pub(super) const MARK: HeaderName = HeaderName::from_static("guildhall-reached");

/// Checks of somebody in an hour.
const MOST: u32 = 30;

/// What only this site answers.
pub(super) fn answer(token: &str) -> String {
    session_hash(&format!("{token} was reached"))
}

/// Looks at the address that links begin with, and keeps what was found. The link of an earlier check ends. `place` is where
/// it is asked; each has a limit of its own.
///
/// # Errors
/// `Limited` when somebody looks too often.
pub async fn check(app: &App, visit: &Visit, place: &str) -> Result<()> {
    let account = visit.account()?.id;
    app.limits.take(&format!("checking the address on {place} by {account}"), MOST, Time::HOUR, visit.now)?;
    let (address, token) = (app.link(""), app.random.token());
    let mut found =
        Found { address: address.clone(), at: visit.now, token: token.clone(), by: visit.client.clone(), ..Found::default() };
    // Kept before asking: the question is answered only when its token is known.
    let kept = found.clone();
    app.db.write(move |tx| async move { store::keep(&tx, &kept).await }).await?;
    let Some((step, told)) = ask(&address, &token).await else { return Ok(()) };
    (found.step, found.told) = (step, told);
    app.db
        .write(move |tx| async move {
            // Somebody else may have looked meanwhile, or opened the link.
            match store::by_token(&tx, &found.token, found.at).await? {
                Some(now) => store::keep(&tx, &Found { visits: now.visits, ..found }).await,
                None => Ok(()),
            }
        })
        .await
}

/// The step that failed with what was said; `None` when we answered ourselves.
async fn ask(address: &str, token: &str) -> Option<(String, String)> {
    let mut call = Call::get(format!("{address}/reached/{token}"));
    call.headers.insert(MARK, HeaderValue::from_static("asked"));
    // Our own address may well be one of a local network.
    let bounds = Bounds { private: true, patience: Duration::from_secs(8), ..Bounds::default() };
    let answered = match fetch::send(call, &bounds).await {
        Ok(answered) => answered,
        Err(trouble) => return Some((trouble.step.code().to_owned(), trouble.told)),
    };
    let ours = answered.headers().get(MARK).is_some_and(|told| told.as_bytes() == answer(token).as_bytes());
    if answered.status() == StatusCode::OK && ours {
        return None;
    }
    let step = if answered.status().is_redirection() { "elsewhere" } else { "other" };
    let location = answered.headers().get(http::header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("");
    Some((step.to_owned(), format!("{} {location}", answered.status()).trim().to_owned()))
}
