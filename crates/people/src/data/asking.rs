//! `POST /account/data/copy` asks for a copy, `POST /account/data/stop` stops the one that is being made.

use axum::extract::State;
use axum::response::Response;
use base::{Time, Tx};
use http::StatusCode;
use web::{App, Failure, Page, Visited};

use super::page::{Told, show};
use super::store::{self, State as Copying};

/// A copy a day; those that were stopped or failed do not count, but only so many may be begun.
pub(super) const BETWEEN: i64 = Time::DAY;
const MOST_BEGUN: u32 = 5;

pub(super) async fn ask(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, language, now) = (visit.account()?.id, visit.tongue.language().code(), visit.now);
    let write = move |tx: Tx| async move {
        store::hold(&tx, account).await?;
        let newest = store::newest(&tx, account).await?;
        match newest {
            Some(copy) if copy.state == Copying::Waiting => Ok(Asked::Already),
            Some(copy) if counts(copy.state) && now.since(copy.asked_at) < BETWEEN => Ok(Asked::TooSoon),
            _ => Ok(Asked::Now(store::ask(&tx, account, language, now).await?)),
        }
    };
    app.limits.take(&format!("data-copy:{account}"), MOST_BEGUN, BETWEEN, now)?;
    match app.db.write(write).await? {
        Asked::Now(()) | Asked::Already => Ok(Page::go("/account/data")),
        Asked::TooSoon => {
            app.limits.give_back(&format!("data-copy:{account}"));
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, Told { too_soon: true }).await
        }
    }
}

enum Asked {
    Now(()),
    Already,
    TooSoon,
}

/// Whether the next copy has to wait for a day after one of this kind.
pub(super) fn counts(state: Copying) -> bool {
    matches!(state, Copying::Ready | Copying::Gone)
}

pub(super) async fn stop(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    app.db.write(move |tx| async move { store::stop(&tx, account).await }).await?;
    Ok(Page::go("/account/data"))
}
