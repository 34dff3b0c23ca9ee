//! `GET/POST /c/{community}/groups/{id}/end` ends a group with what came of it; `…/tell` tells the community; `…/reopen` takes
//! an ended group up again.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Tx};
use http::StatusCode;
use people::communities::{Deed, store as communities};
use people::groups::{Group, store as groups};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Here, Page, Path, Problems, Shell, Visited, lines};

use super::{Named, deed, find, hold, lead, tends};
use crate::threads::Kind;
use crate::threads::posting::compose;
use crate::threads::posting::start::{self, NewThing, Place};
use crate::threads::rights::Rights;

/// Letters of the longest result.
const LONGEST: usize = 10_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    result: String,
    /// Not empty when the community shall hear of it.
    tell: String,
}

#[derive(askama::Template)]
#[template(path = "groups/templates/end.html")]
struct EndPage<'a> {
    shell: Shell<'a>,
    group: Group,
    typed: Typed,
    problems: Problems,
}

impl EndPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn path(&self) -> String {
        format!("{}/groups/{}", self.shell.base(), self.group.id)
    }
}

/// The group of an address, for who looks after it.
async fn load(app: &App, visit: &Visited, id: Id) -> Result<Group, Failure> {
    deed(visit)?;
    let here = visit.here()?.clone();
    let group = app.db.read(move |tx| async move { find(&tx, &here, id).await }).await?;
    if tends(visit, &group) { Ok(group) } else { Err(Error::Forbidden.into()) }
}

fn answer(app: &App, visit: &Visited, group: Group, typed: Typed, problems: Vec<Problem>) -> Result<Response, Failure> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.tongue.with("group-end-title", "name", &group.name);
    let context = Context { title, place: "groups", robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &EndPage { shell, group, typed, problems: Problems(problems) })
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let group = load(&app, &visit, path.id()?).await?;
    if !group.is_open() {
        return Ok(lead(visit.here()?, group.id, &group.slug));
    }
    let typed = Typed { result: group.result.clone(), tell: "1".into() };
    answer(&app, &visit, group, typed, Vec::new())
}

pub(super) async fn end(
    State(app): State<App>,
    visit: Visited,
    Path(path): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (group, deed, here) = (load(&app, &visit, path.id()?).await?, deed(&visit)?, visit.here()?.clone());
    let result = lines(&typed.result);
    if !(3..=LONGEST).contains(&result.chars().count()) {
        let problems = vec![Problem { field: "result", message: "group-result-length" }];
        return answer(&app, &visit, group, typed, problems);
    }
    let telling = match typed.tell.is_empty() {
        true => None,
        false => Some(telling(&app, &visit, &group, &result).await?),
    };
    let (id, asker, slug) = (group.id, visit.clone(), group.slug);
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        if !tends(&asker, &group) {
            return Err(Error::Forbidden);
        }
        // Sent twice: it has ended already.
        if !group.is_open() {
            return Ok(());
        }
        groups::end(&tx, deed, &group, &result).await?;
        if let Some((rights, new)) = telling {
            let told = self::told(&tx, &here, deed, &group, &rights, &new).await?;
            groups::set_told(&tx, deed, &group, told).await?;
        }
        Ok(())
    };
    app.db.write(write).await?;
    Ok(lead(visit.here()?, id, &slug))
}

/// Tells the community later what came of a group that has ended.
pub(super) async fn tell(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let (group, deed, here) = (load(&app, &visit, path.id()?).await?, deed(&visit)?, visit.here()?.clone());
    if group.is_open() {
        return Err(Error::Forbidden.into());
    }
    let (rights, new) = telling(&app, &visit, &group, &group.result).await?;
    let id = group.id;
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        if group.is_open() || group.told != 0 {
            return Ok(());
        }
        let told = self::told(&tx, &here, deed, &group, &rights, &new).await?;
        groups::set_told(&tx, deed, &group, told).await
    };
    app.db.write(write).await?;
    Ok(lead(visit.here()?, id, &group.slug))
}

/// The thread to be, rendered before any transaction.
async fn telling(app: &App, visit: &Visited, group: &Group, result: &str) -> Done<(Rights, NewThing)> {
    let title: String = visit.tongue.with("group-told-title", "name", &group.name).chars().take(200).collect();
    let text = compose(app, visit, result).await?;
    Ok((Rights::of(visit)?, NewThing { title, text, kind: Kind::Showcase, ..NewThing::default() }))
}

/// Opens it for the whole community; the discussions of an open group show it, too.
async fn told(tx: &Tx, here: &Here, deed: Deed, group: &Group, rights: &Rights, new: &NewThing) -> Done<Id> {
    let audience = communities::audience(tx, here.id).await?;
    let place = Place { area: 0, audience, group: if group.closed { 0 } else { group.id }, apart: false };
    let (thread, _) = start::open(tx, rights, here.id, place, new, deed.now).await?;
    Ok(thread.id)
}

pub(super) async fn reopen(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let (group, deed, here) = (load(&app, &visit, path.id()?).await?, deed(&visit)?, visit.here()?.clone());
    let (id, slug) = (group.id, group.slug);
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        if group.is_open() { Ok(()) } else { groups::reopen(&tx, deed, &group).await }
    };
    app.db.write(write).await?;
    Ok(lead(visit.here()?, id, &slug))
}
