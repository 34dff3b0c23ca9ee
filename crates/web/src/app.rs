//! What handlers reach: database, clock, texts, assets, index. Made once by the binary, or by a test.

use std::ops::Deref;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use base::{Blobs, Clock, Db, Limits, Random};

use crate::personal::Personal;
use crate::{
    Ask, Assets, Belongings, Failure, Feature, MenuEntry, Moderated, Pages, Remembered, Searchable, Serving, Texts, Visit,
};

/// Finds out who asks and where they stand. `people` brings it; the gate in front of every route calls it.
pub type Door = fn(App, Ask) -> Pin<Box<dyn Future<Output = Result<Visit, Failure>> + Send>>;

/// The program's parts. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub index: Arc<search::Index>,
    /// Files that people brought.
    pub blobs: Blobs,
    /// Where exports of other programs are laid to be looked at; need not be there.
    pub exports: PathBuf,
    pub texts: &'static Texts,
    pub assets: Assets,
    pub pages: Pages,
    /// Threads like a thread.
    pub related: Remembered,
    pub door: Door,
    pub menu: Vec<MenuEntry>,
    pub searchable: Vec<Searchable>,
    pub moderated: Vec<Moderated>,
    pub belongings: Vec<Belongings>,
    /// What the features keep about people.
    pub personal: Vec<Personal>,
    /// How often something may be tried.
    pub limits: Limits,
    pub environment: Environment,
    /// Its address and its certificate.
    pub serving: Serving,
}

/// What the environment says that otherwise an administrator sets on a page; it wins over the page.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `GUILDHALL_SMTP_URL`.
    pub smtp_url: Option<String>,
    /// `GUILDHALL_MAIL_FROM`.
    pub mail_from: Option<String>,
}

impl App {
    pub fn new(parts: Parts) -> App {
        App(Arc::new(parts))
    }

    /// An absolute address of this site, for feeds, sitemaps and canonical links.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.serving.public_url())
    }

    /// An address to hand to others: as [`App::url`], but one that is not this machine's own where there is one.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.serving.link_base())
    }

    /// Whether cookies may insist on https.
    pub fn is_secure(&self) -> bool {
        self.serving.public_url().starts_with("https://")
    }
}

impl Parts {
    /// The menu of all features, in order.
    pub fn menu_of(features: &[Feature]) -> Vec<MenuEntry> {
        let mut menu: Vec<MenuEntry> = features.iter().flat_map(|feature| feature.menu).copied().collect();
        menu.sort_by_key(|entry| entry.position);
        menu
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
