//! A feature as the rest of the house sees it. The binary lists the features, one line each.

use std::pin::Pin;

use base::db::Migration;
use base::{Db, Id, Result, Time, Tx, codes};

use crate::personal::Personal;
use crate::{App, Here, Language, Routes};

/// What one feature brings.
#[derive(Default)]
pub struct Feature {
    pub name: &'static str,
    pub routes: Routes,
    pub menu: &'static [MenuEntry],
    pub migrations: &'static [Migration],
    pub texts: &'static [(Language, &'static str)],
    pub searchable: Vec<Searchable>,
    pub moderated: Vec<Moderated>,
    pub jobs: Vec<Job>,
    /// What it keeps of people.
    pub belongings: Vec<Belongings>,
    pub personal: Personal,
}

codes! {
    /// Who sees an entry of a menu. What they may do there, its route says.
    pub enum ForWhom { Everybody = "everybody", Moderators = "moderators", Leaders = "leaders", Administrators = "administrators" }
}

codes! {
    /// Where an entry stands: in the side bar, at its foot, in the navigation of the pages below `/manage`, or of those about the site.
    pub enum Menu { Side = "side", Foot = "foot", Manage = "manage", Site = "site" }
}

/// A place of a community, or of the site, in a menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuEntry {
    /// The place, which is also the message key `menu-{place}`.
    pub place: &'static str,
    pub icon: &'static str,
    /// The address behind `/c/{community}`; of [`Menu::Site`], the whole.
    pub path: &'static str,
    pub position: u8,
    /// Whether it stands in the dock of phones.
    pub dock: bool,
    pub for_whom: ForWhom,
    pub menu: Menu,
}

impl MenuEntry {
    /// What most entries are; the others say what is different: `MenuEntry { place, icon, path, position, ..MenuEntry::USUAL }`.
    pub const USUAL: MenuEntry = MenuEntry {
        place: "",
        icon: "arrow-right",
        path: "",
        position: 0,
        dock: false,
        for_whom: ForWhom::Everybody,
        menu: Menu::Side,
    };
}

impl MenuEntry {
    /// A page about the site: message `menu-{place}`.
    pub const fn of_site(place: &'static str, path: &'static str, position: u8) -> MenuEntry {
        MenuEntry { place, path, position, for_whom: ForWhom::Administrators, menu: Menu::Site, ..MenuEntry::USUAL }
    }
}

impl ForWhom {
    /// Whether somebody in `here` sees it.
    pub fn includes(self, here: &Here) -> bool {
        match self {
            ForWhom::Everybody => true,
            ForWhom::Moderators => here.moderates(),
            ForWhom::Leaders => here.leads(),
            ForWhom::Administrators => false,
        }
    }
}

type Answer<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

/// A kind of thing that can be found.
#[derive(Clone, Copy)]
pub struct Searchable {
    /// The kind as the activity log names it.
    pub kind: &'static str,
    /// The kind as the index names it.
    pub found_as: search::Kind,
    /// The documents of these things; what is gone or removed is left out.
    pub documents: fn(Db, Vec<Id>) -> Answer<Vec<search::Document>>,
    /// Ids behind `after` in order, at most `limit`, for rebuilding the index.
    pub ids: fn(Db, Id, i64) -> Answer<Vec<Id>>,
}

type Within<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A thing as those see it who keep order, there or hidden.
#[derive(Clone, Debug)]
pub struct Thing {
    pub id: Id,
    pub title: String,
    /// Its address behind `/c/{community}`.
    pub path: String,
    /// Whose it is.
    pub author: Id,
    pub audience: Id,
    pub at: Time,
    /// What it says, as safe HTML; empty when it has no words.
    pub html: String,
    /// Whether it is hidden or deleted.
    pub gone: bool,
}

codes! {
    /// What can be done to a thing: out of sight and kept; gone in 30 days; back.
    pub enum What { Hide = "hide", Remove = "remove", Restore = "restore" }
}

/// Where, by whom and when something is done to a thing; and what is said of it.
#[derive(Clone, Debug)]
pub struct Handling {
    pub community: Id,
    /// Nobody: the program itself.
    pub by: Option<Id>,
    pub now: Time,
    pub what: What,
    pub why: String,
}

/// A kind of thing that can be flagged, hidden and brought back.
#[derive(Clone, Copy)]
pub struct Moderated {
    /// The kind as the activity log names it.
    pub kind: &'static str,
    /// Those of these things that stand in a community, hidden ones, too.
    pub look: for<'a> fn(&'a Tx, Id, &'a [Id]) -> Within<'a, Vec<Thing>>,
    /// Does it to one; whether that changed anything.
    pub handle: for<'a> fn(&'a Tx, &'a Handling, Id) -> Within<'a, bool>,
    /// What somebody wrote in a community and still stands there, behind an id, at most so many.
    pub of: for<'a> fn(&'a Tx, Id, Id, Id, i64) -> Within<'a, Vec<Id>>,
    /// What stands in a community since a moment, the latest first, at most so many.
    pub lately: for<'a> fn(&'a Tx, Id, Time, i64) -> Within<'a, Vec<Thing>>,
}

/// What a feature keeps of somebody, for when two accounts turn out to be one person's.
#[derive(Clone, Copy)]
pub struct Belongings {
    /// Communities in which something is theirs.
    pub communities: fn(Tx, Id) -> Answer<Vec<Id>>,
    /// Makes all of it the other account's, with the counters that go with it.
    pub hand_over: fn(Tx, HandOver) -> Answer<()>,
}

/// Everything of the account `from`, to which nobody has ever signed in, becomes that of `to`.
#[derive(Clone, Copy, Debug)]
pub struct HandOver {
    pub from: Id,
    pub to: Id,
    pub now: Time,
}

/// Something that runs beside the requests as long as the server does.
#[derive(Clone, Copy)]
pub struct Job {
    pub name: &'static str,
    pub run: fn(App) -> Pin<Box<dyn Future<Output = ()> + Send>>,
}
