//! A thread's page from the database: one page of posts, what stands around it, and what it is to its reader.

use ahash::AHashMap;
use base::{Error, Id, Time, Tx};
use people::communities::Role;

use super::PAGE;
use crate::announcements::store as announcements;
use crate::expertise::{self, model::Knower};
use crate::threads::model::{Kind, Listed, Post, PostKind, Section, Sort, Thread};
use crate::threads::rights::Rights;
use crate::threads::store::following::{self, Mine};
use crate::threads::store::voting::{self, Outcome};
use crate::threads::store::{List, Place, lists, reading};
use crate::threads::voting::polls::{self, ShownPoll};

/// A thread's page as loaded, before it is drawn.
pub(in crate::threads) struct Loaded {
    pub thread: Thread,
    pub opening: Post,
    pub replies: Vec<Post>,
    pub more: bool,
    pub comments: Vec<Post>,
    pub reactions: Vec<(Id, String, i64)>,
    pub tags: Vec<(Id, String, String)>,
    pub people: Vec<(String, String, i64)>,
    pub links: Vec<reading::Linked>,
    pub roles: AHashMap<Id, Role>,
    pub poll: Option<ShownPoll>,
    /// How the accepted answer did for those who tried it.
    pub outcomes: Vec<Outcome>,
    /// Of an announcement: what is wanted of the reader.
    pub announcement: Option<Announced>,
    /// What the thread is to whoever is signed in.
    pub reader: Option<Reader>,
}

/// What an announcement wants of its reader.
pub(in crate::threads) struct Announced {
    pub confirm: bool,
    pub confirmed_at: Option<Time>,
    /// Whether the reader is asked to confirm it.
    pub waits: bool,
    pub leads: bool,
}

/// What a thread is to somebody who is signed in.
#[derive(Default)]
pub(in crate::threads) struct Reader {
    pub mine: Mine,
    pub votes: Vec<(Id, i64)>,
    pub reactions: Vec<(Id, String)>,
    /// Deleted posts that they may bring back.
    pub removed: Vec<Post>,
    /// The first reply of somebody else that they have not seen.
    pub unread: Option<Id>,
    pub draft: Option<(String, i64)>,
    /// After their question was solved: one that they could answer.
    pub pass_on: Option<Listed>,
    /// Authors whom they keep at a distance, and who do not speak in a role.
    pub folded: Vec<Id>,
    /// Members who know about what is asked and not yet solved.
    pub knowers: Vec<Knower>,
}

/// Which page of a thread is asked for, and by whom.
pub(super) struct Wanted {
    pub at: Option<Id>,
    pub after: Option<[i64; 3]>,
    pub reader: Option<Rights>,
    /// Whether the reader is one of the community: only then they are told whom to ask.
    pub belongs: bool,
    pub now: Time,
}

