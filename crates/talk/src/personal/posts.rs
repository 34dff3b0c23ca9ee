//! What becomes of the words of somebody who goes and takes them along.

use base::{Id, Result, Tx};
use people::files;
use people::inbox::{CHECK, store as inbox};
use web::Language;
use web::personal::Leaver;

use super::store::farewells::{self, Own};
use crate::threads::follow_up;
use crate::threads::model::PostKind;
use crate::threads::rights::UNDO;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::{moderating, recount, voting};

/// Posts in one transaction: each counts its thread anew.
const BATCH: i64 = 10;

/// Takes some of somebody's posts away, behind an id; where to go on.
pub(super) async fn take_along(tx: Tx, leaver: Leaver, after: Id) -> Result<Option<Id>> {
    if !leaver.removes {
        return Ok(None);
    }
    let posts = farewells::posts(&tx, leaver.account, after, BATCH).await?;
    let last = posts.last().map(|post| post.id);
    for post in posts {
        take(&tx, &leaver, post).await?;
    }
    Ok(last)
}

async fn take(tx: &Tx, leaver: &Leaver, own: Own) -> Result<()> {
    let thread = held::any(tx, own.thread).await?;
    let opens = own.kind == PostKind::Opening;
    if own.gone && !opens {
        return moderating::purge_posts(tx, &[own.id], leaver.now).await;
    }
    let stands = if opens {
        thread.removed_at.is_some() || farewells::others_wrote(tx, thread.id, leaver.account).await?
    } else {
        farewells::others_commented(tx, own.id, leaver.account).await?
    };
    if thread.accepted == own.id {
        voting::accept(tx, thread.id, 0, leaver.now).await?;
        inbox::settle(tx, CHECK, thread.id).await?;
    }
    if stands { empty(tx, leaver, &thread, &own).await } else { remove(tx, leaver, &thread, &own).await }
}

/// Others hang on it: the text goes, its place stays.
async fn empty(tx: &Tx, leaver: &Leaver, thread: &HeldThread, own: &Own) -> Result<()> {
    let language = farewells::language(tx, thread.community).await?;
    let t = leaver.texts.tongue(Language::from_code(&language).unwrap_or(Language::English));
    let text = t.say("left-text");
    farewells::blank(tx, own.id, text, &format!("<p>{text}</p>")).await?;
    files::detach(tx, "post", own.id, leaver.now).await?;
    let log = thread.writing(leaver.now);
    if own.kind == PostKind::Opening {
        farewells::blank_title(tx, thread.id, t.say("left-title")).await?;
    }
    recount::thread(tx, thread.id).await?;
    let authors = moderating::authors(tx, thread.id).await?;
    for author in authors {
        recount::member(tx, thread.community, author).await?;
    }
    let (kind, object) = if own.kind == PostKind::Opening { ("thread", thread.id) } else { ("post", own.id) };
    log.log(tx, leaver.account, leaver.now, "edited", kind, object).await
}

/// It goes for good: nobody brings it back, so it is removed as if that were long ago.
async fn remove(tx: &Tx, leaver: &Leaver, thread: &HeldThread, own: &Own) -> Result<()> {
    let long_ago = leaver.now.plus(-UNDO - 1);
    let post = held::post(tx, thread.community, own.id).await?;
    if own.kind == PostKind::Opening {
        moderating::remove_thread(tx, thread.id, leaver.account, "left", long_ago).await?;
        inbox::settle(tx, CHECK, thread.id).await?;
        follow_up(tx, Some(leaver.account), thread, &post, "hidden", leaver.now).await?;
        moderating::purge_thread(tx, thread.id, leaver.now).await?;
        return recount::thread(tx, thread.id).await;
    }
    moderating::remove_post(tx, own.id, leaver.account, "left", long_ago).await?;
    follow_up(tx, Some(leaver.account), thread, &post, "hidden", leaver.now).await?;
    moderating::purge_posts(tx, &[own.id], leaver.now).await
}
