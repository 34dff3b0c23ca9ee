//! Writes the demo's community into an empty database.

use ahash::AHashMap;
use base::activity::Origin;
use base::{Error, Id, Result, Time, Tx};
use people::accounts::store::{self as accounts, NewAccount, Sketch};
use people::communities::model::{Joining, Kind as CommunityKind, NewCommunity};
use people::communities::{Role, store as communities};
use people::knowing::{Says, store as knowing};
use people::members::store as members;
use talk::threads::model::PostKind;
use talk::threads::store::writing::{NewPost, NewThread, Writing};
use talk::threads::store::{recount, voting, writing};
use web::{Tone, Visibility};

use super::script::{Knows, Person, Post, Script, Thread};
use super::{charter, groups};

pub(super) struct Rendered {
    script: Script,
    /// HTML by thread and post.
    html: Vec<Vec<String>>,
}

/// Renders all texts; done before the transaction, as everywhere.
pub(super) fn render(script: Script) -> Rendered {
    let known = |handle: &str| script.people.iter().any(|person| person.handle == handle);
    let posts = |thread: &Thread| thread.posts.iter().map(|post| markup::render(&post.source, &known).html).collect();
    let html = script.threads.iter().map(posts).collect();
    Rendered { script, html }
}

/// Writes everything; returns who plays which role.
pub(super) async fn write(tx: &Tx, rendered: &Rendered, now: Time) -> Result<Vec<(String, Id)>> {
    let script = &rendered.script;
    let founded = now.plus(-366 * Time::DAY);
    let new = NewCommunity {
        slug: "coffee".into(),
        name: "Coffee Guild".into(),
        tagline: "People who make coffee for a living or for love, getting better at it together.".into(),
        kind: CommunityKind::Practice,
        language: "en".into(),
        visibility: Visibility::Public,
        joining: Joining::Open,
        created_at: founded.0,
    };
    let community = communities::found(tx, &new, None, now).await?;
    let mut areas = AHashMap::new();
    for (position, [slug, name, tone]) in script.areas.iter().enumerate() {
        let tone = Tone::from_code(tone).unwrap_or(Tone::Slate);
        // The water people work with a maker of filters, who is a guest there.
        let id = communities::add_area(tx, community, slug, name, tone, position as i64, slug == "water").await?;
        areas.insert(slug.clone(), id);
    }
    let mut cast = Vec::new();
    let mut accounts = AHashMap::new();
    for person in &script.people {
        let id = person_in(tx, community, person, &areas, now, &mut cast).await?;
        accounts.insert(person.handle.clone(), id);
    }
    for knows in &script.knows {
        say(tx, community, knows, script, &accounts, &areas, now).await?;
    }
    let own = communities::audience(tx, community).await?;
    let rows = communities::areas(tx, community).await?;
    for (thread, html) in script.threads.iter().zip(&rendered.html) {
        let area = rows.iter().find(|row| row.slug == thread.area);
        let place = (area.map_or(0, |row| row.id), area.map_or(own, |row| row.audience));
        thread_in(tx, community, place, thread, html, &accounts, now).await?;
    }
    for account in accounts.values().take(script.people.len()) {
        recount::member(tx, community, *account).await?;
    }
    recount::community(tx, community).await?;
    let people: Vec<(Id, i64)> =
        script.people.iter().filter_map(|person| Some((*accounts.get(&person.handle)?, person.joined))).collect();
    charter::write(tx, community, &accounts, &people, now).await?;
    groups::write(tx, community, &accounts, now).await?;
    Ok(cast)
}

async fn person_in(
    tx: &Tx,
    community: Id,
    person: &Person,
    areas: &AHashMap<String, Id>,
    now: Time,
    cast: &mut Vec<(String, Id)>,
) -> Result<Id> {
    let joined = now.plus(-person.joined);
    let new = NewAccount {
        handle: person.handle.clone(),
        name: person.name.clone(),
        admin: person.roles.iter().any(|role| role == "admin"),
        claimed: true,
        headline: person.headline.clone(),
        place: person.place.clone(),
        created_at: joined.0,
        ..NewAccount::default()
    };
    let id = accounts::create(tx, &new).await?;
    let is_guest = person.roles.iter().any(|role| role == "guest");
    if !is_guest {
        members::join(tx, community, id, joined, Origin::Lived, now).await?;
    }
    for role in &person.roles {
        let (name, area) = role.split_once(':').map_or((role.as_str(), None), |(name, area)| (name, areas.get(area).copied()));
        let area = if is_guest { areas.get("water").copied() } else { area };
        let granted = Role::from_code(name).filter(|role| *role != Role::Member);
        if let Some(granted) = granted {
            communities::grant(tx, community, id, granted, area, joined).await?;
        }
        if !cast.iter().any(|(known, _)| known == name) {
            cast.push((name.to_owned(), id));
        }
    }
    Ok(id)
}

