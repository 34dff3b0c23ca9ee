//! Deleting an account: whether it may be asked for, and the job that does it when its time has come.

use base::{Error, Id, Result, Time, Tx};
use web::personal::{Farewell, Leaver};
use web::{App, SITE_NAME, Tongue};

use super::GRACE;
use super::store::departures::{self, Due, NewDeparture};
use super::store::{self, farewells};
use crate::accounts::store::secrets;
use crate::mail::{self, NewMail};

/// Longer than one transaction of it can take.
const LEASE: i64 = 10 * Time::MINUTE;

/// A deletion that somebody wants.
#[derive(Clone, Debug)]
pub struct Wish {
    pub account: Id,
    /// Nobody: by the command line.
    pub by: Option<Id>,
    /// Whether what they wrote goes, too.
    pub removes: bool,
    pub why: String,
    /// Without the days in which it can be taken back.
    pub at_once: bool,
}

/// Why an account cannot be deleted now.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody else has to lead these first: slug and name.
    LeadsAlone(Vec<(String, String)>),
    /// Nobody else administers the site.
    LastAdmin,
}

/// Asks for a deletion and writes a letter to whom it concerns; asked for twice, the first time counts.
pub async fn ask(app: &App, t: Tongue, wish: Wish) -> Result<std::result::Result<(), Refusal>> {
    let now = app.clock.now();
    let due_at = if wish.at_once { now } else { now.plus(GRACE) };
    let letter = (
        t.with("deletion-mail-subject", "site", SITE_NAME),
        t.with2("deletion-mail-text", "day", t.day(&due_at, &now), "site", app.url("/account/data")),
    );
    let new = NewDeparture {
        account: wish.account,
        asked_by: wish.by,
        due_at,
        removes: wish.removes,
        why: wish.why,
        called: t.say("data-called").to_owned(),
    };
    let write = move |tx: Tx| async move {
        store::hold(&tx, new.account).await?;
        let known = secrets::by_id(&tx, new.account).await?.ok_or(Error::NotFound)?;
        if let Some(refusal) = refusal(&tx, new.account, now).await? {
            return Ok(Err(refusal));
        }
        if departures::ask(&tx, &new, now).await?
            && let Some(email) = known.email
        {
            let (subject, text) = letter;
            let reason = format!("deletion asked {}", now.0);
            let mail = NewMail { account: Some(new.account), recipient: email, subject, text, reason, good_until: Some(due_at) };
            mail::send(&tx, &mail, now).await?;
        }
        Ok(Ok(()))
    };
    app.db.write(write).await
}

pub(super) async fn refusal(tx: &Tx, account: Id, now: Time) -> Result<Option<Refusal>> {
    let alone = departures::leads_alone(tx, account, now).await?;
    if !alone.is_empty() {
        return Ok(Some(Refusal::LeadsAlone(alone)));
    }
    Ok(departures::is_last_admin(tx, account).await?.then_some(Refusal::LastAdmin))
}

/// Does all deletions whose time has come; how many were done.
pub async fn delete_due(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let now = app.clock.now();
        let due = app.db.write(move |tx| async move { departures::claim(&tx, now, now.plus(LEASE)).await }).await?;
        let Some(due) = due else { return Ok(done) };
        if delete(app, due).await? {
            done += 1;
        }
    }
}

/// Goes through the steps from where it was; `false` when it has to wait, or was taken back meanwhile.
async fn delete(app: &App, due: Due) -> Result<bool> {
    let (account, now) = (due.account, app.clock.now());
    let leaver = Leaver { account, called: due.called, removes: due.removes, now, texts: app.texts };
    let steps: Vec<Farewell> = app.personal.iter().flat_map(|personal| personal.farewells).copied().collect();
    if due.step.is_empty() {
        let waits = move |tx: Tx| async move {
            let alone = !departures::leads_alone(&tx, account, now).await?.is_empty();
            if alone {
                // Since it was asked for, everybody else who led has gone. Looked at again tomorrow.
                departures::advance(&tx, account, "", 0, now.plus(Time::DAY)).await?;
            }
            Ok(alone)
        };
        if app.db.write(waits).await? {
            tracing::warn!(account, "a deletion waits: nobody else leads a community of theirs");
            return Ok(false);
        }
    }
    // A step that this program does not know: from the beginning, since each may be done again.
    let begun = steps.iter().position(|step| step.name == due.step).unwrap_or(0);
    let mut place = if steps.get(begun).is_some_and(|step| step.name == due.step) { due.place } else { 0 };
    for (index, step) in steps.iter().enumerate().skip(begun) {
        loop {
            let (leaver, step, from) = (leaver.clone(), *step, place);
            let next_step = steps.get(index + 1).map_or("end", |step| step.name);
            let until = app.clock.now().plus(LEASE);
            let go = move |tx: Tx| async move {
                if !departures::hold(&tx, account).await? {
                    return Ok(None);
                }
                let next = (step.run)(tx.clone(), leaver, from).await?;
                let (name, place) = next.map_or((next_step, 0), |place| (step.name, place));
                departures::advance(&tx, account, name, place, until).await?;
                Ok(Some(next))
            };
            match app.db.write(go).await? {
                None => return Ok(false),
                Some(Some(next)) => place = next,
                Some(None) => break,
            }
        }
        place = 0;
    }
    app.db.write(move |tx| async move { departures::done(&tx, account, now).await }).await?;
    tracing::info!(account, "an account is deleted");
    Ok(true)
}

/// Whether a step that does some of its work at a time goes on.
fn again(more: bool) -> Option<i64> {
    more.then_some(0)
}

pub(super) async fn account(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    farewells::account(&tx, &leaver).await.map(|()| None)
}

pub(super) async fn own(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    farewells::own(&tx, leaver.account).await.map(again)
}

pub(super) async fn shared(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    farewells::shared(&tx, &leaver).await.map(|()| None)
}

pub(super) async fn memberships(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    farewells::memberships(&tx, leaver.account, leaver.now).await.map(again)
}