pub(super) async fn load(tx: &Tx, community: Id, id: Id, wanted: &Wanted) -> base::Result<(Loaded, bool)> {
    let thread = reading::thread(tx, id).await?.filter(|thread| thread.community == community).ok_or(Error::NotFound)?;
    let opening = reading::opening(tx, id).await?.ok_or(Error::NotFound)?;
    let mut reader = match &wanted.reader {
        Some(rights) => Some(reader(tx, &thread, rights).await?),
        None => None,
    };
    // By itself a thread opens where its reader has got to; ranked answers have no such place.
    let unread = reader.as_ref().and_then(|reader| reader.unread).filter(|_| !thread.kind.is_ranked());
    let start = match (wanted.after, wanted.at.or(unread)) {
        (Some(after), _) => Some(after),
        (None, Some(post)) => before(tx, id, post).await?,
        (None, None) => None,
    };
    let mut replies = reading::replies(tx, id, start, PAGE as i64 + 1).await?;
    let mut first = start.is_none();
    if let (Some(start), None) = (start, wanted.after) {
        // A post on the first page opens that page.
        let page = reading::replies(tx, id, None, PAGE as i64 + 1).await?;
        let key = |post: &Post| [post.place, post.created_at.0, post.id];
        if page.iter().take(PAGE).any(|post| key(post) > start) || replies.is_empty() {
            (replies, first) = (page, true);
        }
    }
    let more = replies.len() > PAGE;
    replies.truncate(PAGE);
    let mut shown: Vec<Id> = replies.iter().map(|post| post.id).collect();
    if first {
        shown.push(opening.id);
    }
    let comments = reading::comments(tx, &shown).await?;
    let reactions = reading::reactions(tx, &shown).await?;
    let tags = reading::tags(tx, &[id]).await?;
    let people = reading::people(tx, id, 8).await?;
    let links = reading::links(tx, id).await?;
    let account = wanted.reader.as_ref().map(|rights| rights.account);
    if let (Some(reader), Some(account)) = (&mut reader, account) {
        reader.votes = following::votes(tx, &shown, account).await?;
        reader.reactions = following::reactions(tx, &shown, account).await?;
        if let Some(rights) = &wanted.reader {
            reader.pass_on = pass_on(tx, &thread, rights, wanted).await?;
        }
        if wanted.belongs && thread.kind.has_answers() && thread.accepted == 0 && thread.closed_at.is_none() {
            reader.knowers = knowers(tx, &thread, &tags, wanted.now).await?;
        }
    }
    let poll = if first { polls::shown(tx, id, account, wanted.now).await? } else { None };
    let outcomes = if thread.solved_at.0 > 0 { voting::outcomes(tx, thread.accepted).await? } else { Vec::new() };
    let mut authors: Vec<Id> = replies.iter().chain([&opening]).map(|post| post.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let mut roles = AHashMap::new();
    for (account, role) in people::communities::store::roles_of(tx, community, &authors, wanted.now).await? {
        roles.entry(account).and_modify(|known: &mut Role| *known = (*known).min(role)).or_insert(role);
    }
    if let (Some(reader), Some(account)) = (&mut reader, account) {
        let mut writers: Vec<Id> = comments.iter().map(|comment| comment.author).chain(authors.iter().copied()).collect();
        writers.sort_unstable();
        writers.dedup();
        reader.folded = people::blocks::store::among(tx, account, &writers).await?;
        let speaks = |id: &Id| roles.get(id).is_some_and(|role| matches!(role, Role::Champion | Role::Moderator));
        reader.folded.retain(|id| !speaks(id));
    }
    let announcement = announced(tx, &thread, wanted).await?;
    let loaded = Loaded {
        thread,
        opening,
        replies,
        more,
        comments,
        reactions,
        tags,
        people,
        links,
        roles,
        poll,
        outcomes,
        announcement,
        reader,
    };
    Ok((loaded, first))
}

/// What is wanted of who reads an announcement and takes part here.
async fn announced(tx: &Tx, thread: &Thread, wanted: &Wanted) -> base::Result<Option<Announced>> {
    let Some(rights) =
        wanted.reader.as_ref().filter(|rights| thread.kind == Kind::Announcement && rights.writes(thread.audience))
    else {
        return Ok(None);
    };
    let found = announcements::find(tx, thread.community, thread.id, &[thread.audience]).await?;
    let Some(found) = found else { return Ok(None) };
    let confirmed_at = announcements::confirmed_at(tx, thread.id, rights.account).await?;
    let waits = found.confirm && confirmed_at.is_none() && thread.author != rights.account;
    Ok(Some(Announced { confirm: found.confirm, confirmed_at, waits, leads: rights.leads() }))
}

/// What the thread is to somebody.
async fn reader(tx: &Tx, thread: &Thread, rights: &Rights) -> base::Result<Reader> {
    let mine = following::mine(tx, thread.community, thread.id, rights.account).await?;
    let before = mine.read_before.unwrap_or(0);
    let unread = match (mine.read_at, mine.read_post) {
        (Some(at), Some(post)) if thread.active_at.0 > at && thread.active_at.0 > before => {
            following::first_behind(tx, thread.id, rights.account, at.max(before), if at >= before { post } else { 0 }).await?
        }
        _ => None,
    };
    // Moderators see what was deleted, others what of theirs was.
    let mut removed = reading::removed(tx, thread.id, (!rights.moderates()).then_some(rights.account)).await?;
    removed.retain(|post| post.kind != PostKind::Opening);
    let place = format!("reply/{}", thread.id);
    let draft = people::drafts::store::find(tx, rights.account, thread.community, &place).await?;
    Ok(Reader { mine, unread, removed, draft: draft.map(|draft| (draft.source, draft.rev)), ..Reader::default() })
}

/// As many people are named whom one could ask.
const KNOWERS: usize = 3;

/// Who knows about a thread's area and its first two tags, by one read.
async fn knowers(tx: &Tx, thread: &Thread, tags: &[(Id, String, String)], now: Time) -> base::Result<Vec<Knower>> {
    let tag = |place: usize| tags.get(place).map_or(0, |(id, _, _)| *id);
    let found = expertise::store::to_ask(tx, thread.community, thread.author, thread.area_id, [tag(0), tag(1)]).await?;
    Ok(expertise::model::best(found, now, KNOWERS))
}

/// How long after a solution its asker is asked to pass it on, ms.
const GRATEFUL: i64 = 7 * Time::DAY;

/// A waiting question of somebody else for whoever's question was solved: of the same area first.
async fn pass_on(tx: &Tx, thread: &Thread, rights: &Rights, wanted: &Wanted) -> base::Result<Option<Listed>> {
    let fresh = thread.solved_at.0 > 0 && wanted.now.since(thread.solved_at) < GRATEFUL;
    if !rights.is(thread.author) || !fresh || !thread.kind.has_answers() {
        return Ok(None);
    }
    let audiences = [thread.audience];
    let own = lists::by_author(tx, thread.community, rights.account, &audiences, None, None, 10).await?;
    let area = (thread.area_id != 0).then_some(Place::Label(-thread.area_id));
    for place in area.into_iter().chain([Place::Section(thread.community)]) {
        let list =
            List { place, section: Section::Questions, sort: Sort::Unanswered, audiences: &audiences, after: None, limit: 5 };
        let waiting = lists::page(tx, list).await?;
        let other =
            waiting.into_iter().find(|waiting| waiting.kind == Kind::Question && !own.iter().any(|own| own.id == waiting.id));
        if other.is_some() {
            return Ok(other);
        }
    }
    Ok(None)
}

/// The key just before a post (or before the post that it comments on); none for the opening.
async fn before(tx: &Tx, thread: Id, post: Id) -> base::Result<Option<[i64; 3]>> {
    let Some(mut standing) = reading::standing(tx, post).await?.filter(|s| s.thread == thread) else { return Ok(None) };
    let mut id = post;
    if standing.kind == PostKind::Comment {
        id = standing.parent;
        match reading::standing(tx, id).await? {
            Some(parent) => standing = parent,
            None => return Ok(None),
        }
    }
    Ok((standing.kind == PostKind::Reply).then_some([standing.place, standing.created_at, id - 1]))
}
