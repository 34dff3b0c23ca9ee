//! `GET /notifications`: what waits for whoever is signed in, newest first; `POST /notifications/{id}/seen`: they have seen it.

use axum::extract::State;
use axum::response::Response;
use base::Tx;
use people::inbox::store as inbox;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Path, Query, Shell, Visited};

use super::shown::{Shown, shown};
use crate::threads::Named;

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

#[derive(askama::Template)]
#[template(path = "inbox/templates/notifications.html")]
struct NotificationsPage<'a> {
    shell: Shell<'a>,
    entries: Vec<Shown>,
    paging: Paging,
}

pub(super) async fn notifications(
    State(app): State<App>,
    visit: Visited,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let after = Cursor::decode(&asked.after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let (entries, next) = app
        .db
        .read(move |tx| async move {
            let mut rows = inbox::page(&tx, account, after, PAGE as i64 + 1).await?;
            let more = rows.len() > PAGE;
            rows.truncate(PAGE);
            let next = rows.last().filter(|_| more).map(|row| Cursor(vec![row.at.0, row.id]).encode());
            Ok((shown(&tx, account, &rows, now).await?, next))
        })
        .await?;
    let paging = Paging {
        next: next.map(|cursor| format!("/notifications?after={cursor}")),
        first: (!asked.after.is_empty()).then(|| "/notifications".into()),
    };
    let context = Context { title: visit.tongue.say("inbox").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&NotificationsPage { shell: Shell::new(&app, &visit, context), entries, paging })
}

pub(super) async fn seen(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let id = named.id()?;
    app.db.write(move |tx: Tx| async move { inbox::seen(&tx, account, id).await }).await?;
    Ok(Page::go("/notifications"))
}
