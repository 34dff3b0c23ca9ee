//! `POST /c/{community}/groups/{id}/join`, `…/leave`, `…/ask`: into an open group any member comes; into one that talks among
//! itself who was asked. Leaving also says no to being asked.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Tx};
use people::charter::store::goals::member;
use people::groups::{State as Standing, store as groups};
use serde::Deserialize;
use web::{App, Failure, Form, Path, Visited};

use super::{Named, deed, hold, lead, show, tends};

pub(super) async fn join(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let (id, deed, here) = (path.id()?, deed(&visit)?, visit.here()?.clone());
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        let state = groups::state(&tx, id, deed.by).await?;
        // Who moderates reads it anyway, and may come in.
        let free = !group.closed || state == Some(Standing::Asked) || here.moderates();
        if state != Some(Standing::In) && !(group.is_open() && free) {
            return Err(Error::Forbidden);
        }
        groups::join(&tx, deed, &group).await?;
        Ok(group.slug)
    };
    let slug = app.db.write(write).await?;
    Ok(lead(visit.here()?, id, &slug))
}

pub(super) async fn leave(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    let (id, deed, here) = (path.id()?, deed(&visit)?, visit.here()?.clone());
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        groups::leave(&tx, deed, &group).await?;
        Ok(group.slug)
    };
    let slug = app.db.write(write).await?;
    Ok(lead(visit.here()?, id, &slug))
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// A handle, with or without `@`.
    handle: String,
}

/// Asks a member in: whoever is in an open group may; of one that talks among itself the lead, and who moderates.
pub(super) async fn ask(
    State(app): State<App>,
    visit: Visited,
    Path(path): Path<Named>,
    Form(asking): Form<Asking>,
) -> Result<Response, Failure> {
    let (id, deed, here) = (path.id()?, deed(&visit)?, visit.here()?.clone());
    let (asker, handle) = (visit.clone(), asking.handle.trim().trim_start_matches('@').to_owned());
    let write = move |tx: Tx| async move {
        let group = hold(&tx, &here, id).await?;
        let is_in = groups::state(&tx, id, deed.by).await? == Some(Standing::In);
        if !group.is_open() || !(tends(&asker, &group) || (is_in && !group.closed)) {
            return Err(Error::Forbidden);
        }
        let account = member(&tx, deed.community, &handle).await?.ok_or(Error::invalid("handle", "group-nobody"))?;
        if !groups::ask(&tx, deed, &group, account).await? {
            return Err(Error::invalid("handle", "group-asked-before"));
        }
        Ok(group.slug)
    };
    match app.db.write(write).await {
        Ok(slug) => Ok(lead(visit.here()?, id, &slug)),
        Err(Error::Invalid(problems)) => {
            let problem = problems.first().map(|Problem { message, .. }| *message);
            show::answer(&app, &visit, id, show::Back { handle: asking.handle, problem, ..show::Back::default() }).await
        }
        Err(other) => Err(other.into()),
    }
}
