//! `POST /c/{community}/manage/roles`: gives a role; `POST …/{id}/end` ends one; `POST …/{id}/hand-over` gives it to the deputy.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Path, Problems, Visited};

use super::model::Held;
use super::page::{ROLES, show};
use super::store::{self, Giving};
use crate::accounts::store as accounts;
use crate::communities::{Deed, Role, store as communities};
use crate::folding::name_key;
use crate::members::{finding, store as members};

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub handle: String,
    pub role: String,
    /// The area's slug.
    pub area: String,
    /// `2027-01-31`, or nothing.
    pub until: String,
    pub deputy: String,
}

pub(super) async fn give(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, slug, form) = (Deed::of(&visit)?, visit.here()?.slug.clone(), typed.clone());
    let given = app.db.write(move |tx| async move { write(&tx, deed, &form).await }).await;
    match given {
        Ok(()) => Ok(Page::go(format!("/c/{slug}/manage/roles?saved=1"))),
        Err(Error::Invalid(problems)) => {
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Problems(problems), false).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn write(tx: &Tx, deed: Deed, typed: &Typed) -> Done<()> {
    // Of two who change the champions at once one is later.
    communities::bump(tx, deed.community).await?;
    let role = Role::from_code(&typed.role).filter(|role| ROLES.contains(role));
    let role = role.ok_or(Error::invalid("role", "settings-choose"))?;
    let account = called(tx, deed.community, "handle", &typed.handle).await?;
    let deputy = match typed.deputy.trim() {
        "" => 0,
        typed => Some(called(tx, deed.community, "deputy", typed).await?)
            .filter(|id| *id != account)
            .ok_or(Error::invalid("deputy", "role-nobody"))?,
    };
    let ends_at = match typed.until.trim() {
        "" => None,
        day => {
            let end = Time::end_of_day(day).filter(|end| *end > deed.now);
            Some(end.ok_or(Error::invalid("until", "role-until-wrong"))?)
        }
    };
    let mut area = 0;
    if matches!(role, Role::Steward | Role::Guest) {
        let areas = communities::areas(tx, deed.community).await?;
        let found = areas.iter().find(|row| row.slug == typed.area).ok_or(Error::invalid("area", "invitation-area-missing"))?;
        if role == Role::Guest && !found.guests {
            return Err(Error::invalid("area", "invitation-area-closed"));
        }
        area = found.id;
    }
    if role == Role::Champion && ends_at.is_some() && communities::lasting_champions(tx, deed.community, account).await? == 0 {
        return Err(Error::invalid("until", "role-last-champion"));
    }
    store::give(tx, deed, &Giving { account, role, area, ends_at, deputy }).await
}

/// Members whose name begins so, of whom one has to be called so.
const ALIKE: i64 = 50;

/// Somebody by their handle: who signs in to the account, or a member that a list or an import brought (an account that
/// nobody has taken yet may be another community's); else the one member of this name.
async fn called(tx: &Tx, community: Id, field: &'static str, typed: &str) -> Done<Id> {
    if let Some(profile) = accounts::profile(tx, typed.trim().trim_start_matches('@')).await?
        && (profile.claimed || members::is_member(tx, community, profile.id).await?)
    {
        return Ok(profile.id);
    }
    let name = name_key(typed);
    let alike = if name.is_empty() { Vec::new() } else { finding::called(tx, community, typed, "", ALIKE).await? };
    let mut alike = alike.into_iter().filter(|member| name_key(&member.name) == name);
    match (alike.next(), alike.next()) {
        (Some(one), None) => {
            let found = accounts::profile(tx, &one.handle).await?;
            found.map(|profile| profile.id).ok_or(Error::invalid(field, "role-nobody"))
        }
        (Some(_), Some(_)) => Err(Error::invalid(field, "role-several")),
        (None, _) => Err(Error::invalid(field, "role-nobody")),
    }
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

impl Named {
    fn id(&self) -> Done<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// The role, when it is this community's; the last champion's is not to be ended.
async fn find(tx: &Tx, deed: Deed, id: Id) -> Done<Held> {
    communities::bump(tx, deed.community).await?;
    let held = store::held(tx, deed.community, deed.now).await?;
    held.into_iter().find(|held| held.id == id).ok_or(Error::NotFound)
}

pub(super) async fn end(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, slug, id) = (Deed::of(&visit)?, visit.here()?.slug.clone(), named.id()?);
    let go = move |tx: Tx| async move {
        let held = find(&tx, deed, id).await?;
        let last = held.role == Role::Champion && communities::lasting_champions(&tx, deed.community, held.account).await? == 0;
        if last {
            return Err(Error::invalid("last", "role-last-champion"));
        }
        store::end(&tx, deed, id).await
    };
    answer(&app, &visit, &slug, app.db.write(go).await).await
}

/// The deputy takes over, without an end; the role of who held it ends.
pub(super) async fn hand_over(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, slug, id) = (Deed::of(&visit)?, visit.here()?.slug.clone(), named.id()?);
    let go = move |tx: Tx| async move {
        let held = find(&tx, deed, id).await?;
        if held.deputy == 0 {
            return Err(Error::NotFound);
        }
        store::give(&tx, deed, &Giving { account: held.deputy, role: held.role, area: held.area, ends_at: None, deputy: 0 })
            .await?;
        store::end(&tx, deed, id).await
    };
    answer(&app, &visit, &slug, app.db.write(go).await).await
}

async fn answer(app: &App, visit: &Visited, slug: &str, done: Done<()>) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Page::go(format!("/c/{slug}/manage/roles?saved=1"))),
        Err(Error::Invalid(problems)) => {
            show(app, visit, StatusCode::CONFLICT, Typed::default(), Problems(problems), false).await
        }
        Err(error) => Err(error.into()),
    }
}
