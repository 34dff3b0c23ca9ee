//! `GET/POST /c/{community}/threads/{id}/reply`: a reply; to a question an answer.

use axum::extract::{Path, State};
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result as Done, Time, Tx};
use serde::Deserialize;
use web::{App, Failure, Form, Here, Page, Query, Visit, Visited};

use super::write::{self, Sent, Shown};
use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::posting::{self, Composed, Place};
use crate::threads::store::{following, reading, writing::Writing};

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
    let place = format!("reply/{id}");
    let account = visit.account()?.id;
    let (thread, draft, quoted) = app
        .db
        .read(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            let draft = people::drafts::store::find(&tx, account, here.id, &place).await?;
            let quoted = match asked.quote {
                Some(post) => Some(quote(&tx, &here, &thread, post).await?),
                None => None,
            };
            Ok((thread, draft, quoted))
        })
        .await?;
    let draft_rev = draft.as_ref().map_or(0, |draft| draft.rev);
    let mut text = draft.map(|draft| draft.source).unwrap_or_default();
    if let Some(quoted) = quoted {
        text = if text.is_empty() { quoted } else { format!("{text}\n\n{quoted}") };
    }
    let form = write::Writing { draft_rev, ..form(&visit, &thread) };
    write::show(&app, &visit, form, Shown { text, ..Shown::default() }).await
}

/// A post's text as a quotation, with who said it and where.
async fn quote(tx: &Tx, here: &Here, thread: &HeldThread, post: Id) -> Done<String> {
    let quoted = held::post(tx, here.id, post).await?.there()?;
    only_if(quoted.thread == thread.id)?;
    let name = reading::author(tx, post).await?;
    let address = format!("/c/{}/t/{}/{}?at={post}#p{post}", here.slug, thread.id, thread.slug);
    let lines: Vec<String> = quoted.source.lines().map(|line| format!("> {line}")).collect();
    Ok(format!("> [{}]({address}):\n>\n{}\n\n", name.replace(['[', ']'], ""), lines.join("\n")))
}

fn form(visit: &Visit, thread: &HeldThread) -> write::Writing {
    let t = visit.tongue;
    let base = visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default();
    let (heading, button) = match thread.kind.is_ranked() {
        true => (t.say("write-answer"), t.say("send-answer")),
        false => (t.say("write-reply"), t.say("send-reply")),
    };
    write::Writing {
        heading,
        label: heading,
        button,
        about: thread.title.clone(),
        back: format!("{base}/t/{}/{}", thread.id, thread.slug),
        action: format!("{base}/threads/{}/reply", thread.id),
        place: format!("reply/{}", thread.id),
        ..write::Writing::default()
    }
}

pub(super) async fn reply(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, id, now) = (visit.here()?.clone(), named.id()?, visit.now);
    let rights = Rights::of(&visit)?;
    let done = match sent.composed(&app, &visit).await {
        Ok(text) => {
            let once = sent.once.clone();
            app.db.write(move |tx| async move { write(&tx, &rights, &here, id, &once, &text, now).await }).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok((slug, post)) => Ok(Page::go(format!("/c/{}/t/{id}/{slug}?at={post}#p{post}", visit.here()?.slug))),
        Err(Error::Invalid(problems)) => {
            let here = visit.here()?.clone();
            let thread =
                app.db.read(move |tx| async move { held::look(&tx, here.id, &here.audiences, id).await?.there() }).await?;
            write::show(&app, &visit, form(&visit, &thread), sent.back(problems)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Writes the reply; the thread's slug and the post's id, of the first sending when it came twice.
async fn write(tx: &Tx, rights: &Rights, here: &Here, id: Id, once: &str, text: &Composed, now: Time) -> Done<(String, Id)> {
    let thread = held::thread(tx, here.id, &here.audiences, id).await?.there()?;
    only_if(rights.writes(thread.audience))?;
    if let Some(made) = posting::take_once(tx, rights.account, once, now).await? {
        return Ok((thread.slug, made));
    }
    if !rights.reply(&thread) {
        return Err(Error::invalid("source", "thread-is-closed"));
    }
    let writing = Writing { origin: Origin::Lived, now, community: here.id, audience: thread.audience };
    let place = Place { kind: PostKind::Reply, parent: 0, accepted: false };
    let post = posting::add(tx, writing, &thread, rights.account, place, text).await?;
    following::follow_by_taking_part(tx, rights.account, id, now).await?;
    following::read(tx, rights.account, id, post).await?;
    people::drafts::store::forget(tx, rights.account, here.id, &format!("reply/{id}")).await?;
    posting::note_once(tx, rights.account, once, post).await?;
    Ok((thread.slug, post))
}
