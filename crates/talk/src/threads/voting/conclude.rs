//! `GET/POST /c/{community}/threads/{id}/conclude`: the asker of a "how would you" closes it with what they did. It stands
//! first among the answers.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Id, Result as Done, Tx};
use web::{App, Failure, Form, Visited};

use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::posting::sending::{self, Aim, Task, What};
use crate::threads::posting::write::Sent;
use crate::threads::rights::only_if;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::{following, moderating, voting};

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let aim = Aim { what: What::Conclude, id: named.id()? };
    sending::page(&app, &visit, aim, String::new(), |rights, thread| rights.conclude(thread)).await
}

pub(super) async fn conclude(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    sending::send(
        &app,
        &visit,
        Aim { what: What::Conclude, id: named.id()? },
        sent,
        |rights, thread| rights.conclude(thread),
        write,
    )
    .await
}

async fn write(tx: Tx, task: Task) -> Done<(HeldThread, Id)> {
    let thread = held::thread(&tx, task.here.id, &task.here.audiences, task.aim.id).await?.there()?;
    only_if(task.rights.accept(&thread))?;
    if let Some(made) = task.made_before(&tx).await? {
        return Ok((thread, made));
    }
    only_if(task.rights.conclude(&thread))?;
    let post = task.add(&tx, &thread, PostKind::Reply, 0).await?;
    voting::accept(&tx, thread.id, post, task.now).await?;
    moderating::close(&tx, thread.id, Some(task.now), "").await?;
    let writing = thread.writing(task.now);
    writing.log(&tx, task.rights.acting(thread.author), task.now, "concluded", "thread", thread.id).await?;
    following::read(&tx, task.rights.account, thread.id, post).await?;
    Ok((thread, post))
}
