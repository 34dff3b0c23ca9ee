//! `GET/POST /c/{community}/posts/{id}/comment`: a remark below a question, an answer or any other post.

use axum::extract::{Path, State};
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result as Done, Time, Tx};
use web::{App, Failure, Form, Here, Page, Visit, Visited};

use super::write::{self, Sent, Shown};
use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::posting::{self, Composed, Place};
use crate::threads::store::{following, writing::Writing};

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, account, id) = (visit.here()?.clone(), visit.account()?.id, named.id()?);
    let (thread, draft) = app
        .db
        .read(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            post.there()?;
            Ok((thread.there()?, people::drafts::store::find(&tx, account, here.id, &format!("comment/{id}")).await?))
        })
        .await?;
    let (draft_rev, text) = draft.map_or((0, String::new()), |draft| (draft.rev, draft.source));
    let form = write::Writing { draft_rev, ..form(&visit, &thread, id) };
    write::show(&app, &visit, form, Shown { text, ..Shown::default() }).await
}

fn form(visit: &Visit, thread: &HeldThread, post: Id) -> write::Writing {
    let t = visit.tongue;
    let base = visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default();
    write::Writing {
        heading: t.say("write-comment"),
        label: t.say("write-comment"),
        button: t.say("send-comment"),
        about: thread.title.clone(),
        back: format!("{base}/t/{}/{}?at={post}#p{post}", thread.id, thread.slug),
        action: format!("{base}/posts/{post}/comment"),
        frame: format!("comment-{post}"),
        place: format!("comment/{post}"),
        ..write::Writing::default()
    }
}

pub(super) async fn comment(
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
        Ok((thread, post)) => {
            let here = visit.here()?;
            Ok(Page::go(format!("/c/{}/t/{}/{}?at={post}#p{post}", here.slug, thread.id, thread.slug)))
        }
        Err(Error::Invalid(problems)) => {
            let here = visit.here()?.clone();
            let look = move |tx: Tx| async move { held::look_at_post(&tx, here.id, &here.audiences, id).await };
            let (thread, _) = app.db.read(look).await?;
            write::show(&app, &visit, form(&visit, &thread, id), sent.back(problems)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn write(tx: &Tx, rights: &Rights, here: &Here, id: Id, once: &str, text: &Composed, now: Time) -> Done<(HeldThread, Id)> {
    let (thread, parent) = held::with_post(tx, here.id, &here.audiences, id).await?;
    let (thread, parent) = (thread.there()?, parent.there()?);
    only_if(rights.writes(thread.audience))?;
    if let Some(made) = posting::take_once(tx, rights.account, once, now).await? {
        return Ok((thread, made));
    }
    if !rights.reply(&thread) {
        return Err(Error::invalid("source", "thread-is-closed"));
    }
    // A comment on a comment stands beside it.
    let under = if parent.kind == PostKind::Comment { parent.parent } else { parent.id };
    let writing = Writing { origin: Origin::Lived, now, community: here.id, audience: thread.audience };
    let place = Place { kind: PostKind::Comment, parent: under, accepted: false };
    let post = posting::add(tx, writing, &thread, rights.account, place, text).await?;
    following::follow_by_taking_part(tx, rights.account, thread.id, now).await?;
    people::drafts::store::forget(tx, rights.account, here.id, &format!("comment/{id}")).await?;
    posting::note_once(tx, rights.account, once, post).await?;
    Ok((thread, post))
}
