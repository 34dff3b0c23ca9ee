//! `POST /c/{community}/threads/{id}/read` when a page was really looked at (scripts send it, so no prefetch counts);
//! `…/posts/{id}/unread` sets the place back; `POST /c/{community}/read-all` takes everything as read.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Error, Id, Time};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use web::{App, Failure, Form, Page, Visit, Visited};

use crate::announcements::store as announcements;
use crate::threads::Named;
use crate::threads::model::Kind;
use crate::threads::store::{following, held};

#[derive(Deserialize)]
pub(super) struct Seen {
    /// The newest post that was seen.
    post: Id,
}

/// Moves the reader's place and counts them, once a day. Nothing is answered: nobody waits for it.
pub(super) async fn read(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(seen): Form<Seen>,
) -> Result<Response, Failure> {
    let (here, id, now) = (visit.here()?.clone(), named.id()?, visit.now);
    let account = visit.account.as_ref().map(|account| account.id);
    let reader = reader(&visit, &headers);
    // A program that calls itself by another name each time does not count for a crowd.
    if account.is_none() {
        app.limits.take(&format!("reads {}", visit.client), 300, Time::HOUR, now)?;
    }
    app.db
        .write(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            if let Some(account) = account {
                following::read(&tx, account, id, seen.post).await?;
                if thread.kind == Kind::Announcement {
                    announcements::read(&tx, id, account, now).await?;
                }
            }
            following::count_view(&tx, id, &reader, now).await
        })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who reads, for one day: the account, or a hash of what the network tells of a visitor. Nothing can be read from it.
fn reader(visit: &Visit, headers: &HeaderMap) -> String {
    if let Some(account) = &visit.account {
        return account.id.to_string();
    }
    let agent = headers.get(header::USER_AGENT).map(|value| value.as_bytes()).unwrap_or_default();
    let mut hash = Sha256::new();
    hash.update(visit.now.0.div_euclid(Time::DAY).to_le_bytes());
    hash.update(visit.client.as_bytes());
    hash.update(agent);
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..12])
}

pub(super) async fn unread(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, account, id) = (visit.here()?.clone(), visit.account()?.id, named.id()?);
    let to = format!("/c/{}", here.slug);
    let section = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            following::unread(&tx, account, thread.id, post.id).await?;
            Ok::<_, Error>(thread.section)
        })
        .await?;
    // To the list: staying would mark it as read again.
    Ok(Page::go(format!("{to}/{section}")))
}

#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    to: String,
}

pub(super) async fn read_all(State(app): State<App>, visit: Visited, Form(from): Form<From>) -> Result<Response, Failure> {
    let (here, account, now) = (visit.here()?.clone(), visit.account()?.id, visit.now);
    let home = format!("/c/{}", here.slug);
    app.db.write(move |tx| async move { following::read_all(&tx, here.id, account, now).await }).await?;
    Ok(Page::go(if web::is_path(&from.to) { from.to } else { home }))
}
