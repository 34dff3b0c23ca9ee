//! `GET /c/{community}/charter`, `POST …/acknowledge`, `POST …/still-right`.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result as Found, Time, Tx};
use web::{App, Context, Face, Failure, Here, Page, Shell, Visited};

use super::common::{deed, takes_part};
use super::goal::{self, Goal};
use super::model::{NAMES, REVIEW, State as Standing, Version};
use super::proposal::{Fate, Listed};
use super::store::{self, goals, proposals};
use crate::communities::{Deed, Role};
use crate::members::store as members;

/// Goals and proposals on the page; the others stand on pages of their own.
const MOST: i64 = 20;

/// What the page is made of. A guest of one area sees what was agreed, not who is here.
#[derive(Default)]
struct Loaded {
    version: Option<Version>,
    standing: Option<Standing>,
    unread: bool,
    /// Whether they have read an earlier version.
    read_before: bool,
    /// Members who read what was agreed last, for who leads.
    readers: Option<i64>,
    /// Members who have come.
    came: i64,
    leaders: Vec<(Role, String, Face)>,
    goals: Vec<Goal>,
    closed: Vec<Goal>,
    proposals: Vec<Listed>,
}

#[derive(askama::Template)]
#[template(path = "charter/templates/charter.html")]
struct CharterPage<'a> {
    shell: Shell<'a>,
    here: &'a Here,
    page: Loaded,
    takes_part: bool,
}

impl CharterPage<'_> {
    /// Parts of which something is written: name and lines.
    fn parts(&self) -> Vec<(&'static str, Vec<String>)> {
        let texts =
            self.page.version.iter().flat_map(|version| NAMES.into_iter().zip(version.parts().texts().map(str::to_owned)));
        let lines = texts.map(|(name, text)| (name, text.lines().map(str::to_owned).collect::<Vec<_>>()));
        lines.filter(|(_, lines)| !lines.is_empty()).collect()
    }

    fn missing(&self) -> Vec<&'static str> {
        let texts =
            self.page.version.iter().flat_map(|version| NAMES.into_iter().zip(version.parts().texts().map(str::is_empty)));
        texts.filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
    }

    fn is_due(&self) -> bool {
        self.page.standing.as_ref().is_some_and(|standing| standing.review_at <= self.shell.visit.now)
    }

    /// Whether the day is so near that somebody who just read it may say so.
    fn is_due_soon(&self) -> bool {
        let soon = self.shell.visit.now.plus(30 * Time::DAY);
        self.page.standing.as_ref().is_some_and(|standing| standing.review_at <= soon)
    }

    fn name_of(&self, proposal: &Listed) -> String {
        proposals::name_of(proposal.kind, &proposal.title, &proposal.why)
    }

    /// "14 of 20 have read it."
    fn read_by(&self) -> Option<String> {
        let t = self.shell.t;
        self.page.readers.map(|read| t.with2("charter-read-by", "read", t.number(read), "members", t.number(self.page.came)))
    }
}

pub(super) async fn show(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (asked, account, now) = (here.clone(), visit.account.as_ref().map(|account| account.id), visit.now);
    let page = app.db.read(move |tx| async move { load(&tx, &asked, account, now).await }).await?;
    let title = visit.tongue.say("menu-charter").to_owned();
    let description = page.version.as_ref().and_then(|version| version.purpose.lines().next()).unwrap_or("").to_owned();
    let canonical = format!("/c/{}/charter", here.slug);
    let context = Context { title, description, place: "charter", canonical, ..Context::default() };
    Page::render(&CharterPage { shell: Shell::new(&app, &visit, context), here, page, takes_part: takes_part(here) })
}

async fn load(tx: &Tx, here: &Here, account: Option<Id>, now: Time) -> Found<Loaded> {
    let version = store::current(tx, here.id).await?;
    let standing = store::state(tx, here.id).await?;
    if !here.whole {
        return Ok(Loaded { version, standing, ..Loaded::default() });
    }
    let (unread, read_before) = match account {
        Some(account) => (store::unread(tx, here.id, account).await?, store::has_read(tx, here.id, account).await?),
        None => (false, false),
    };
    let readers = if here.leads() && version.is_some() { Some(store::readers(tx, here.id).await?) } else { None };
    let came = if readers.is_some() { members::came(tx, here.id, here.members).await? } else { 0 };
    let leaders = store::leaders(tx, here.id, now).await?.into_iter();
    let mut closed = goals::list(tx, here.id, goal::State::Reached, MOST).await?;
    closed.extend(goals::list(tx, here.id, goal::State::Dropped, MOST).await?);
    Ok(Loaded {
        version,
        standing,
        unread,
        read_before,
        readers,
        came,
        leaders: leaders.map(|(role, area, handle, name)| (role, area, Face { handle, name })).collect(),
        goals: goals::list(tx, here.id, goal::State::Open, MOST).await?,
        closed,
        proposals: proposals::list(tx, here.id, Fate::Open, MOST).await?,
    })
}

/// "I have read it."
pub(super) async fn acknowledge(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let deed = deed(&visit)?;
    app.db.write(move |tx| async move { store::acknowledge(&tx, deed).await }).await?;
    Ok(Page::go(format!("/c/{}/charter", visit.here()?.slug)))
}

/// "It is still right": nobody need look again for a year. Pressed twice it is the same.
pub(super) async fn still_right(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    app.db.write(move |tx| async move { store::review(&tx, deed, deed.now.plus(REVIEW)).await }).await?;
    Ok(Page::go(format!("/c/{}/charter", visit.here()?.slug)))
}
