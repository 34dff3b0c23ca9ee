//! `GET/POST /c/{community}/new`: one box for everything. Write first, sort after.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Time, Tx};
use http::StatusCode;
use people::communities::model::AreaRow;
use people::communities::store as communities;
use people::groups::{Group, store as groups};
use people::rules::Action;
use people::trust::stamp;
use people::veils::store as veils;
use serde::{Deserialize, Serialize};
use web::{App, Composer, Context, Failure, Form, Language, Page, Problems, Query, Shell, Visit, Visited};

use super::compose::{self, compose};
use super::proposals;
use super::start::{self, NewThing};
use super::title::{gather, tags, title};
use crate::announcements::store as announcements;
use crate::threads::model::{Kind, Listed, Results};
use crate::threads::rights::Rights;
use crate::threads::store::posting;
use crate::threads::voting::polls;

/// The place of its draft.
pub(super) const PLACE: &str = "new";

/// What the box holds, as typed.
#[derive(Deserialize, Serialize, Default, Clone)]
#[serde(default)]
pub(in crate::threads) struct Sent {
    pub title: String,
    #[serde(skip_serializing)]
    pub source: String,
    /// A code of [`Kind`]; empty while nobody chose.
    pub kind: String,
    /// An area's slug; empty for none.
    pub area: String,
    /// A working group's number; empty for none.
    pub group: String,
    pub tags: String,
    /// Not empty to ask without one's name.
    pub unnamed: String,
    /// A poll's options, one a line; empty without a poll.
    pub poll: String,
    pub poll_several: String,
    pub poll_anonymous: String,
    pub poll_results: String,
    /// The last day of the poll.
    pub poll_closes: String,
    /// Of an announcement: not empty when everybody is asked to confirm it, and its last day on top.
    pub announce_confirm: String,
    pub announce_until: String,
    #[serde(skip_serializing)]
    pub once: String,
    #[serde(skip_serializing)]
    pub preview: Option<String>,
    /// Names of chosen files that were not attached.
    #[serde(skip_serializing)]
    pub file: Vec<String>,
}

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/new.html")]
struct NewPage<'a> {
    shell: Shell<'a>,
    sent: Sent,
    composer: Composer,
    kinds: &'static [Kind],
    results: &'static [Results],
    areas: Vec<AreaRow>,
    /// Working groups of the writer.
    groups: Vec<Group>,
    /// Whether an area must be chosen (guests write in opened areas only).
    area_needed: bool,
    /// Whether one may ask without a name.
    unnamed: bool,
    /// What the charter says has a better place elsewhere, for what is in no area.
    not_here: Vec<String>,
    similar: Vec<Listed>,
    preview: Option<String>,
    problems: Problems,
    once: String,
}

impl NewPage<'_> {
    fn is_group(&self, group: &Group) -> bool {
        self.sent.group == group.id.to_string()
    }

    fn is_kind(&self, kind: &Kind) -> bool {
        self.sent.kind == kind.code()
    }
}

/// `?title=` comes from a search that found nothing, `?kind=` from an empty list.
pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Sent>) -> Result<Response, Failure> {
    let (community, account) = (visit.here()?.id, visit.account()?.id);
    let draft = app.db.read(move |tx| async move { people::drafts::store::find(&tx, account, community, PLACE).await }).await?;
    let draft_rev = draft.as_ref().map_or(0, |draft| draft.rev);
    let mut sent = draft.map_or_else(Sent::default, |draft| Sent {
        source: draft.source,
        ..serde_json::from_str(&draft.fields).unwrap_or_default()
    });
    for (kept, wanted) in [
        (&mut sent.title, asked.title),
        (&mut sent.kind, asked.kind),
        (&mut sent.area, asked.area),
        (&mut sent.group, asked.group),
    ] {
        if kept.is_empty() {
            *kept = wanted;
        }
    }
    show(&app, &visit, sent, Vec::new(), draft_rev).await
}

pub(super) async fn start(State(app): State<App>, visit: Visited, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let (here, rights, now) = (visit.here()?.clone(), Rights::of(&visit)?, visit.now);
    if sent.preview.is_some() {
        return show(&app, &visit, sent, Vec::new(), 0).await;
    }
    let mut problems = Vec::new();
    let new = read(&app, &visit, &sent, now, &mut problems).await?;
    let done = match problems.is_empty() {
        true => {
            let once = posting::once_key(&sent.once, &[&new.title, &new.text.source]);
            let form = sent.once.clone();
            app.db.write(move |tx| async move { start::start(&tx, &rights, &here, &once, &form, &new, now).await }).await
        }
        false => Err(Error::Invalid(problems)),
    };
    match done {
        Ok((_, _, true)) => Ok(Page::go(format!("/c/{}/held", visit.here()?.slug))),
        Ok((id, slug, false)) => Ok(Page::go(format!("/c/{}/t/{id}/{slug}", visit.here()?.slug))),
        Err(Error::Invalid(problems)) => show(&app, &visit, sent, problems, 0).await,
        Err(other) => Err(other.into()),
    }
}

