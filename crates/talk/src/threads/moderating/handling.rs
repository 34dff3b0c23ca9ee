//! Posts as things that moderators look at: what opens a thread stands for the whole thread.

use base::{Id, Result, Time, Tx};
use people::communities::store as communities;
use people::moderation::{self, Cause};
use web::{Handling, Moderated, Thing, What};

use super::remove::{bring_back, take_away};
use crate::threads::model::{HELD, PostKind, SAID};
use crate::threads::rights::UNDO;
use crate::threads::store::{handling as store, held};

pub(in crate::threads) const KIND: Moderated = Moderated {
    kind: "post",
    look: |tx, community, ids| Box::pin(async move { look(tx, community, ids).await }),
    handle: |tx, handling, id| Box::pin(async move { handle(tx, handling, id).await }),
    of: |tx, community, account, after, limit| {
        Box::pin(async move { store::written_by(tx, community, account, after, limit).await })
    },
    lately: |tx, community, since, limit| {
        Box::pin(async move { Ok(store::lately(tx, community, since, limit).await?.into_iter().map(thing).collect()) })
    },
};

async fn look(tx: &Tx, community: Id, ids: &[Id]) -> Result<Vec<Thing>> {
    Ok(store::looked_at(tx, community, ids).await?.into_iter().map(thing).collect())
}

fn thing(post: store::LookedAt) -> Thing {
    Thing {
        path: format!("/t/{thread}/{slug}?at={id}#p{id}", thread = post.thread, slug = post.slug, id = post.id),
        id: post.id,
        title: post.title,
        author: post.author,
        audience: post.audience,
        at: post.created_at,
        html: post.html,
        gone: post.gone,
    }
}

/// What is written now is out of sight until a moderator has looked: by a rule, or because of who writes it how.
pub(in crate::threads) async fn hold(tx: &Tx, community: Id, id: Id, author: Id, cause: Cause, now: Time) -> Result<()> {
    let handling = Handling { community, by: None, now, what: What::Hide, why: String::new() };
    handle(tx, &handling, id).await?;
    moderation::hold(tx, community, ("post", id, author), cause, true, now).await
}

async fn handle(tx: &Tx, handling: &Handling, id: Id) -> Result<bool> {
    let (community, by, now) = (handling.community, handling.by, handling.now);
    let audiences: Vec<Id> = communities::audiences(tx, community).await?.into_iter().map(|(id, _, _)| id).collect();
    let (thread, post) = held::with_post(tx, community, &audiences, id).await?;
    let whole = post.kind == PostKind::Opening;
    let removed_at = if whole { thread.removed_at } else { post.removed_at.or(thread.removed_at) };
    match (handling.what, removed_at) {
        (What::Restore, None) => Ok(false),
        (What::Restore, Some(at)) => {
            // What hangs on something that is itself gone waits for that.
            let waits = !whole && (thread.removed_at.is_some() || is_below_what_is_gone(tx, community, post.parent).await?);
            if waits || (now.since(at) > UNDO && !store::is_kept(tx, &thread, &post).await?) {
                return Ok(false);
            }
            bring_back(tx, by, &thread, &post, now).await?;
            Ok(true)
        }
        (what, Some(_)) => match store::is_kept(tx, &thread, &post).await? {
            // From out of sight to removed, or the other way: only the reason changes.
            true => {
                store::set_reason(tx, &thread, &post, by.unwrap_or(0), &reason(what, &handling.why), now).await?;
                Ok(true)
            }
            false => Ok(false),
        },
        (what, None) => {
            take_away(tx, by, &thread, &post, &reason(what, &handling.why), now).await?;
            Ok(true)
        }
    }
}

async fn is_below_what_is_gone(tx: &Tx, community: Id, parent: Id) -> Result<bool> {
    Ok(parent != 0 && held::post(tx, community, parent).await?.removed_at.is_some())
}

/// What is out of sight is kept until somebody decides; what is removed says why to those who still see it.
fn reason(what: What, why: &str) -> String {
    if what == What::Hide { HELD.to_owned() } else { format!("{SAID}{why}") }
}
