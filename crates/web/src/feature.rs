//! A feature as the rest of the house sees it. The binary lists the features, one line each.

use std::pin::Pin;

use base::db::Migration;
use base::{Db, Id, Result, codes};

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
    pub jobs: Vec<Job>,
    pub personal: Personal,
}

codes! {
    /// Who sees an entry of a menu. What they may do there, its route says.
    pub enum ForWhom { Everybody = "everybody", Moderators = "moderators", Leaders = "leaders" }
}

codes! {
    /// Where an entry stands: in the side bar, at its foot, or in the navigation of the pages below `/manage`.
    pub enum Menu { Side = "side", Foot = "foot", Manage = "manage" }
}

/// A place of a community in a menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuEntry {
    /// The place, which is also the message key `menu-{place}`.
    pub place: &'static str,
    pub icon: &'static str,
    /// The address behind `/c/{community}`.
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

impl ForWhom {
    /// Whether somebody in `here` sees it.
    pub fn includes(self, here: &Here) -> bool {
        match self {
            ForWhom::Everybody => true,
            ForWhom::Moderators => here.moderates(),
            ForWhom::Leaders => here.leads(),
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

/// Something that runs beside the requests as long as the server does.
#[derive(Clone, Copy)]
pub struct Job {
    pub name: &'static str,
    pub run: fn(App) -> Pin<Box<dyn Future<Output = ()> + Send>>,
}
