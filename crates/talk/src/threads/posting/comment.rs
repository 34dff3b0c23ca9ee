//! `GET/POST /c/{community}/posts/{id}/comment`: a remark below a question, an answer or any other post.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use web::{App, Failure, Form, Visited};

use super::sending::{self, Aim, Task, What};
use super::write::Sent;
use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::rights::only_if;
use crate::threads::store::following;
use crate::threads::store::held::{self, HeldThread};

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let aim = Aim { what: What::Comment, id: named.id()? };
    sending::page(&app, &visit, aim, String::new(), |rights, thread| rights.writes(thread.audience)).await
}

pub(super) async fn comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    sending::send(
        &app,
        &visit,
        Aim { what: What::Comment, id: named.id()? },
        sent,
        |rights, thread| rights.writes(thread.audience),
        write,
    )
    .await
}

async fn write(tx: Tx, task: Task) -> Done<(HeldThread, Id)> {
    let (thread, parent) = held::with_post(&tx, task.here.id, &task.here.audiences, task.aim.id).await?;
    let (thread, parent) = (thread.there()?, parent.there()?);
    only_if(task.rights.writes(thread.audience))?;
    if let Some(made) = task.made_before(&tx).await? {
        return Ok((thread, made));
    }
    if !task.rights.reply(&thread) {
        return Err(Error::invalid("source", "thread-is-closed"));
    }
    // A comment on a comment stands beside it.
    let under = if parent.kind == PostKind::Comment { parent.parent } else { parent.id };
    let post = task.add(&tx, &thread, PostKind::Comment, under).await?;
    following::follow_by_taking_part(&tx, task.rights.account, thread.id, task.now).await?;
    Ok((thread, post))
}