/// What somebody says of themselves, on the site and here.
async fn say(
    tx: &Tx,
    community: Id,
    knows: &Knows,
    script: &Script,
    accounts: &AHashMap<String, Id>,
    areas: &AHashMap<String, Id>,
    now: Time,
) -> Result<()> {
    let person = script.people.iter().find(|person| person.handle == knows.handle);
    let (Some(person), Some(id)) = (person, accounts.get(&knows.handle)) else {
        return Err(Error::internal(format!("the demo has no {}", knows.handle)));
    };
    let sketch = Sketch {
        name: person.name.clone(),
        headline: person.headline.clone(),
        place: person.place.clone(),
        languages: knows.languages.clone(),
        minutes: knows.minutes,
        ..Sketch::default()
    };
    accounts::describe(tx, *id, &sketch).await?;
    let ids = |slugs: &[String]| slugs.iter().filter_map(|slug| areas.get(slug).copied()).collect();
    let says =
        Says { knows: ids(&knows.knows), learns: ids(&knows.learns), skills: knows.skills.clone(), unlisted: false, rev: 1 };
    knowing::change(tx, community, *id, &says, now).await.map(|_| ())
}

async fn thread_in(
    tx: &Tx,
    community: Id,
    (area, audience): (Id, Id),
    thread: &Thread,
    html: &[String],
    accounts: &AHashMap<String, Id>,
    now: Time,
) -> Result<()> {
    let who = |handle: &str| accounts.get(handle).copied().ok_or_else(|| Error::internal(format!("the demo has no {handle}")));
    let opened = now.plus(-thread.posts[0].time);
    let writing = Writing { origin: Origin::Lived, now, community, audience };
    let new = NewThread {
        community,
        audience,
        area,
        kind: thread.kind,
        title: thread.title.clone(),
        author: who(&thread.posts[0].by)?,
        created_at: opened,
        active_at: opened,
        active_by: who(&thread.posts[0].by)?,
        views: thread.views,
        score: thread.posts[0].score,
        pinned: thread.pinned,
        closed_at: thread.closed.then(|| opened.plus(Time::DAY)),
        closed_why: String::new(),
        group_id: 0,
        apart: false,
    };
    let id = writing::insert_thread(tx, writing, &new).await?;
    let (mut parent, mut opening, mut accepted) = (0, 0, 0);
    for (index, (post, html)) in thread.posts.iter().zip(html).enumerate() {
        let kind = match index {
            0 => PostKind::Opening,
            _ if post.is_comment => PostKind::Comment,
            _ => PostKind::Reply,
        };
        let at = if index == 0 { opened } else { opened.plus(post.time) };
        let new = new_post(kind, if post.is_comment { parent } else { 0 }, who(&post.by)?, at, post, html);
        let made = writing::insert_post(tx, writing, id, thread.kind, &new).await?;
        if !post.is_comment {
            parent = made;
        }
        opening = if index == 0 { made } else { opening };
        accepted = if post.accepted { made } else { accepted };
        for (emoji, count) in &post.reactions {
            react(tx, made, emoji, *count, at, accounts).await?;
        }
    }
    let mut tags = Vec::new();
    for tag in &thread.tags {
        tags.push(writing::tag(tx, community, tag).await?);
    }
    writing::set_labels(tx, writing, id, area, &tags).await?;
    if accepted > 0 {
        // Whoever asked tried it for a day.
        let solved = opened.plus(Time::DAY).min(now);
        voting::accept(tx, id, accepted, solved).await?;
        voting::set_checked(tx, id).await?;
    } else if thread.kind.is_ranked() {
        recount::accept(tx, id, 0).await?;
    }
    recount::thread(tx, id).await
}

fn new_post(kind: PostKind, parent: Id, author: Id, at: Time, post: &Post, html: &str) -> NewPost {
    NewPost {
        kind,
        parent,
        author,
        created_at: at,
        edited_at: post.edited.then(|| at.plus(40 * Time::MINUTE)),
        edits: i64::from(post.edited),
        source: post.source.trim().to_owned(),
        html: html.to_owned(),
        score: post.score,
        accepted: post.accepted,
        origin: String::new(),
        origin_url: String::new(),
        licence: String::new(),
    }
}

/// So many members, the same at every start, leave this sign.
async fn react(tx: &Tx, post: Id, emoji: &str, count: i64, at: Time, accounts: &AHashMap<String, Id>) -> Result<()> {
    let mut ids: Vec<Id> = accounts.values().copied().collect();
    ids.sort_unstable();
    let step = 7 + usize::try_from(post).unwrap_or(0) % 5;
    for account in ids.iter().cycle().skip(step).step_by(step).take(usize::try_from(count).unwrap_or(0)) {
        writing::react(tx, post, *account, emoji, at).await?;
    }
    Ok(())
}
