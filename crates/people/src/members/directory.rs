//! `GET /c/{community}/members`: who is here.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

use super::store::{self, Member, Sort};

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    after: String,
}

#[derive(askama::Template)]
#[template(path = "members/templates/directory.html")]
struct DirectoryPage<'a> {
    shell: Shell<'a>,
    members: Vec<Member>,
    sort: Sort,
    sorts: &'static [Sort],
    paging: Paging,
}

pub(super) async fn directory(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let sort = Sort::from_code(&asked.sort).unwrap_or(Sort::Active);
    let (community, after) = (here.id, Cursor::decode(&asked.after, 3));
    let mut members = app
        .db
        .read(move |tx| async move {
            store::page(&tx, community, sort, after.as_ref().map(|c| c.0.as_slice()), PAGE as i64 + 1).await
        })
        .await?;
    let base = format!("/c/{}/members?sort={sort}", here.slug);
    let more = members.len() > PAGE;
    members.truncate(PAGE);
    let last = members.last().filter(|_| more).map(|member| Cursor(member.keys(sort)).encode());
    let paging = Paging {
        next: last.map(|cursor| format!("{base}&after={cursor}")),
        first: (!asked.after.is_empty()).then(|| base.clone()),
    };
    let context = Context {
        title: visit.tongue.say("menu-members").to_owned(),
        place: "members",
        canonical: format!("/c/{}/members", here.slug),
        ..Context::default()
    };
    Page::render(&DirectoryPage { shell: Shell::new(&app, &visit, context), members, sort, sorts: Sort::ALL, paging })
}
