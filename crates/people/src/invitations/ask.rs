//! `POST /c/{community}/manage/invitations`: makes an invitation.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result as Done, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Form, Here, Page, Problems, Visited, one_line};

use super::list;
use super::model::{LONGEST, MOST_A_DAY, MOST_OF_MEMBERS, NewInvitation, Slot, USUAL, gives, most};
use super::store;
use crate::accounts;
use crate::communities::{Deed, Role, store as communities};

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub role: String,
    /// The area's slug, for stewards and guests.
    pub area: String,
    pub name: String,
    /// How long it lasts.
    pub days: String,
    /// How many may come by it; nothing for any number.
    pub most: String,
}

impl Typed {
    /// The invitation that was meant, its area still to be found.
    fn read(&self, here: &Here, code: String, now: base::Time) -> Result<NewInvitation, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut problem = |field, message| problems.push(Problem { field, message });
        let role = Role::from_code(&self.role).filter(|role| gives(here).contains(role));
        let name = one_line(&self.name);
        if !name.is_empty() && accounts::name_problem(&name).is_some() {
            problem("name", "name-long");
        }
        let days = if self.days.is_empty() { Some(USUAL) } else { self.days.trim().parse().ok() };
        let days = days.filter(|days| (1..=LONGEST).contains(days));
        // Any number, for who may let in so many.
        let (limit, few) = (most(here), most(here) == MOST_OF_MEMBERS);
        let usual = if few { limit } else { 0 };
        let most = if self.most.trim().is_empty() { Some(usual) } else { self.most.trim().parse().ok() };
        let most = most.filter(|most| (i64::from(few)..=limit).contains(most));
        if role.is_none() {
            problem("role", "settings-choose");
        }
        if days.is_none() {
            problem("days", "invitation-days-wrong");
        }
        if most.is_none() {
            problem("most", if few { "invitation-most-few" } else { "invitation-most-wrong" });
        }
        if matches!(role, Some(Role::Steward | Role::Guest)) && self.area.is_empty() {
            problem("area", "invitation-area-missing");
        }
        match (role, days, most) {
            (Some(role), Some(days), Some(most)) if problems.is_empty() => Ok(NewInvitation {
                community: here.id,
                code,
                role,
                area: 0,
                slot: Slot::Nobody,
                name,
                expires_at: now.plus(days * base::Time::DAY),
                most,
            }),
            _ => Err(problems),
        }
    }
}

pub(super) async fn make(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let here = visit.here()?;
    if gives(here).is_empty() {
        return Err(Error::Forbidden.into());
    }
    let deed = Deed::of(&visit)?;
    let made = match typed.read(here, app.random.token(), visit.now) {
        Ok(new) => {
            if most(here) == MOST_OF_MEMBERS {
                let key = format!("invitations of {} to {}", deed.by, deed.community);
                app.limits.take(&key, MOST_A_DAY, base::Time::DAY, visit.now)?;
            }
            let slug = typed.area.clone();
            app.db.write(move |tx| async move { write(&tx, deed, new, &slug).await }).await
        }
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match made {
        Ok(id) => Ok(Page::go(format!("/c/{}/manage/invitations/{id}", here.slug))),
        Err(Error::Invalid(problems)) => {
            list::show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Problems(problems), false).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn write(tx: &Tx, deed: Deed, mut new: NewInvitation, area: &str) -> Done<base::Id> {
    if matches!(new.role, Role::Steward | Role::Guest) {
        let areas = communities::areas(tx, deed.community).await?;
        let found = areas.iter().find(|row| row.slug == area).ok_or(Error::invalid("area", "invitation-area-missing"))?;
        if new.role == Role::Guest && !found.guests {
            return Err(Error::invalid("area", "invitation-area-closed"));
        }
        new.area = found.id;
    }
    store::make(tx, deed, &new).await
}
