//! `GET /c/{community}/manage/queue`: what waits for a look, and what was decided (`?done=1`); `POST …/{id}/claim`: who is on it.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Form, Page, Paging, Path, Query, Shell, Thing, Visited};

use super::flag::kind_of;
use super::model::{Case, Reason, Sanction};
use super::store;

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

impl Named {
    pub fn id(&self) -> Done<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// A case in the list, with the thing as it is now.
pub(super) struct Row {
    pub case: Case,
    pub thing: Option<Thing>,
    pub reasons: Vec<Reason>,
}

impl Row {
    fn excerpt(&self) -> String {
        self.thing.as_ref().map(|thing| markup::excerpt(&thing.html, 160)).unwrap_or_default()
    }
}

#[derive(askama::Template)]
#[template(path = "moderation/templates/queue.html")]
struct QueuePage<'a> {
    shell: Shell<'a>,
    rows: Vec<Row>,
    done: bool,
    in_force: Vec<Sanction>,
    paging: Paging,
    me: Id,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (here, now, done) = (visit.here()?, visit.now, !asked.done.is_empty());
    let (community, reader, after) = (here.id, app.clone(), asked.after.clone());
    let read = move |tx: Tx| async move {
        let mut cases = match done {
            false => {
                let after = Cursor::decode(&after, 3).map_or([-1, 0, 0], |cursor| [cursor.0[0], cursor.0[1], cursor.0[2]]);
                store::waiting(&tx, community, after, PAGE as i64 + 1).await?
            }
            true => {
                let after = Cursor::decode(&after, 2).map_or([i64::MAX; 2], |cursor| [cursor.0[0], cursor.0[1]]);
                store::decided(&tx, community, after, PAGE as i64 + 1).await?
            }
        };
        let more = cases.len() > PAGE;
        cases.truncate(PAGE);
        let in_force = store::in_force(&tx, community, now).await?;
        Ok((rows(&reader, &tx, community, cases).await?, more, in_force))
    };
    let (rows, more, in_force) = app.db.read(read).await?;
    let base = format!("/c/{}/manage/queue?{}", here.slug, if done { "done=1&" } else { "" });
    let key = |case: &Case| if done { vec![case.decided_at.map_or(0, |at| at.0), case.id] } else { case.key() };
    let next = rows.last().filter(|_| more).map(|row| format!("{base}after={}", Cursor(key(&row.case)).encode()));
    let paging = Paging { next, first: (!asked.after.is_empty()).then(|| base.trim_end_matches(['?', '&']).to_owned()) };
    let title = visit.tongue.say("menu-manage-queue").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let me = visit.account()?.id;
    Page::render(&QueuePage { shell: Shell::new(&app, &visit, context), rows, done, in_force, paging, me })
}

/// The cases with their things and reasons: a look for each kind, not for each case.
async fn rows(app: &App, tx: &Tx, community: Id, cases: Vec<Case>) -> Done<Vec<Row>> {
    let ids: Vec<Id> = cases.iter().map(|case| case.id).collect();
    let reasons = store::reasons(tx, &ids).await?;
    let mut things: Vec<(&'static str, Thing)> = Vec::new();
    for kind in &app.moderated {
        let wanted: Vec<Id> = cases.iter().filter(|case| case.kind == kind.kind).map(|case| case.object).collect();
        things.extend((kind.look)(tx, community, &wanted).await?.into_iter().map(|thing| (kind.kind, thing)));
    }
    let row = |case: Case| {
        let thing = things.iter().find(|(kind, thing)| *kind == case.kind && thing.id == case.object);
        let reasons = reasons.iter().filter(|(id, _)| *id == case.id).map(|(_, reason)| *reason).collect();
        Row { thing: thing.map(|(_, thing)| thing.clone()), reasons, case }
    };
    Ok(cases.into_iter().map(row).collect())
}

/// The thing of a case, there or hidden.
pub(super) async fn thing(app: &App, tx: &Tx, case: &Case) -> Done<Option<Thing>> {
    let kind = kind_of(app, &case.kind)?;
    Ok((kind.look)(tx, case.community, &[case.object]).await?.pop())
}

#[derive(Deserialize)]
pub(super) struct Claim {
    /// `0` lets go.
    #[serde(default)]
    value: i64,
}

pub(super) async fn claim(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(claim): Form<Claim>,
) -> Result<Response, Failure> {
    let (here, id, now) = (visit.here()?, named.id()?, visit.now);
    let (community, slug) = (here.id, here.slug.clone());
    let account = if claim.value == 0 { 0 } else { visit.account()?.id };
    let go = move |tx: Tx| async move {
        store::case(&tx, community, id).await?;
        store::claim(&tx, community, id, account, now).await
    };
    app.db.write(go).await?;
    Ok(Page::go(format!("/c/{slug}/manage/queue/{id}")))
}

impl QueuePage<'_> {
    fn is_mine(&self, account: &Id) -> bool {
        self.me == *account
    }
}
