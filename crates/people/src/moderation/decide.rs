//! `POST /c/{community}/manage/queue/{id}`: decides about a case: the flags, the thing, its author, with a reason that the author
//! reads; `POST …/undo` takes it back.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Time, Tx};
use serde::Deserialize;
use web::{App, Failure, Form, Handling, Page, Path, Visited, What, lines};

use super::case::show;
use super::flag::kind_of;
use super::model::{Case, Content, Decision, LONGEST, Person};
use super::queue::Named;
use super::store::{self, Giving};
use crate::communities::{Deed, store as communities};
use crate::inbox::{MODERATED, store as inbox};
use crate::rules::store as rules;
use crate::veils::store as veils;

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub verdict: String,
    pub content: String,
    pub person: String,
    /// How many days silence or a suspension lasts; nothing: until somebody lifts it.
    pub days: String,
    pub reason: String,
}

/// What was decided.
#[derive(Clone, Debug)]
struct Decided {
    decision: Decision,
    content: Content,
    person: Person,
    ends_at: Option<Time>,
    reason: String,
}

impl Typed {
    fn read(&self, now: Time) -> Done<Decided> {
        let reason: String = lines(&self.reason).chars().take(LONGEST).collect();
        if self.verdict == Decision::Dismiss.code() {
            let (content, person) = (Content::Stays, Person::Nothing);
            return Ok(Decided { decision: Decision::Dismiss, content, person, ends_at: None, reason });
        }
        let decision = Decision::from_code(&self.verdict).ok_or(Error::invalid("verdict", "case-choose"))?;
        let content = Content::from_code(&self.content).ok_or(Error::invalid("content", "case-choose"))?;
        let person = Person::from_code(&self.person).ok_or(Error::invalid("person", "case-choose"))?;
        let lasts = matches!(person, Person::Silence | Person::Suspend);
        let ends_at = match self.days.trim() {
            "" => None,
            _ if !lasts => None,
            days => Some(until(days, now)?),
        };
        if (content != Content::Stays || person != Person::Nothing) && reason.is_empty() {
            return Err(Error::invalid("reason", "case-reason-missing"));
        }
        Ok(Decided { decision, content, person, ends_at, reason })
    }
}

/// The end of so many days, 1 to 3650.
pub(super) fn until(days: &str, now: Time) -> Done<Time> {
    let days: i64 = days.trim().parse().map_err(|_| Error::invalid("days", "case-days-wrong"))?;
    if (1..=3650).contains(&days) { Ok(now.plus(days * Time::DAY)) } else { Err(Error::invalid("days", "case-days-wrong")) }
}

pub(super) async fn decide(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (deed, here, id) = (Deed::of(&visit)?, visit.here()?, named.id()?);
    let (slug, leads, worker, form) = (here.slug.clone(), here.leads(), app.clone(), typed.clone());
    let done = app
        .db
        .write(move |tx| async move {
            let case = store::held(&tx, deed.community, id).await?;
            // Who was not quick enough sees what the other decided.
            if case.decided_at.is_some() {
                return Ok(());
            }
            let decided = form.read(deed.now)?;
            may_decide(&tx, deed, &case, leads).await?;
            act(&worker, &tx, deed, case, decided).await
        })
        .await;
    match done {
        Ok(()) => Ok(Page::go(format!("/c/{slug}/manage/queue/{id}"))),
        Err(Error::Invalid(problems)) => show(&app, &visit, id, typed, problems).await,
        Err(error) => Err(error.into()),
    }
}

/// Nobody decides about themselves, and about who keeps order only who leads.
pub(super) async fn may_decide(tx: &Tx, deed: Deed, case: &Case, leads: bool) -> Done<()> {
    let (author, known) = (veils::behind(tx, case.author).await?, veils::known(tx, case.author).await?);
    let moderators = communities::moderators(tx, deed.community, deed.now).await?;
    // Being refused would say something about who asked without a name: only once a moderator looked.
    let keeper = known.is_some_and(|known| moderators.contains(&known));
    if author == deed.by || (keeper && !leads) { Err(Error::Forbidden) } else { Ok(()) }
}

