//! Opening the doors: everything that was planned is made, in one transaction.

use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result as Done, Time, Tx};
use people::charter::{self, Parts, REVIEW, Wanted};
use people::communities::areas as area_commands;
use people::communities::model::NewCommunity;
use people::communities::{Deed, Role, store as communities};
use people::invitations::{NewInvitation, Slot, store as invitations};
use people::members::store as members;
use people::settings::store as settings;
use web::{App, Failure, Page, Tone, Visited};

use super::drafts::Drafts;
use super::model::Answers;
use super::store::{self, Launch, Plan};
use crate::areas::free_slug;
use crate::threads::model::Kind;
use crate::threads::store::writing::{self, NewPost, NewThread, Writing};
use crate::threads::store::{following, recount};

/// Invitations of the first circle last so long, ms.
const LASTING: i64 = 30 * Time::DAY;

/// What is made beside the answers: rendered texts and codes, which come before any transaction.
struct Prepared {
    answers: Answers,
    slug: String,
    founder: Id,
    /// Title, source, HTML of the threads: welcome, who are you, and the questions.
    welcome: Text,
    hello: Text,
    questions: Vec<Text>,
    /// A code for each place in the first circle.
    codes: Vec<String>,
    /// The link for everybody.
    open_code: String,
}

pub(super) struct Text {
    title: String,
    source: String,
    html: String,
}

impl Text {
    pub fn of(title: String, source: String) -> Text {
        let html = markup::render(&source, &|_| false).html;
        Text { title, source, html }
    }
}

