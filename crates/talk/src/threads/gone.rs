//! What stands at the address of a thread that is no longer there: the way to where it went, or the way back.

use axum::response::Response;
use base::{Error, Id, Time};
use http::StatusCode;
use web::{App, Context, Failure, Page, Shell, Visit};

use super::model::{Post, Thread};
use super::rights::{Rights, UNDO};
use super::store::{moderating, reading};

#[derive(askama::Template)]
#[template(path = "threads/templates/gone.html")]
struct GonePage<'a> {
    shell: Shell<'a>,
    thread: Thread,
    opening: Post,
    /// Until when it can be brought back.
    until: Time,
    may_restore: bool,
}

/// Merged and moved threads lead on, for those who may read there; whoever may bring a deleted one back sees it; for
/// all others it is not there.
pub(super) async fn gone(app: &App, visit: &Visit, id: Id, at: Option<Id>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, audiences, account, now) =
        (here.id, here.audiences.clone(), visit.account.as_ref().map(|account| account.id), visit.now);
    let led = app
        .db
        .read(move |tx| async move {
            let mut readable = people::communities::store::readable_everywhere(&tx, account, now).await?;
            readable.extend(audiences);
            moderating::led_on(&tx, community, id, &readable).await
        })
        .await?;
    if let Some((community, thread, slug)) = led {
        let at = at.map(|post| format!("?at={post}#p{post}")).unwrap_or_default();
        return Ok(Page::go(format!("/c/{community}/t/{thread}/{slug}{at}")));
    }
    let Ok(rights) = Rights::of(visit) else { return Err(Error::NotFound.into()) };
    let audiences = here.audiences.clone();
    let (thread, opening, may_restore) = app
        .db
        .read(move |tx| async move {
            let thread = reading::removed_thread(&tx, id).await?.ok_or(Error::NotFound)?;
            let readable = thread.community == community && audiences.contains(&thread.audience);
            let may_restore = rights.restore(thread.author, thread.removed_by);
            if !readable || !(may_restore || rights.is(thread.author)) {
                return Err(Error::NotFound);
            }
            let opening = reading::opening(&tx, id).await?.ok_or(Error::NotFound)?;
            Ok((thread, opening, may_restore))
        })
        .await?;
    let until = thread.removed_at.unwrap_or(now).plus(UNDO);
    let context = Context { title: thread.title.clone(), robots: "noindex", ..Context::default() };
    Page::answer(StatusCode::OK, &GonePage { shell: Shell::new(app, visit, context), thread, opening, until, may_restore })
}
