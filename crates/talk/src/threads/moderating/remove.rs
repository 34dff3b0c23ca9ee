//! `GET/POST /c/{community}/posts/{id}/remove` asks, then deletes; `…/restore` brings back, for 30 days. Removing what opened
//! a thread removes the thread. `GET /c/{community}/posts/{id}` is the address of a post that always holds.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use people::files;
use people::inbox::{ANNOUNCEMENT, CHECK, store as inbox};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use crate::threads::Named;
use crate::threads::model::{Kind, PostKind, SAID};
use crate::threads::rights::{Rights, UNDO, only_if};
use crate::threads::store::held::{self, HeldPost, HeldThread};
use crate::threads::store::{handling, moderating, recount, voting, writing};

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/remove.html")]
struct RemovePage<'a> {
    shell: Shell<'a>,
    post: Id,
    about: String,
    back: String,
    excerpt: String,
    /// Whether the whole thread goes, and with how many replies.
    thread: bool,
    replies: i64,
    /// Whether somebody else wrote it: then a reason is asked for.
    others: bool,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, rights, id) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?);
    let (slug, asker) = (here.slug.clone(), rights.clone());
    let (thread, post) = app
        .db
        .read(move |tx| async move {
            let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            only_if(rights.remove(&thread, post.kind, post.author))?;
            Ok((thread, post))
        })
        .await?;
    let excerpt: String = post.source.chars().take(280).collect();
    let context = Context { title: visit.tongue.say("remove-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&RemovePage {
        shell: Shell::new(&app, &visit, context),
        post: id,
        back: format!("/c/{slug}/t/{}/{}?at={id}#p{id}", thread.id, thread.slug),
        about: thread.title,
        excerpt,
        thread: post.kind == PostKind::Opening,
        replies: thread.replies,
        others: !asker.is(post.author),
    })
}

#[derive(Deserialize)]
pub(super) struct Sent {
    /// That it is meant.
    #[serde(default)]
    sure: String,
    #[serde(default)]
    why: String,
}

pub(super) async fn remove(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    if sent.sure.is_empty() {
        return Ok(Page::go(format!("/c/{}/posts/{id}/remove", here.slug)));
    }
    // Marked as somebody's words: the same column says what the program itself did.
    let why: String = format!("{SAID}{}", web::one_line(&sent.why).chars().take(300).collect::<String>());
    let slug = here.slug.clone();
    let (thread, post) = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::with_post(&tx, here.id, &here.audiences, id).await?;
            only_if(rights.edit(&thread, post.author))?;
            // Sent twice: it is done already.
            if post.removed_at.is_some() || thread.removed_at.is_some() {
                return Ok((thread, post));
            }
            only_if(rights.remove(&thread, post.kind, post.author))?;
            take_away(&tx, Some(rights.acting(post.author)), &thread, &post, &why, now).await?;
            Ok((thread, post))
        })
        .await?;
    // Who deleted sees where it stood, with a way back.
    let back = format!("/c/{slug}/t/{}/{}", thread.id, thread.slug);
    Ok(Page::go(if post.kind == PostKind::Opening { back } else { format!("{back}?gone={id}#gone") }))
}

pub(super) async fn restore(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::with_post(&tx, here.id, &here.audiences, id).await?;
            let whole = post.kind == PostKind::Opening;
            let (removed_at, removed_by) =
                if whole { (thread.removed_at, thread.removed_by) } else { (post.removed_at, post.removed_by) };
            let Some(at) = removed_at else { return Ok(thread) };
            only_if(rights.restore(post.author, removed_by))?;
            // What moderators took out of sight comes back through the queue, with the case that it belongs to.
            only_if(!handling::is_kept(&tx, &thread, &post).await?)?;
            // Nothing comes back into something that is itself deleted.
            if !whole {
                thread.clone().there()?;
                if post.parent != 0 {
                    held::post(&tx, here.id, post.parent).await?.there()?;
                }
            }
            if now.since(at) > UNDO {
                return Err(Error::Conflict("it is too long ago".into()));
            }
            bring_back(&tx, Some(rights.acting(post.author)), &thread, &post, now).await?;
            Ok(thread)
        })
        .await?;
    Ok(Page::go(format!("/c/{slug}/t/{}/{}?at={id}#p{id}", thread.id, thread.slug)))
}

/// Takes a post away, or with what opens it the whole thread; `by` nobody: the program itself.
pub(super) async fn take_away(
    tx: &Tx,
    by: Option<Id>,
    thread: &HeldThread,
    post: &HeldPost,
    why: &str,
    now: base::Time,
) -> Done<()> {
    if post.kind == PostKind::Opening {
        moderating::remove_thread(tx, thread.id, by.unwrap_or(0), why, now).await?;
    } else {
        moderating::remove_post(tx, post.id, by.unwrap_or(0), why, now).await?;
        if thread.accepted == post.id {
            voting::accept(tx, thread.id, 0, now).await?;
        }
    }
    if post.kind == PostKind::Opening || thread.accepted == post.id {
        inbox::settle(tx, CHECK, thread.id).await?;
    }
    if post.kind == PostKind::Opening && thread.kind == Kind::Announcement {
        inbox::settle(tx, ANNOUNCEMENT, thread.id).await?;
    }
    follow_up(tx, by, thread, post, "hidden", now).await
}

/// Brings it back.
pub(super) async fn bring_back(tx: &Tx, by: Option<Id>, thread: &HeldThread, post: &HeldPost, now: base::Time) -> Done<()> {
    if post.kind == PostKind::Opening {
        moderating::restore_thread(tx, thread.id).await?;
    } else {
        moderating::restore_post(tx, post.id).await?;
    }
    follow_up(tx, by, thread, post, "restored", now).await
}

/// Counters and log after something went or came back.
pub(crate) async fn follow_up(
    tx: &Tx,
    by: Option<Id>,
    thread: &HeldThread,
    post: &HeldPost,
    verb: &'static str,
    now: base::Time,
) -> Done<()> {
    let log = thread.writing(now);
    recount::thread(tx, thread.id).await?;
    let hidden = verb == "hidden";
    if post.kind == PostKind::Opening {
        for (post, removed) in moderating::posts(tx, thread.id).await? {
            files::hide(tx, "post", post, hidden || removed).await?;
        }
        writing::count_tags(tx, log, thread.id, if hidden { -1 } else { 1 }).await?;
        for author in moderating::authors(tx, thread.id).await? {
            recount::member(tx, thread.community, author).await?;
        }
        recount::community(tx, thread.community).await?;
        return log.log(tx, by, now, verb, "thread", thread.id).await;
    }
    recount::member(tx, thread.community, post.author).await?;
    for (comment, author) in moderating::comments(tx, post.id).await? {
        recount::member(tx, thread.community, author).await?;
        files::hide(tx, "post", comment, hidden).await?;
        log.log(tx, by, now, verb, "post", comment).await?;
    }
    files::hide(tx, "post", post.id, hidden).await?;
    log.log(tx, by, now, verb, "post", post.id).await
}

/// Leads to where a post stands now.
pub(super) async fn permanent(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, id) = (visit.here()?.clone(), named.id()?);
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let found = app
        .db
        .read(move |tx| async move {
            let mut readable = people::communities::store::readable_everywhere(&tx, account, now).await?;
            readable.extend(here.audiences);
            moderating::thread_of(&tx, here.id, &readable, id).await
        })
        .await?;
    let (slug, thread, title) = found.ok_or(Error::NotFound)?;
    Ok(Page::go(format!("/c/{slug}/t/{thread}/{title}?at={id}#p{id}")))
}
