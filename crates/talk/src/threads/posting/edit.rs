//! `GET/POST /c/{community}/posts/{id}/edit`: another text, in history unless it comes at once. Whoever was overtaken sees
//! both texts; nothing is overwritten silently.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Result as Done, Time, Tx};
use serde::Deserialize;
use web::{App, Failure, Form, Here, Page, Visit, Visited};

use super::limits::Writer;
use super::sending::is_gone;
use super::title;
use super::write::{self, Sent, Shown, Theirs};
use crate::threads::Named;
use crate::threads::model::PostKind;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldPost, HeldThread};
use crate::threads::store::posting::{self, Composed};
use crate::threads::store::reading;

/// Who correct themselves within this time make no revision, ms.
const GRACE: i64 = 5 * Time::MINUTE;

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, rights, id) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?);
    let (thread, post, draft) = app
        .db
        .read(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            only_if(rights.edit(&thread, post.author))?;
            let draft = people::drafts::store::find(&tx, rights.account, here.id, &format!("edit/{id}")).await?;
            Ok((thread, post, draft))
        })
        .await?;
    let mut form = form(&visit, &thread, &post);
    let mut text = post.source;
    if let Some(draft) = draft {
        // A draft goes on from the text that its writer saw, which may have been changed since.
        let kept: Kept = serde_json::from_str(&draft.fields).unwrap_or_default();
        form.rev = kept.rev.parse().unwrap_or(form.rev);
        form.title = form.title.map(|now| kept.title.unwrap_or(now));
        (form.draft_rev, text) = (draft.rev, draft.source);
    }
    write::show(&app, &visit, form, Shown { text, ..Shown::default() }).await
}

/// What a draft of an edit keeps beside its text.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Kept {
    rev: String,
    title: Option<String>,
}

fn form(visit: &Visit, thread: &HeldThread, post: &HeldPost) -> write::Writing {
    let t = visit.tongue;
    let base = visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default();
    write::Writing {
        heading: t.say("edit-post"),
        label: t.say("edit-text"),
        button: t.say("send-edit"),
        about: thread.title.clone(),
        back: format!("{base}/t/{}/{}?at={post}#p{post}", thread.id, thread.slug, post = post.id),
        action: format!("{base}/posts/{}/edit", post.id),
        frame: format!("body-{}", post.id),
        place: format!("edit/{}", post.id),
        title: (post.kind == PostKind::Opening).then(|| thread.title.clone()),
        rev: post.rev,
        ..write::Writing::default()
    }
}

pub(super) async fn edit(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, id, now, rev) = (visit.here()?.clone(), named.id()?, visit.now, sent.rev);
    let rights = Rights::of(&visit)?;
    let mut problems = Vec::new();
    let wanted = match &sent.title {
        Some(typed) => Some(title::gather(title::title(typed), &mut problems)?),
        None => None,
    };
    let done = match sent.composed(&app, &visit).await {
        Ok(text) if problems.is_empty() => {
            app.db.write(move |tx| async move { write(&tx, &rights, &here, id, rev, wanted, &text, now).await }).await
        }
        Ok(_) => Err(Error::Invalid(problems)),
        Err(Error::Invalid(more)) => Err(Error::Invalid(problems.into_iter().chain(more).collect())),
        Err(error) => Err(error),
    };
    match done {
        Ok(_) if is_gone(&app, visit.here()?.id, id).await? => Ok(Page::go(format!("/c/{}/held", visit.here()?.slug))),
        Ok(thread) => Ok(Page::go(format!("/c/{}/t/{}/{}?at={id}#p{id}", visit.here()?.slug, thread.0, thread.1))),
        Err(Error::Invalid(problems)) => back(&app, &visit, id, sent, problems, false).await,
        Err(Error::Conflict(_)) => back(&app, &visit, id, sent, Vec::new(), true).await,
        Err(other) => Err(other.into()),
    }
}

