//! `POST /c/{community}/announcements/{id}/confirm`: "I have read and understood this". `…/read` takes one from the top of
//! one's own home page, for browsers without scripts.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Tx};
use people::communities::Deed;
use web::{App, Failure, Page, Path, Visited};

use super::{Named, store};

pub(super) async fn confirm(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, deed, here) = (named.id()?, Deed::of(&visit)?, visit.here()?.clone());
    let write = move |tx: Tx| async move {
        let announcement = store::find(&tx, here.id, id, &here.writes).await?.ok_or(Error::NotFound)?;
        if announcement.confirm && announcement.author != deed.by {
            store::confirm(&tx, deed, id).await?;
        }
        Ok(announcement.slug)
    };
    let slug = app.db.write(write).await?;
    Ok(Page::go(format!("/c/{}/t/{id}/{slug}", visit.here()?.slug)))
}

pub(super) async fn read(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, account, here, now) = (named.id()?, visit.account()?.id, visit.here()?.clone(), visit.now);
    let write = move |tx: Tx| async move {
        store::find(&tx, here.id, id, &here.writes).await?.ok_or(Error::NotFound)?;
        store::read(&tx, id, account, now).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("/c/{}", visit.here()?.slug)))
}
