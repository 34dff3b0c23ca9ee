//! `GET/POST /c/{community}/groups/{id}/edit`: the lead, or who moderates, changes name, goal, day and lead.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Found, Tx};
use http::StatusCode;
use people::groups::{Group, State as Standing, Wanted, store as groups};
use web::{App, Failure, Form, Path, Visited};

use super::form::{Shown, Typed, answer};
use super::{Named, deed, find, hold, lead, tends};

/// Of so many one is chosen to lead.
const MOST: i64 = 200;

type People = Vec<(Id, String, String)>;

async fn load(app: &App, visit: &Visited, id: Id) -> Result<(Group, People), Failure> {
    deed(visit)?;
    let here = visit.here()?.clone();
    let read = move |tx: Tx| async move {
        let group = find(&tx, &here, id).await?;
        let people = groups::people(&tx, id, Standing::In, MOST).await?;
        Ok((group, people))
    };
    let (group, people) = app.db.read(read).await?;
    if tends(visit, &group) { Ok((group, people)) } else { Err(Error::Forbidden.into()) }
}

fn named(people: People) -> Vec<(String, String)> {
    people.into_iter().map(|(_, handle, name)| (handle, name)).collect()
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let (group, people) = load(&app, &visit, path.id()?).await?;
    let shown = Shown { typed: Typed::of(&group), group: Some(group), people: named(people), ..Shown::default() };
    answer(&app, &visit, StatusCode::OK, shown)
}

pub(super) async fn change(
    State(app): State<App>,
    visit: Visited,
    Path(path): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (id, deed, here, now) = (path.id()?, deed(&visit)?, visit.here()?.clone(), visit.now);
    let (asker, form) = (visit.clone(), typed.clone());
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        if !tends(&asker, &group) {
            return Err(Error::Forbidden);
        }
        let wanted = form.read(group.ends_at, now).map_err(Error::Invalid)?;
        let leads = leader(&tx, &group, &form.lead).await?;
        let same =
            Wanted { name: group.name.clone(), slug: group.slug.clone(), goal: group.goal.clone(), ends_at: group.ends_at };
        // The same form twice, or two people of one mind.
        let saved = same == wanted || groups::change(&tx, deed, &group, form.rev, &wanted).await?;
        if saved && leads != group.lead {
            groups::set_lead(&tx, &group, leads).await?;
        }
        Ok(saved.then_some(wanted.slug))
    };
    let (status, problems) = match app.db.write(write).await {
        Ok(Some(slug)) => return Ok(lead(visit.here()?, id, &slug)),
        Ok(None) => (StatusCode::CONFLICT, Vec::new()),
        Err(Error::Invalid(problems)) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(other) => return Err(other.into()),
    };
    let (group, people) = load(&app, &visit, id).await?;
    let overtaken = status == StatusCode::CONFLICT;
    // Saving once more is meant.
    let typed = Typed { rev: if overtaken { group.rev } else { typed.rev }, ..typed };
    answer(&app, &visit, status, Shown { group: Some(group), people: named(people), typed, problems, overtaken })
}

/// Who shall lead, of those who are in; nothing chosen leaves it as it is.
async fn leader(tx: &Tx, group: &Group, handle: &str) -> Found<Id> {
    let handle = handle.trim().trim_start_matches('@');
    if handle.is_empty() || handle == group.lead_handle {
        return Ok(group.lead);
    }
    let people = groups::people(tx, group.id, Standing::In, MOST).await?;
    let found = people.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(handle));
    found.map(|(id, _, _)| *id).ok_or(Error::invalid("lead", "group-lead-unknown"))
}
