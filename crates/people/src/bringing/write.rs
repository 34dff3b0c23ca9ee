//! `POST /c/{community}/manage/people/{id}`: brings the people of a list, batch by batch. What was stopped is taken up where
//! it was; two at once write each row once.

use axum::extract::State as Held;
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result as Found, Time, Tx};
use formats::members::List;
use web::{App, Failure, Page, Path, Visited};

use super::model::{Counts, ListKind, Sketch, State};
use super::page::Named;
use super::plan::{Plan, plan};
use super::preview::{parsed, sketches};
use super::store::{self, chapters, invited};
use crate::accounts::store::{self as accounts, NewAccount};
use crate::accounts::{handle_of_name, is_handle};
use crate::communities::Deed;
use crate::knowing::store as knowing;
use crate::members::store as members;

/// People in one transaction.
const BATCH: usize = 100;

pub(super) async fn write(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, id) = (Deed::of(&visit)?, named.id);
    let stored = app.db.read(move |tx| async move { store::list(&tx, ListKind::Members, deed.community, id).await }).await?;
    let stored = stored.ok_or(Error::NotFound)?;
    let list: List = parsed(stored.content).await?;
    let total = list.people.len();
    if stored.done_at.is_none() {
        let mut position = usize::try_from(stored.position).unwrap_or(0);
        while position < total {
            let batch = sketches(&list.people[position..total.min(position + BATCH)]).await?;
            let next = app.db.write(move |tx| async move { bring(&tx, deed, id, position, batch).await }).await?;
            let Some(next) = next else { break };
            position = next;
        }
        let now = visit.now;
        app.db
            .write(move |tx| async move {
                match store::lock_list(&tx, id).await? {
                    Some(position) if position >= total as i64 => store::finish(&tx, id, now).await,
                    _ => Ok(()),
                }
            })
            .await?;
    }
    Ok(Page::go(format!("/c/{}/manage/people/{id}", visit.here()?.slug)))
}

/// Writes a batch that begins at `position`; where the next one begins. Nothing when all is done already.
async fn bring(tx: &Tx, deed: Deed, list: Id, position: usize, batch: Vec<Sketch>) -> Found<Option<usize>> {
    let Some(written) = store::lock_list(tx, list).await? else { return Ok(None) };
    // Somebody else wrote this batch meanwhile.
    if written != position as i64 {
        return Ok(usize::try_from(written).ok());
    }
    let mut came = Counts::default();
    let chapters = chapters::open_to(tx, deed).await?;
    for sketch in &batch {
        let plan = plan(tx, deed, sketch, &chapters).await?;
        one(tx, deed, sketch, plan, &mut came).await?;
    }
    let next = position + batch.len();
    store::advance(tx, list, next as i64, came).await?;
    Ok(Some(next))
}

/// Brings one person.
pub(super) async fn one(tx: &Tx, deed: Deed, sketch: &Sketch, plan: Plan, came: &mut Counts) -> Found<Id> {
    let joined_at = sketch.joined_at.filter(|at| (0..=deed.now.0).contains(at)).map_or(deed.now, Time);
    let chapter = plan.chapter;
    let mut told = true;
    let account = match (plan.state, plan.account) {
        (State::Fills, Some(account)) => {
            store::fill(tx, account, sketch, plan.email.as_deref()).await?;
            members::changed(tx, account, deed.now).await?;
            came.filled += 1;
            account
        }
        (State::Joins, Some(account)) => {
            members::join(tx, deed.community, account, joined_at, Origin::Imported, deed.now).await?;
            came.joined += 1;
            account
        }
        (State::Invited, Some(account)) => {
            came.invited += i64::from(invited::ask(tx, deed, account).await?);
            return Ok(account);
        }
        (_, Some(account)) => {
            told = false;
            account
        }
        (_, None) => {
            let account = make(tx, sketch, joined_at).await?;
            members::join(tx, deed.community, account, joined_at, Origin::Imported, deed.now).await?;
            came.made += 1;
            account
        }
    };
    if told {
        tell(tx, deed, sketch, account).await?;
        if let Some(chapter) = chapter {
            members::join(tx, chapter, account, joined_at, Origin::Imported, deed.now).await?;
        }
    }
    for key in &sketch.keys {
        store::keep_key(tx, deed.community, key, account).await?;
    }
    Ok(account)
}

/// What a list tells of somebody as a member, where nothing is said yet. Who has signed in speaks for themselves.
async fn tell(tx: &Tx, deed: Deed, sketch: &Sketch, account: Id) -> Found<()> {
    if !sketch.groups.is_empty() {
        store::keep_groups(tx, deed.community, account, &sketch.groups).await?;
    }
    knowing::begin(tx, deed.community, account, &sketch.skills, deed.now).await
}

/// An account that nobody has signed in to.
async fn make(tx: &Tx, sketch: &Sketch, at: Time) -> Found<Id> {
    let wanted = Some(sketch.username.clone()).filter(|handle| is_handle(handle));
    let new = NewAccount {
        handle: accounts::free_handle(tx, &wanted.unwrap_or_else(|| handle_of_name(&sketch.name))).await?,
        name: sketch.name.clone(),
        email: Some(sketch.email.clone()).filter(|email| !email.is_empty()),
        headline: sketch.headline.clone(),
        place: sketch.place.clone(),
        website: sketch.website.clone(),
        about: sketch.about.clone(),
        about_html: sketch.about_html.clone(),
        organisation: sketch.organisation.clone(),
        zone: sketch.zone.clone(),
        languages: sketch.languages.clone(),
        created_at: at.0,
        ..NewAccount::default()
    };
    accounts::create(tx, &new).await
}