/// Makes the community of a launch; leads to its invitations.
pub(super) async fn doors(app: &App, visit: &Visited, launch: &Launch, answers: &Answers) -> Result<Response, Failure> {
    let drafts = Drafts::of(app, answers, visit.now);
    let answers = drafts.filled(answers);
    let (hello_title, hello) = drafts.hello();
    let asked = drafts.asked();
    let prepared = Prepared {
        slug: slug_for_community(answers.get("name")),
        founder: visit.account()?.id,
        welcome: Text::of(drafts.welcome_title(answers.get("name")), answers.get("welcome").to_owned()),
        hello: Text::of(hello_title, hello),
        questions: answers.questions().map(|question| Text::of(question.to_owned(), asked.clone())).collect(),
        codes: answers.squad().map(|_| app.random.token()).collect(),
        open_code: app.random.token(),
        answers,
    };
    let (id, now) = (launch.id, visit.now);
    match app.db.write(move |tx| async move { make(&tx, id, &prepared, now).await }).await {
        Ok(slug) => Ok(Page::go(format!("/c/{slug}/manage/invitations?fresh=1"))),
        // The second of two clicks: the first one's community is there.
        Err(Error::Conflict(_)) => {
            let account = visit.account()?.id;
            let launch = app.db.read(move |tx| async move { store::one(&tx, account, id).await }).await?;
            Ok(Page::go(home_of(app, launch.map_or(0, |launch| launch.community)).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// The address of a community by its id.
pub(super) async fn home_of(app: &App, community: Id) -> Done<String> {
    let slug = app.db.read(move |tx| async move { communities::slug(&tx, community).await }).await?;
    Ok(slug.map_or("/".to_owned(), |slug| format!("/c/{slug}")))
}

/// What can stand in an address; names in other scripts become a word.
fn slug_for_community(name: &str) -> String {
    let mut slug = markup::slug(name);
    slug.truncate(34);
    let slug = slug.trim_matches('-').to_owned();
    if people::communities::model::is_slug(&slug) { slug } else { "community".to_owned() }
}

async fn make(tx: &Tx, launch: Id, prepared: &Prepared, now: Time) -> Done<String> {
    let answers = &prepared.answers;
    let slug = store::free_slug(tx, &prepared.slug).await?;
    let (visibility, joining) = answers.reads().means();
    let new = NewCommunity {
        slug: slug.clone(),
        name: answers.get("name").to_owned(),
        tagline: answers.get("want").lines().next().unwrap_or("").chars().take(200).collect(),
        kind: answers.kind(),
        language: answers.get("language").to_owned(),
        visibility,
        joining,
        created_at: now.0,
    };
    let community = communities::found(tx, &new, Some(prepared.founder), now).await?;
    if !store::became(tx, launch, community).await? {
        // What was made just now is not needed: the whole transaction is taken back.
        return Err(Error::Conflict("this community was made already".into()));
    }
    store::serves(tx, community, answers.serves()).await?;
    let deed = Deed { community, by: prepared.founder, now };
    members::join(tx, community, prepared.founder, now, Origin::Lived, now).await?;
    communities::grant(tx, community, prepared.founder, Role::Champion, None, now).await?;
    let before = settings::settings(tx, community).await?;
    let domain = answers.get("purpose").chars().take(1000).collect();
    settings::change(tx, deed, &before, &settings::Settings { domain, ..before.clone() }).await?;
    areas(tx, deed, answers).await?;
    charter::store::publish(tx, deed, &parts(answers).tidied(), true, now.plus(REVIEW)).await?;
    goal(tx, deed, answers.get("goal")).await?;
    threads(tx, deed, prepared).await?;
    plans(tx, community, answers).await?;
    invite(tx, deed, prepared).await?;
    Ok(slug)
}

/// The goal of the first two months, the founder's own.
async fn goal(tx: &Tx, deed: Deed, title: &str) -> Done<()> {
    if title.is_empty() {
        return Ok(());
    }
    let due_at = Some(deed.now.plus(60 * Time::DAY));
    let wanted = Wanted { title: title.to_owned(), detail: String::new(), owner: deed.by, progress: 0, due_at };
    charter::store::goals::add(tx, deed, &format!("launch {}", deed.community), &wanted).await.map(|_| ())
}

/// The charter, its rhythm from the ritual.
fn parts(answers: &Answers) -> Parts {
    let first = [answers.get("day"), answers.get("hour"), answers.get("place")];
    let first = first.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ");
    let ritual = [answers.get("ritual"), answers.get("rhythm")];
    let ritual = ritual.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": ");
    Parts {
        purpose: answers.get("purpose").to_owned(),
        in_scope: answers.get("parts").to_owned(),
        out_of_scope: answers.get("outside").to_owned(),
        norms: answers.get("norms").to_owned(),
        rhythm: format!("{ritual}\n{first}"),
    }
}

/// Areas from the leader's own words, each in a colour of its own.
async fn areas(tx: &Tx, deed: Deed, answers: &Answers) -> Done<()> {
    let mut known: Vec<String> = Vec::new();
    for (name, tone) in answers.get("parts").lines().filter(|line| !line.trim().is_empty()).zip(Tone::ALL.iter().cycle()).take(12)
    {
        let name: String = name.trim().chars().take(60).collect();
        let slug = free_slug(&name, |slug| known.iter().any(|other| other == slug));
        area_commands::add(tx, deed, &slug, &name, *tone, false).await?;
        known.push(slug);
    }
    Ok(())
}

/// The welcome, which stays on top; where people say who they are; and the questions that people keep asking.
async fn threads(tx: &Tx, deed: Deed, prepared: &Prepared) -> Done<()> {
    let audience = communities::audience(tx, deed.community).await?;
    let writing = Writing { origin: Origin::Lived, now: deed.now, community: deed.community, audience };
    open(tx, writing, deed.by, Kind::Discussion, true, &prepared.welcome).await?;
    let hello = open(tx, writing, deed.by, Kind::Discussion, false, &prepared.hello).await?;
    store::plan(tx, deed.community, &Plan { kind: "hello".into(), about: hello.to_string(), ..Plan::default() }).await?;
    for text in &prepared.questions {
        open(tx, writing, deed.by, Kind::Question, false, text).await?;
    }
    recount::member(tx, deed.community, deed.by).await?;
    recount::community(tx, deed.community).await
}

pub(super) async fn open(tx: &Tx, writing: Writing, author: Id, kind: Kind, pinned: bool, text: &Text) -> Done<Id> {
    let now = writing.now;
    let new = NewThread {
        community: writing.community,
        audience: writing.audience,
        area: 0,
        kind,
        title: text.title.clone(),
        author,
        created_at: now,
        active_at: now,
        active_by: author,
        views: 0,
        score: 0,
        pinned,
        closed_at: None,
        closed_why: String::new(),
        group_id: 0,
        apart: false,
    };
    let thread = writing::insert_thread(tx, writing, &new).await?;
    let post = NewPost::opening(author, now, &text.source, &text.html);
    let post = writing::insert_post(tx, writing, thread, kind, &post).await?;
    recount::thread(tx, thread).await?;
    following::follow_by_taking_part(tx, author, thread, now).await?;
    following::read(tx, author, thread, post).await?;
    Ok(thread)
}

/// The room and the ritual, until the places for them are there.
async fn plans(tx: &Tx, community: Id, answers: &Answers) -> Done<()> {
    if !answers.get("ritual").is_empty() {
        let ritual = Plan {
            kind: "ritual".into(),
            title: answers.get("ritual").into(),
            about: answers.get("about").into(),
            place: answers.get("place").into(),
            day: answers.get("day").into(),
            hour: answers.get("hour").into(),
        };
        store::plan(tx, community, &ritual).await?;
    }
    if !answers.get("room").is_empty() {
        store::plan(tx, community, &Plan { kind: "room".into(), title: answers.get("room").into(), ..Plan::default() }).await?;
    }
    Ok(())
}

/// A link for each place in the first circle, and one for whoever else comes.
async fn invite(tx: &Tx, deed: Deed, prepared: &Prepared) -> Done<()> {
    let usual = NewInvitation {
        community: deed.community,
        code: prepared.open_code.clone(),
        role: Role::Member,
        area: 0,
        slot: Slot::Nobody,
        name: String::new(),
        expires_at: deed.now.plus(LASTING),
        most: 0,
    };
    invitations::make(tx, deed, &usual).await?;
    for ((name, slot), code) in prepared.answers.squad().zip(&prepared.codes) {
        let role = if slot == Slot::Champion { Role::Champion } else { Role::Member };
        let one = NewInvitation { code: code.clone(), name: name.to_owned(), slot, role, most: 1, ..usual.clone() };
        invitations::make(tx, deed, &one).await?;
    }
    Ok(())
}