async fn act(app: &App, tx: &Tx, deed: Deed, case: Case, decided: Decided) -> Done<()> {
    let kind = kind_of(app, &case.kind)?;
    // Somebody must lead: nobody puts out who does. An administrator may, for the whole site.
    let known = veils::known(tx, case.author).await?;
    let champions = communities::champions(tx, deed.community, deed.now).await?;
    let led = known.is_some_and(|known| champions.contains(&known));
    if led && matches!(decided.person, Person::Silence | Person::Suspend) {
        return Err(Error::invalid("person", "case-leads"));
    }
    let handling =
        |what| Handling { community: deed.community, by: Some(deed.by), now: deed.now, what, why: decided.reason.clone() };
    let mut hidden = case.hidden;
    match (decided.decision, decided.content) {
        (Decision::Dismiss, _) => {
            if hidden {
                (kind.handle)(tx, &handling(What::Restore), case.object).await?;
                store::forget_things(tx, case.id).await?;
                hidden = false;
            }
        }
        (_, Content::Stays) => {}
        (_, content) => {
            let what = if content == Content::Hide { What::Hide } else { What::Remove };
            if (kind.handle)(tx, &handling(what), case.object).await? {
                store::keep_thing(tx, case.id, kind.kind, case.object).await?;
            }
            hidden = true;
        }
    }
    if decided.person != Person::Nothing {
        let (reason, ends_at) = (decided.reason.clone(), decided.ends_at);
        // Whoever asked without a name is not made known by what is decided about them.
        let account = match decided.person {
            Person::Silence | Person::Suspend => known.ok_or(Error::invalid("person", "case-unnamed"))?,
            _ => case.author,
        };
        store::give(tx, deed, &Giving { account, kind: decided.person, reason, case: case.id, ends_at }).await?;
    }
    let was_hidden = case.hidden;
    let decided = Case {
        decision: decided.decision.code().into(),
        content: decided.content.code().into(),
        person: decided.person.code().into(),
        ends_at: decided.ends_at,
        reason: decided.reason,
        hidden,
        ..case
    };
    store::decide(tx, deed, &decided).await?;
    // Of what came to nothing its author hears only when it was out of sight meanwhile.
    if decided.concerns_author() || was_hidden {
        let author = veils::behind(tx, decided.author).await?;
        inbox::put(tx, author, MODERATED, decided.id, deed.now).await?;
    }
    Ok(())
}

pub(super) async fn undo(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, here, id) = (Deed::of(&visit)?, visit.here()?, named.id()?);
    let (slug, leads, worker) = (here.slug.clone(), here.leads(), app.clone());
    let go = move |tx: Tx| async move {
        let case = store::held(&tx, deed.community, id).await?;
        if !case.is_undoable(&deed.now) {
            return Ok(());
        }
        may_decide(&tx, deed, &case, leads).await?;
        take_back(&worker, &tx, deed, &case).await?;
        // Whoever asked for another look has what they asked for: what they wrote is kept, and they are told.
        if case.appealed_at.is_some() {
            return overturn(&tx, deed, &case, "").await;
        }
        store::undo(&tx, deed, &case).await
    };
    app.db.write(go).await?;
    Ok(Page::go(format!("/c/{slug}/manage/queue/{id}")))
}

/// Notes that the author of a case was right, and tells them.
pub(super) async fn overturn(tx: &Tx, deed: Deed, case: &Case, words: &str) -> Done<()> {
    store::set_hidden(tx, case.id, false).await?;
    store::answer(tx, deed, case.id, false, words).await?;
    let author = veils::behind(tx, case.author).await?;
    inbox::put(tx, author, MODERATED, case.id, deed.now).await
}

/// What was hidden comes back; who is silent or out because of it is not any more.
pub(super) async fn take_back(app: &App, tx: &Tx, deed: Deed, case: &Case) -> Done<()> {
    let things: Vec<(String, Id)> = store::things(tx, case.id).await?;
    let back = Handling { community: deed.community, by: Some(deed.by), now: deed.now, what: What::Restore, why: String::new() };
    for (kind, object) in things {
        (kind_of(app, &kind)?.handle)(tx, &back, object).await?;
    }
    store::forget_things(tx, case.id).await?;
    rules::end_of_case(tx, deed, case.id).await?;
    store::lift_of_case(tx, deed, case.id).await
}