/// Everything that was typed, checked; what is wrong is noted.
async fn read(app: &App, visit: &Visit, sent: &Sent, now: Time, problems: &mut Vec<Problem>) -> Done<NewThing> {
    if sent.file.iter().any(|name| !name.is_empty()) {
        problems.push(Problem { field: "source", message: "files-not-attached" });
    }
    // The title is read by rules as the text is.
    let titled = match compose::caught(app, visit, sent.title.clone(), Vec::new()).await {
        Ok(caught) => caught,
        Err(Error::Invalid(found)) => {
            problems.extend(found.into_iter().map(|problem| Problem { field: "title", ..problem }));
            None
        }
        Err(other) => return Err(other),
    };
    let kind = Kind::from_code(&sent.kind).unwrap_or_else(|| proposals::kind_of(&sent.title));
    let here = visit.here()?;
    let unnamed = !sent.unnamed.is_empty() && here.unnamed;
    if unnamed && !kind.is_ranked() {
        problems.push(Problem { field: "unnamed", message: "unnamed-questions-only" });
    }
    let name = || app.texts.tongue(Language::from_code(&here.language).unwrap_or(Language::English)).say("unnamed-name");
    let mut text = gather(compose(app, visit, &sent.source).await, problems)?;
    text.caught = text.caught.max(titled).filter(|action: &Action| *action != Action::Block);
    Ok(NewThing {
        title: gather(title(&sent.title), problems)?,
        text,
        kind,
        area: sent.area.clone(),
        group: sent.group.parse().unwrap_or(if sent.group.is_empty() { 0 } else { -1 }),
        tags: gather(tags(&sent.tags), problems)?,
        poll: gather(polls::read(sent, now), problems)?,
        veil: unnamed.then(|| (veils::handle(&app.random), name().to_owned())),
        announcement: match kind {
            Kind::Announcement => {
                let until = gather(until(&sent.announce_until, now).map(Some), problems)?;
                until.map(|until| (!sent.announce_confirm.is_empty(), until))
            }
            _ => None,
        },
    })
}

/// The end of the last day on top: of the day that was typed, within a year.
fn until(day: &str, now: Time) -> Done<Time> {
    if day.trim().is_empty() {
        return Ok(now.plus(announcements::USUAL));
    }
    let end = Time::end_of_day(day.trim()).filter(|end| *end > now && end.since(now) <= 366 * Time::DAY);
    end.ok_or(Error::invalid("announce_until", "announce-until-past"))
}

async fn show(app: &App, visit: &Visit, sent: Sent, mut problems: Vec<Problem>, draft_rev: i64) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let preview = match sent.preview.is_some() {
        true => match compose(app, visit, &sent.source).await {
            Ok(composed) => Some(composed.html),
            Err(Error::Invalid(found)) => {
                problems.extend(found);
                None
            }
            Err(other) => return Err(other.into()),
        },
        false => None,
    };
    // Without scripts nothing appears while one types: what is like it appears with the preview.
    let similar = match preview.is_some() || !problems.is_empty() {
        true => proposals::similar(app, &here, &sent.title, &sent.source).await?,
        false => Vec::new(),
    };
    let (unnamed, in_none, account) = (here.unnamed, sent.area.is_empty(), visit.account()?.id);
    let read = move |tx: Tx| async move {
        let (areas, area_needed) = places(&tx, here.id, &here.writes).await?;
        let groups = groups::of_account(&tx, here.id, account).await?;
        let ask = in_none && !area_needed;
        let not_here = if ask { people::charter::store::out_of_scope(&tx, here.id).await? } else { Vec::new() };
        Ok((areas, groups, area_needed, not_here))
    };
    let (areas, groups, area_needed, not_here) = app.db.read(read).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (t, problems) = (visit.tongue, Problems(problems));
    let context = Context { title: t.say("new-title").to_owned(), robots: "noindex", ..Context::default() };
    let composer = Composer {
        id: "new".into(),
        label: t.say("new-text"),
        placeholder: t.say("new-text-placeholder"),
        text: sent.source.clone(),
        place: PLACE.into(),
        draft_rev,
        rows: 12,
        problem: problems.of("source", t),
    };
    let once = if sent.once.is_empty() { stamp::new(app, visit).await? } else { sent.once.clone() };
    let shell = Shell::new(app, visit, context);
    let page = NewPage {
        shell,
        sent,
        composer,
        kinds: if visit.here()?.leads() { Kind::ALL } else { Kind::USUAL },
        results: Results::ALL,
        areas,
        groups,
        area_needed,
        unnamed,
        not_here,
        similar,
        preview,
        problems,
        once,
    };
    Page::answer(status, &page)
}

/// Areas that one may write in, and whether it must be one of them.
async fn places(tx: &Tx, community: Id, writes: &[Id]) -> Done<(Vec<AreaRow>, bool)> {
    let mut areas = communities::areas(tx, community).await?;
    areas.retain(|area| writes.contains(&area.audience));
    let own = communities::audience(tx, community).await?;
    Ok((areas, !writes.contains(&own)))
}