/// The form as it was sent; with what stands there now when somebody else was quicker.
async fn back(
    app: &App,
    visit: &Visit,
    id: Id,
    sent: Sent,
    problems: Vec<base::Problem>,
    overtaken: bool,
) -> Result<Response, Failure> {
    let (here, rights) = (visit.here()?.clone(), Rights::of(visit)?);
    let (thread, post, by) = app
        .db
        .read(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            only_if(rights.edit(&thread, post.author))?;
            let by = posting::revisions(&tx, id, i64::MAX, 1).await?.pop().map(|revision| revision.author_name);
            let by = match by {
                Some(name) => name,
                None => reading::author(&tx, id).await?,
            };
            Ok((thread, post, by))
        })
        .await?;
    let mut form = form(visit, &thread, &post);
    form.title = form.title.map(|now| sent.title.clone().unwrap_or(now));
    if !overtaken {
        // Whoever sends this form again must still be told of a change that they have not seen.
        form.rev = sent.rev;
    }
    let mut shown = sent.back(problems);
    if overtaken {
        let (theirs, mine) = (post.source.clone(), shown.text.clone());
        let diff = base::work::blocking(move || Ok(web::diff::difference(&theirs, &mine))).await?;
        let title = if post.kind == PostKind::Opening { thread.title } else { String::new() };
        shown.theirs = Some(Theirs { name: by, title, source: post.source, diff });
    }
    write::show(app, visit, form, shown).await
}

#[expect(clippy::too_many_arguments, reason = "an edit is all of these")]
async fn write(
    tx: &Tx,
    rights: &Rights,
    here: &Here,
    id: Id,
    rev: i64,
    title: Option<String>,
    text: &Composed,
    now: Time,
) -> Done<(Id, String)> {
    let (thread, post) = held::with_post(tx, here.id, &here.audiences, id).await?;
    let (thread, post) = (thread.there()?, post.there()?);
    only_if(rights.edit(&thread, post.author))?;
    if post.rev != rev {
        // The same twice (a double submit) is no conflict.
        if post.source == text.source && title.as_ref().is_none_or(|title| *title == thread.title) {
            return Ok((thread.id, thread.slug));
        }
        return Err(Error::Conflict("the post was edited meanwhile".into()));
    }
    let writer = Writer { here, account: rights.account, now };
    let fate = writer.may_change(tx, text).await?;
    let title = title.filter(|title| post.kind == PostKind::Opening && *title != thread.title);
    let changed = post.source != text.source;
    // Only whoever wrote the text that stands there corrects it without a trace.
    let wrote = posting::last_editor(tx, id).await?.unwrap_or(post.author);
    let fresh = now.since(post.edited_at.unwrap_or(post.created_at)) < GRACE && rights.is(wrote);
    let editor = rights.acting(post.author);
    if changed || title.is_some() {
        if !fresh {
            posting::keep_first(tx, &post, (post.kind == PostKind::Opening).then_some(thread.title.as_str())).await?;
        }
        if changed {
            posting::edit(tx, &post, editor, text, !fresh, now).await?;
            posting::point(tx, &thread, id, text, now).await?;
            posting::use_files(tx, &thread, id, rights.account, text, now).await?;
        }
        if let Some(title) = &title {
            posting::retitle(tx, thread.id, id, title, !fresh && !changed, now).await?;
            if !fresh {
                posting::add_revision(tx, id, editor, now, Some(title), None).await?;
            }
        }
        let writing = thread.writing(now);
        let (kind, object) = if post.kind == PostKind::Opening { ("thread", thread.id) } else { ("post", id) };
        writing.log(tx, editor, now, "edited", kind, object).await?;
        writer.settle(tx, fate, id, post.author).await?;
    }
    people::drafts::store::forget(tx, rights.account, here.id, &format!("edit/{id}")).await?;
    let slug = title.map_or(thread.slug, |title| markup::slug(&title));
    Ok((thread.id, slug))
}
