//! `GET /notifications`: what waits for whoever is signed in, newest first.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Time};
use people::bringing::GRANTED;
use people::bringing::store::claims;
use people::communities::store as communities;
use people::inbox::{ANSWERED, CHARTER, CHECK, FOUNDING, FOUNDING_ANSWERED, REQUEST, store as inbox};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

use crate::launch::request;
use crate::threads::store::reading;

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

/// A thing as the page shows it.
struct Shown {
    /// What is wanted of them: a key of the texts.
    wants: &'static str,
    title: String,
    path: String,
    at: Time,
    waiting: bool,
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
            let ids: Vec<Id> = rows.iter().filter(|row| row.kind == CHECK).map(|row| row.object).collect();
            // What may no longer be read is not told of either.
            let readable = communities::readable_everywhere(&tx, Some(account), now).await?;
            let threads = reading::places(&tx, &ids, &readable).await?;
            let own = communities::of_account(&tx, account, now).await?;
            // Whoever asked to be let in knows of the community, though they may not read it.
            let asked: Vec<Id> = rows.iter().filter(|row| row.kind == ANSWERED).map(|row| row.object).collect();
            let asked = communities::names(&tx, &asked).await?;
            let ids: Vec<Id> = rows.iter().filter(|row| row.kind == GRANTED).map(|row| row.object).collect();
            let granted = claims::granted(&tx, account, &ids, &readable).await?;
            let is_founding = |kind: &str| kind == FOUNDING || kind == FOUNDING_ANSWERED;
            let ids: Vec<Id> = rows.iter().filter(|row| is_founding(&row.kind)).map(|row| row.object).collect();
            let wanted = request::store::abouts(&tx, &ids).await?;
            let shown = rows.iter().filter_map(|row| {
                let (wants, path, title) = if row.kind == CHARTER || row.kind == REQUEST {
                    let community = own.iter().find(|community| community.id == row.object)?;
                    let (wants, place) =
                        if row.kind == CHARTER { ("inbox-charter", "charter") } else { ("inbox-request", "manage/requests") };
                    (wants, format!("/c/{}/{place}", community.slug), community.name.clone())
                } else if row.kind == ANSWERED {
                    let (_, slug, name) = asked.iter().find(|(id, _, _)| *id == row.object)?;
                    ("inbox-answered", format!("/c/{slug}/ask-to-join"), name.clone())
                } else if is_founding(&row.kind) {
                    let (_, about) = wanted.iter().find(|(id, _)| *id == row.object)?;
                    let (wants, path) = if row.kind == FOUNDING {
                        ("inbox-founding", "/new/requests")
                    } else {
                        ("inbox-founding-answered", "/new")
                    };
                    (wants, path.to_owned(), about.lines().next().unwrap_or_default().to_owned())
                } else if row.kind == GRANTED {
                    let one = granted.iter().find(|one| one.id == row.object)?;
                    ("inbox-claim", format!("/c/{}/members/{}", one.slug, one.handle), one.name.clone())
                } else {
                    let (id, slug, title) = threads.iter().find(|(id, _, _)| *id == row.object)?;
                    ("did-it-work", format!("/c/{slug}/threads/{id}/worked"), title.clone())
                };
                Some(Shown { wants, title, path, at: row.at, waiting: row.waiting })
            });
            Ok((shown.collect::<Vec<_>>(), next))
        })
        .await?;
    let paging = Paging {
        next: next.map(|cursor| format!("/notifications?after={cursor}")),
        first: (!asked.after.is_empty()).then(|| "/notifications".into()),
    };
    let context = Context { title: visit.tongue.say("inbox").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&NotificationsPage { shell: Shell::new(&app, &visit, context), entries, paging })
}
