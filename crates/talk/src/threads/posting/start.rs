//! Opens a thread: its row, its first post, labels, poll, counters and log entry, in one transaction.

use base::activity::Origin;
use base::{Error, Id, Result, Time, Tx, sql};
use people::communities::{Deed, store as communities};
use people::groups::{Group, State, store as groups};
use people::members::store::Gave;
use people::veils::store as veils;

use super::limits::{Fate, Writer};
use super::new::PLACE;
use crate::announcements::store as announcements;
use crate::threads::model::{Kind, Section};
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::posting::{self, Composed};
use crate::threads::store::voting::{self, NewPoll};
use crate::threads::store::writing::{self, NewPost, NewThread, Writing};
use crate::threads::store::{following, recount};

/// A thread to be, as checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewThing {
    pub title: String,
    pub text: Composed,
    pub kind: Kind,
    /// The area's slug; empty for none.
    pub area: String,
    /// The working group's number; 0 for none.
    pub group: Id,
    pub tags: Vec<String>,
    pub poll: Option<NewPoll>,
    /// Handle and name of the account that stands for who asks without theirs.
    pub veil: Option<(String, String)>,
    /// Of an announcement: whether everybody is asked to confirm it, and until when it stands on top.
    pub announcement: Option<(bool, Time)>,
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
    only_if(new.kind != Kind::Announcement || rights.leads())?;
    let place = place(tx, rights, here, new).await?;
    let writer = Writer { here, account: rights.account, now };
    let fate = writer.may(tx, &new.text, None, form).await?;
    let (thread, opening) = open(tx, rights, here.id, place, new, now).await?;
    if let Some((confirm, until)) = new.announcement {
        let deed = Deed { community: here.id, by: rights.account, now };
        announcements::announce(tx, deed, thread.id, confirm, until).await?;
    }
    people::drafts::store::forget(tx, rights.account, here.id, PLACE).await?;
    posting::note_once(tx, rights.account, once, thread.id).await?;
    writer.settle(tx, fate, opening, thread.author).await?;
    Ok((thread.id, thread.slug, matches!(fate, Fate::Held(_))))
}

/// Where a thread is opened, and who reads it there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub area: Id,
    pub audience: Id,
    /// The working group; 0 for none.
    pub group: Id,
    /// Whether only the group reads it.
    pub apart: bool,
}

/// Opens a thread somewhere, for who may write there; it, and its first post.
pub(crate) async fn open(
    tx: &Tx,
    rights: &Rights,
    community: Id,
    place: Place,
    new: &NewThing,
    now: Time,
) -> Result<(HeldThread, Id)> {
    let Place { area, audience, group, apart } = place;
    only_if(rights.writes(audience))?;
    let writing = Writing { origin: Origin::Lived, now, community, audience };
    let author = match &new.veil {
        Some((handle, name)) => veils::make(tx, rights.account, handle, name, now).await?,
        None => rights.account,
    };
    let row = NewThread {
        community,
        audience,
        area,
        kind: new.kind,
        title: new.title.clone(),
        author,
        created_at: now,
        active_at: now,
        active_by: author,
        views: 0,
        score: 0,
        pinned: false,
        closed_at: None,
        closed_why: String::new(),
        group_id: group,
        apart,
    };
    let id = writing::insert_thread(tx, writing, &row).await?;
    let opening =
        writing::insert_post(tx, writing, id, new.kind, &NewPost::opening(author, now, &new.text.source, &new.text.html)).await?;
    let mut tags = Vec::new();
    // Tags are words of the whole community: what stands apart is not found by them.
    for name in new.tags.iter().filter(|_| !apart) {
        tags.push(writing::tag(tx, community, name).await?);
    }
    if let Some(poll) = &new.poll {
        voting::add_poll(tx, id, poll).await?;
    }
    posting::joins_in(tx, id, author).await?;
    tx.run(sql!("UPDATE threads SET people = 1, waiting = 1 WHERE id = $1", id)).await?;
    // Labels take their keys from the thread's row, which is complete only now.
    writing::set_labels(tx, writing, id, area, &tags).await?;
    let thread = held::look(tx, community, &[audience], id).await?;
    posting::point(tx, &thread, opening, &new.text, now).await?;
    posting::use_files(tx, &thread, opening, rights.account, &new.text, now).await?;
    let questions = i64::from(new.kind == Kind::Question);
    let gave = if apart { Gave::default() } else { Gave { questions, posts: 1, ..Gave::default() } };
    recount::gave(tx, community, author, gave, now).await?;
    if !apart {
        recount::opened(tx, community, new.kind.section() == Section::Questions).await?;
    }
    following::follow_by_taking_part(tx, rights.account, id, now).await?;
    following::read(tx, rights.account, id, opening).await?;
    Ok((thread, opening))
}

/// In the group that was chosen (what only a group reads is in no area), or in the area.
async fn place(tx: &Tx, rights: &Rights, here: &web::Here, new: &NewThing) -> Result<Place> {
    let mut group = 0;
    if new.group != 0 {
        if new.kind == Kind::Announcement {
            return Err(Error::invalid("group", "announce-no-group"));
        }
        let found = groups::find(tx, here.id, new.group).await?.filter(Group::is_open);
        let found = found.ok_or(Error::invalid("group", "group-unknown"))?;
        if groups::state(tx, found.id, rights.account).await? != Some(State::In) {
            return Err(Error::invalid("group", "group-unknown"));
        }
        if found.closed {
            return Ok(Place { area: 0, audience: found.audience, group: found.id, apart: true });
        }
        group = found.id;
    }
    let (area, audience) = area(tx, here.id, &new.area).await?;
    Ok(Place { area, audience, group, apart: false })
}

/// The area of this slug and its audience; the community's own for none.
async fn area(tx: &Tx, community: Id, slug: &str) -> Result<(Id, Id)> {
    if slug.is_empty() {
        return Ok((0, communities::audience(tx, community).await?));
    }
    let areas = communities::areas(tx, community).await?;
    let found = areas.iter().find(|area| area.slug == slug).ok_or(Error::invalid("area", "area-unknown"))?;
    Ok((found.id, found.audience))
}
