//! Roles as they are held, and what about them wants attention; no SQL, no HTTP.

use std::borrow::Borrow;

use base::{Id, Time, record};
use web::Tongue;

use crate::communities::Role;

/// A champion who was not seen for so long is away, ms.
pub const AWAY: i64 = 30 * Time::DAY;

record! {
    /// A role that somebody holds now or will.
    #[derive(Clone, Debug)]
    pub struct Held {
        pub id: Id,
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub role: Role,
        pub area: Id,
        /// The area's name; empty for the whole community.
        pub area_name: String,
        pub starts_at: Time,
        /// The end of the term; 0 for none.
        pub ends_at: Time,
        pub deputy: Id,
        /// The deputy's name; empty for nobody.
        pub deputy_name: String,
        /// When they last used a session here, to the day; 0 for never.
        pub seen_at: Time,
    }
}

impl Held {
    pub fn has_end(&self) -> bool {
        self.ends_at.0 > 0
    }

    /// A moment of the last day of a term, which ends with that day.
    pub fn last_day(&self) -> Option<Time> {
        self.has_end().then(|| self.ends_at.plus(-1))
    }

    pub fn is_away(&self, now: Time) -> bool {
        self.role == Role::Champion && now.since(self.seen_at) > AWAY && now.since(self.starts_at) > AWAY
    }
}

/// What about the roles wants attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A champion has not been here for thirty days.
    Away(String),
    /// Nobody but champions moderates.
    NoModerator,
    /// Nobody keeps this area.
    NoSteward(String),
    /// One champion only, and nobody stands in.
    Alone,
    /// A term ends within a month.
    Ends(String),
}

impl Warning {
    /// The warning in words.
    pub fn say(&self, t: impl Borrow<Tongue>) -> String {
        let t = *t.borrow();
        match self {
            Warning::Away(name) => t.with("role-away", "name", name),
            Warning::Ends(name) => t.with("role-ends-soon", "name", name),
            Warning::NoSteward(area) => t.with("role-no-steward", "area", area),
            Warning::NoModerator => t.say("role-no-moderator").to_owned(),
            Warning::Alone => t.say("role-alone").to_owned(),
        }
    }
}

/// Warnings of a community with so many members: a small one needs no more than somebody who is there.
pub fn warnings(held: &[Held], areas: &[String], members: i64, now: Time) -> Vec<Warning> {
    let champions = held.iter().filter(|held| held.role == Role::Champion);
    let mut warnings: Vec<Warning> =
        champions.clone().filter(|held| held.is_away(now)).map(|held| Warning::Away(held.name.clone())).collect();
    let soon = held.iter().filter(|held| held.has_end() && held.ends_at.since(now) < AWAY && held.role != Role::Guest);
    warnings.extend(soon.map(|held| Warning::Ends(held.name.clone())));
    if members < 10 {
        return warnings;
    }
    if champions.clone().count() == 1 && champions.clone().all(|held| held.deputy == 0) {
        warnings.push(Warning::Alone);
    }
    if !held.iter().any(|held| held.role == Role::Moderator) {
        warnings.push(Warning::NoModerator);
    }
    let kept = |area: &&String| held.iter().any(|held| held.role == Role::Steward && held.area_name == **area);
    warnings.extend(areas.iter().filter(|area| !kept(area)).map(|area| Warning::NoSteward(area.clone())));
    warnings
}
