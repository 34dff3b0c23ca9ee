//! `GET/POST /c/{community}/threads/{id}/conclude`: the asker of a "how would you" closes it with what they did. It stands
//! first among the answers.

use axum::extract::{Path, State};
use axum::response::Response;
use base::activity::Origin;
use base::{Id, Result as Done, Time, Tx};
use web::{App, Failure, Form, Here, Page, Visit, Visited};

use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::posting::write::{self, Sent, Shown};
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::posting::{self, Composed, Place};
use crate::threads::store::{following, moderating, voting, writing::Writing};

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, rights, id) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?);
    let (thread, draft) = app
        .db
        .read(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.conclude(&thread))?;
            Ok((thread, people::drafts::store::find(&tx, rights.account, here.id, &format!("conclude/{id}")).await?))
        })
        .await?;
    let (draft_rev, text) = draft.map_or((0, String::new()), |draft| (draft.rev, draft.source));
    let form = write::Writing { draft_rev, ..form(&visit, &thread) };
    write::show(&app, &visit, form, Shown { text, ..Shown::default() }).await
}

fn form(visit: &Visit, thread: &HeldThread) -> write::Writing {
    let t = visit.tongue;
    let base = visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default();
    write::Writing {
        heading: t.say("conclude"),
        label: t.say("conclude-text"),
        button: t.say("send-conclude"),
        about: thread.title.clone(),
        back: format!("{base}/t/{}/{}", thread.id, thread.slug),
        action: format!("{base}/threads/{}/conclude", thread.id),
        place: format!("conclude/{}", thread.id),
        ..write::Writing::default()
    }
}

pub(super) async fn conclude(
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
        Err(base::Error::Invalid(problems)) => {
            let here = visit.here()?.clone();
            let thread =
                app.db.read(move |tx| async move { held::look(&tx, here.id, &here.audiences, id).await?.there() }).await?;
            write::show(&app, &visit, form(&visit, &thread), sent.back(problems)).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn write(tx: &Tx, rights: &Rights, here: &Here, id: Id, once: &str, text: &Composed, now: Time) -> Done<(String, Id)> {
    let thread = held::thread(tx, here.id, &here.audiences, id).await?.there()?;
    only_if(rights.conclude(&thread))?;
    if let Some(made) = posting::take_once(tx, rights.account, once, now).await? {
        return Ok((thread.slug, made));
    }
    let writing = Writing { origin: Origin::Lived, now, community: here.id, audience: thread.audience };
    let place = Place { kind: PostKind::Reply, parent: 0, accepted: true };
    let post = posting::add(tx, writing, &thread, rights.account, place, text).await?;
    voting::accept(tx, id, post, now).await?;
    moderating::close(tx, id, Some(now), "").await?;
    writing.log(tx, rights.account, now, "concluded", "thread", id).await?;
    following::read(tx, rights.account, id, post).await?;
    people::drafts::store::forget(tx, rights.account, here.id, &format!("conclude/{id}")).await?;
    posting::note_once(tx, rights.account, once, post).await?;
    Ok((thread.slug, post))
}
