//! `GET /notifications`: what waits for whoever is signed in, newest first.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Time};
use people::bringing::GRANTED;
use people::bringing::store::claims;
use people::communities::store as communities;
use people::groups::store as groups;
use people::inbox::{ANNOUNCEMENT, ANSWERED, CHARTER, CHECK, FLAGGED, GROUP, GROUP_DUE, MODERATED, REQUEST, store as inbox};
use people::moderation::store as moderation;
use people::veils::{LIFTED, store as veils};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

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
            let ids: Vec<Id> =
                rows.iter().filter(|row| row.kind == CHECK || row.kind == ANNOUNCEMENT).map(|row| row.object).collect();
            // What may no longer be read is not told of either.
            let readable = communities::readable_everywhere(&tx, Some(account), now).await?;
            let threads = reading::places(&tx, &ids, &readable).await?;
            let own = communities::of_account(&tx, account, now).await?;
            // Whoever asked to be let in knows of the community, though they may not read it.
            let asked: Vec<Id> = rows.iter().filter(|row| row.kind == ANSWERED).map(|row| row.object).collect();
            let asked = communities::names(&tx, &asked).await?;
            let ids: Vec<Id> = rows.iter().filter(|row| row.kind == GRANTED).map(|row| row.object).collect();
            let granted = claims::granted(&tx, account, &ids, &readable).await?;
            let ids: Vec<Id> = rows.iter().filter(|row| row.kind == LIFTED).map(|row| row.object).collect();
            let lifted = veils::told(&tx, account, &ids).await?;
            let is_group = |kind: &str| kind == GROUP || kind == GROUP_DUE;
            let ids: Vec<Id> = rows.iter().filter(|row| is_group(&row.kind)).map(|row| row.object).collect();
            let groups = groups::places(&tx, &ids).await?;
            let ids: Vec<Id> = rows.iter().filter(|row| row.kind == MODERATED).map(|row| row.object).collect();
            let cases = moderation::places(&tx, account, &ids).await?;
            let shown = rows.iter().filter_map(|row| {
                let leads = [
                    (CHARTER, "inbox-charter", "charter"),
                    (REQUEST, "inbox-request", "manage/requests"),
                    (FLAGGED, "inbox-flagged", "manage/queue"),
                ];
                let place = leads.into_iter().find(|(kind, _, _)| *kind == row.kind);
                let (wants, path, title) = if let Some((_, wants, place)) = place {
                    let community = own.iter().find(|community| community.id == row.object)?;
                    (wants, format!("/c/{}/{place}", community.slug), community.name.clone())
                } else if row.kind == ANSWERED {
                    let (_, slug, name) = asked.iter().find(|(id, _, _)| *id == row.object)?;
                    ("inbox-answered", format!("/c/{slug}/ask-to-join"), name.clone())
                } else if row.kind == LIFTED {
                    let one = lifted.iter().find(|one| one.veil == row.object)?;
                    let path = format!("/c/{}/t/{}/{}", one.community, one.thread, one.slug);
                    ("inbox-unveiled", path, format!("{}: {}", one.title, one.why))
                } else if is_group(&row.kind) {
                    let (id, slug, name) = groups.iter().find(|(id, _, _)| *id == row.object)?;
                    // Groups are for who belongs to the community.
                    own.iter().find(|community| community.slug == *slug)?;
                    let wants = if row.kind == GROUP { "inbox-group" } else { "inbox-group-due" };
                    (wants, format!("/c/{slug}/groups/{id}"), name.clone())
                } else if row.kind == MODERATED {
                    let (id, _, name) = cases.iter().find(|(id, _, _)| *id == row.object)?;
                    ("inbox-moderated", format!("/account/cases/{id}"), name.clone())
                } else if row.kind == GRANTED {
                    let one = granted.iter().find(|one| one.id == row.object)?;
                    ("inbox-claim", format!("/c/{}/members/{}", one.slug, one.handle), one.name.clone())
                } else if row.kind == ANNOUNCEMENT {
                    let (id, slug, title) = threads.iter().find(|(id, _, _)| *id == row.object)?;
                    ("inbox-announcement", format!("/c/{slug}/t/{id}"), title.clone())
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
