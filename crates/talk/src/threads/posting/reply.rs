//! `GET/POST /c/{community}/threads/{id}/reply`: a reply; to a question an answer.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use serde::Deserialize;
use web::{App, Failure, Form, Query, Visited};

use super::sending::{self, Aim, Task, What};
use super::write::Sent;
use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::rights::only_if;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::{following, reading};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The post to quote.
    quote: Option<Id>,
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (here, id) = (visit.here()?.clone(), named.id()?);
    let quoted = match asked.quote {
        Some(post) => app.db.read(move |tx| async move { quote(&tx, &here, id, post).await }).await?,
        None => String::new(),
    };
    let aim = Aim { what: What::Reply, id };
    sending::page(&app, &visit, aim, quoted, |rights, thread| rights.writes(thread.audience)).await
}

/// A post's text as a quotation, with who said it and where.
async fn quote(tx: &Tx, here: &web::Here, thread: Id, post: Id) -> Done<String> {
    let (found, quoted) = held::look_at_post(tx, here.id, &here.audiences, post).await?;
    let (found, quoted) = (found.there()?, quoted.there()?);
    if found.id != thread {
        return Err(Error::NotFound);
    }
    let name = reading::author(tx, post).await?.replace(['[', ']'], "");
    let address = format!("/c/{}/t/{thread}/{}?at={post}#p{post}", here.slug, found.slug);
    let lines: Vec<String> = quoted.source.lines().map(|line| format!("> {line}")).collect();
    Ok(format!("> [{name}]({address}):\n>\n{}\n\n", lines.join("\n")))
}

pub(super) async fn reply(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    sending::send(
        &app,
        &visit,
        Aim { what: What::Reply, id: named.id()? },
        sent,
        |rights, thread| rights.writes(thread.audience),
        write,
    )
    .await
}

/// Writes the reply; of the first sending when the form came twice.
async fn write(tx: Tx, task: Task) -> Done<(HeldThread, Id)> {
    let thread = held::thread(&tx, task.here.id, &task.here.audiences, task.aim.id).await?.there()?;
    only_if(task.rights.writes(thread.audience))?;
    if let Some(made) = task.made_before(&tx).await? {
        return Ok((thread, made));
    }
    if !task.rights.reply(&thread) {
        return Err(Error::invalid("source", "thread-is-closed"));
    }
    let post = task.add(&tx, &thread, PostKind::Reply, 0).await?;
    following::follow_by_taking_part(&tx, task.rights.account, thread.id, task.now).await?;
    following::read(&tx, task.rights.account, thread.id, post).await?;
    Ok((thread, post))
}
