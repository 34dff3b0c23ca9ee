//! Opens a thread: its row, its first post, labels, poll, counters and log entry, in one transaction.

use base::activity::Origin;
use base::{Error, Id, Result, Time, Tx, sql};
use people::communities::store as communities;
use people::members::store::Gave;

use super::limits::{Fate, Writer};
use super::new::PLACE;
use crate::threads::model::{Kind, Section};
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held;
use crate::threads::store::posting::{self, Composed};
use crate::threads::store::voting::{self, NewPoll};
use crate::threads::store::writing::{self, NewPost, NewThread, Writing};
use crate::threads::store::{following, recount};

/// A thread to be, as checked.
#[derive(Clone, Debug, Default)]
pub(super) struct NewThing {
    pub title: String,
    pub text: Composed,
    pub kind: Kind,
    /// The area's slug; empty for none.
    pub area: String,
    pub tags: Vec<String>,
    pub poll: Option<NewPoll>,
}

/// Writes it; id, slug, and whether it waits for a look; of the first sending when the form came twice.
pub(super) async fn start(
    tx: &Tx,
    rights: &Rights,
    here: &web::Here,
    once: &str,
    form: &str,
    new: &NewThing,
    now: Time,
) -> Result<(Id, String, bool)> {
    if let Some(made) = posting::take_once(tx, rights.account, once, now).await? {
        let thread = held::look(tx, here.id, &here.audiences, made).await?;
        return Ok((thread.id, thread.slug, thread.removed_at.is_some()));
    }
    let (area, audience) = place(tx, here.id, &new.area).await?;
    only_if(rights.writes(audience))?;
    let writer = Writer { here, account: rights.account, now };
    let fate = writer.may(tx, &new.text, None, form).await?;
    let writing = Writing { origin: Origin::Lived, now, community: here.id, audience };
    let row = NewThread {
        community: here.id,
        audience,
        area,
        kind: new.kind,
        title: new.title.clone(),
        author: rights.account,
        created_at: now,
        active_at: now,
        active_by: rights.account,
        views: 0,
        score: 0,
        pinned: false,
        closed_at: None,
        closed_why: String::new(),
    };
    let id = writing::insert_thread(tx, writing, &row).await?;
    let opening =
        writing::insert_post(tx, writing, id, new.kind, &NewPost::opening(rights.account, now, &new.text.source, &new.text.html))
            .await?;
    let mut tags = Vec::new();
    for name in &new.tags {
        tags.push(writing::tag(tx, here.id, name).await?);
    }
    if let Some(poll) = &new.poll {
        voting::add_poll(tx, id, poll).await?;
    }
    posting::joins_in(tx, id, rights.account).await?;
    tx.run(sql!("UPDATE threads SET people = 1, waiting = 1 WHERE id = $1", id)).await?;
    // Labels take their keys from the thread's row, which is complete only now.
    writing::set_labels(tx, writing, id, area, &tags).await?;
    let thread = held::look(tx, here.id, &[audience], id).await?;
    posting::point(tx, &thread, opening, &new.text, now).await?;
    posting::use_files(tx, &thread, opening, rights.account, &new.text, now).await?;
    let questions = i64::from(new.kind == Kind::Question);
    recount::gave(tx, here.id, rights.account, Gave { questions, posts: 1, ..Gave::default() }, now).await?;
    recount::opened(tx, here.id, new.kind.section() == Section::Questions).await?;
    following::follow_by_taking_part(tx, rights.account, id, now).await?;
    following::read(tx, rights.account, id, opening).await?;
    people::drafts::store::forget(tx, rights.account, here.id, PLACE).await?;
    posting::note_once(tx, rights.account, once, id).await?;
    writer.settle(tx, fate, opening).await?;
    Ok((id, thread.slug, matches!(fate, Fate::Held(_))))
}

/// The area of this slug and its audience; the community's own for none.
async fn place(tx: &Tx, community: Id, slug: &str) -> Result<(Id, Id)> {
    if slug.is_empty() {
        return Ok((0, communities::audience(tx, community).await?));
    }
    let areas = communities::areas(tx, community).await?;
    let found = areas.iter().find(|area| area.slug == slug).ok_or(Error::invalid("area", "area-unknown"))?;
    Ok((found.id, found.audience))
}
