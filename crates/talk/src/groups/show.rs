//! `GET /c/{community}/groups/{id}/{slug}`: a group, with what it discusses.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Tx};
use http::StatusCode;
use people::groups::{Group, State as Standing, store as groups};
use serde::Deserialize;
use web::{App, Context, Cursor, Face, Failure, Page, Paging, Path, Query, Shell, Visited};

use super::{Named, find, lead, tends};
use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::Listed;
use crate::threads::store::{lists, reading};

const PAGE: usize = 20;
/// So many are shown by name.
const PEOPLE: i64 = 60;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

/// What comes back with the page when something was wrong, and which part of the list is shown.
#[derive(Default)]
pub(super) struct Back {
    pub handle: String,
    pub problem: Option<&'static str>,
    pub after: String,
}

struct Loaded {
    group: Group,
    people: Vec<Face>,
    /// Who was asked and has not answered, for who looks after it.
    asked: Vec<Face>,
    state: Option<Standing>,
    threads: Vec<Listed>,
    tags: TagsOf,
    unread: Unread,
    next: Option<String>,
    /// Address of the thread that tells of the result.
    told: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "groups/templates/show.html")]
struct GroupPage<'a> {
    shell: Shell<'a>,
    group: Group,
    people: Vec<Face>,
    asked: Vec<Face>,
    state: Option<Standing>,
    threads: Vec<Listed>,
    tags: TagsOf,
    unread: Unread,
    told: Option<String>,
    tends: bool,
    belongs: bool,
    /// Whether the reader reads what the group says.
    reads: bool,
    back: Back,
    problem: Option<&'static str>,
    paging: Paging,
}

impl GroupPage<'_> {
    fn is_in(&self) -> bool {
        self.state == Some(Standing::In)
    }

    fn is_asked(&self) -> bool {
        self.state == Some(Standing::Asked)
    }

    /// Whether the reader may come in by pressing a button.
    fn may_join(&self) -> bool {
        let moderates = self.shell.visit.here.as_ref().is_some_and(web::Here::moderates);
        let free = !self.group.closed || self.is_asked() || moderates;
        self.belongs && self.group.is_open() && !self.is_in() && free
    }

    fn may_ask(&self) -> bool {
        self.group.is_open() && (self.tends || (self.is_in() && !self.group.closed))
    }

    fn path(&self) -> String {
        format!("{}/groups/{}", self.shell.base(), self.group.id)
    }
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    Path(path): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (id, here) = (path.id()?, visit.here()?.clone());
    let slug = app.db.read(move |tx| async move { Ok(find(&tx, &here, id).await?.slug) }).await?;
    if path.slug.as_deref() != Some(&slug) {
        return Ok(lead(visit.here()?, id, &slug));
    }
    answer(&app, &visit, id, Back { after: asked.after, ..Back::default() }).await
}

pub(super) async fn answer(app: &App, visit: &Visited, id: Id, back: Back) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let after = Cursor::decode(&back.after, 2).map(|cursor| (cursor.0[0], cursor.0[1]));
    let read = move |tx: Tx| async move {
        let group = find(&tx, &here, id).await?;
        let people = groups::people(&tx, id, Standing::In, PEOPLE).await?;
        let asked = groups::people(&tx, id, Standing::Asked, PEOPLE).await?;
        let state = match account {
            Some(account) => groups::state(&tx, id, account).await?,
            None => None,
        };
        let mut threads = lists::of_group(&tx, id, &here.audiences, after, PAGE as i64 + 1).await?;
        let more = threads.len() > PAGE;
        threads.truncate(PAGE);
        let next = threads.last().filter(|_| more).map(|last| Cursor(vec![last.active_at.0, last.id]).encode());
        let tags = tags_of(&tx, threads.iter()).await?;
        let unread = Unread::of(&tx, here.id, account, now, threads.iter()).await?;
        let told = reading::places(&tx, &[group.told], &here.audiences).await?;
        let told = told.first().map(|(thread, slug, _)| format!("/c/{slug}/t/{thread}"));
        let faces = |people: Vec<(Id, String, String)>| -> Vec<Face> {
            people.into_iter().map(|(_, handle, name)| Face { handle, name }).collect()
        };
        Ok(Loaded { group, people: faces(people), asked: faces(asked), state, threads, tags, unread, next, told })
    };
    let Loaded { group, people, asked, state, threads, tags, unread, next, told } = app.db.read(read).await?;
    let here = visit.here()?;
    let address = format!("/c/{}/groups/{id}/{}", here.slug, group.slug);
    let paging = Paging {
        next: next.map(|cursor| format!("{address}?after={cursor}")),
        first: (!back.after.is_empty()).then(|| address.clone()),
    };
    let context = Context {
        title: group.name.clone(),
        description: group.goal.chars().take(160).collect(),
        place: "groups",
        canonical: address,
        robots: if group.closed { "noindex" } else { "" },
        ..Context::default()
    };
    let status = if back.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = GroupPage {
        tends: tends(visit, &group),
        belongs: here.belongs(),
        reads: here.audiences.contains(&group.audience),
        problem: back.problem.map(|key| visit.tongue.say_key(key)),
        shell: Shell::new(app, visit, context),
        group,
        people,
        asked,
        state,
        threads,
        tags,
        unread,
        told,
        back,
        paging,
    };
    Page::answer(status, &page)
}
