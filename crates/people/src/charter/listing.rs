//! `GET /c/{community}/charter/proposals`: all of them, also those that were decided.

use axum::extract::State;
use axum::response::Response;
use base::Tx;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

use super::common::takes_part;
use super::discussing::Asked;
use super::proposal::Listed;
use super::store::proposals;

/// Proposals on one page of the list.
const PAGE: usize = 30;

#[derive(askama::Template)]
#[template(path = "charter/templates/proposals.html")]
struct ProposalsPage<'a> {
    shell: Shell<'a>,
    proposals: Vec<Listed>,
    takes_part: bool,
    paging: Paging,
}

impl ProposalsPage<'_> {
    fn name_of(&self, proposal: &Listed) -> String {
        proposals::name_of(proposal.kind, &proposal.title, &proposal.why)
    }
}

pub(super) async fn list(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let after = Cursor::decode(&asked.after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let load = move |tx: Tx| async move { proposals::page(&tx, community, after, PAGE as i64 + 1).await };
    let mut found = app.db.read(load).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let path = format!("/c/{}/charter/proposals", here.slug);
    let next = found.last().filter(|_| more).map(|last| Cursor(vec![last.created_at.0, last.id]).encode());
    let paging =
        Paging { next: next.map(|cursor| format!("{path}?after={cursor}")), first: (!asked.after.is_empty()).then_some(path) };
    let title = visit.tongue.say("charter-proposals").to_owned();
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    let shell = Shell::new(&app, &visit, context);
    Page::render(&ProposalsPage { shell, proposals: found, takes_part: takes_part(here), paging })
}
