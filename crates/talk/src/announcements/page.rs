//! `GET /c/{community}/announcements/{id}`: who has read and understood an announcement and who has not, for who leads; `…/remind`
//! asks those who have not, once; `…/stop` takes it from the top of the home page.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Tx};
use people::communities::Deed;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Path, Query, Shell, Visited};

use super::model::{Announcement, Reader};
use super::{Named, store};

const PAGE: usize = 60;
/// In a community of fewer, names say more than numbers.
const FEW: i64 = 15;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// `yes` lists who has confirmed.
    #[serde(default)]
    confirmed: String,
    #[serde(default)]
    after: String,
}

#[derive(askama::Template)]
#[template(path = "announcements/templates/readers.html")]
struct ReadersPage<'a> {
    shell: Shell<'a>,
    announcement: Announcement,
    readers: Vec<Reader>,
    confirmed: bool,
    /// How many have confirmed, of how many; in a small community the names are enough.
    sums: Option<(i64, i64)>,
    /// Whether anybody has not confirmed.
    missing: bool,
    paging: Paging,
}

impl ReadersPage<'_> {
    fn path(&self) -> String {
        format!("{}/announcements/{}", self.shell.base(), self.announcement.thread)
    }

    fn stands(&self) -> bool {
        self.announcement.until > self.shell.visit.now
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (id, here, confirmed) = (named.id()?, visit.here()?.clone(), asked.confirmed == "yes");
    let after = Cursor::decode(&asked.after, 1).map_or(0, |cursor| cursor.0[0]);
    let read = move |tx: Tx| async move {
        let announcement = store::find(&tx, here.id, id, &here.audiences).await?.ok_or(Error::NotFound)?;
        let readers = match announcement.confirm {
            true => store::readers(&tx, &announcement, confirmed, after, PAGE as i64 + 1).await?,
            false => Vec::new(),
        };
        let count = store::confirmed(&tx, &announcement).await?;
        Ok((announcement, readers, count))
    };
    let (announcement, mut readers, count) = app.db.read(read).await?;
    let more = readers.len() > PAGE;
    readers.truncate(PAGE);
    let here = visit.here()?;
    // Its author is not asked.
    let all = (here.members - 1).max(count);
    let base = format!("/c/{}/announcements/{id}?confirmed={}", here.slug, if confirmed { "yes" } else { "no" });
    let next = readers.last().filter(|_| more).map(|last| Cursor(vec![last.account]).encode());
    let paging =
        Paging { next: next.map(|cursor| format!("{base}&after={cursor}")), first: (!asked.after.is_empty()).then_some(base) };
    let context = Context { title: visit.tongue.say("announcement-readers").to_owned(), robots: "noindex", ..Context::default() };
    let sums = (here.members >= FEW).then_some((count, all));
    let shell = Shell::new(&app, &visit, context);
    Page::render(&ReadersPage { shell, announcement, readers, confirmed, sums, missing: count < all, paging })
}

pub(super) async fn remind(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, deed, here) = (named.id()?, Deed::of(&visit)?, visit.here()?.clone());
    let write = move |tx: Tx| async move {
        store::find(&tx, here.id, id, &here.audiences).await?.ok_or(Error::NotFound)?;
        store::ask_to_remind(&tx, deed, id).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("/c/{}/announcements/{id}", visit.here()?.slug)))
}

pub(super) async fn stop(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (id, deed, here) = (named.id()?, Deed::of(&visit)?, visit.here()?.clone());
    let write = move |tx: Tx| async move {
        store::find(&tx, here.id, id, &here.audiences).await?.ok_or(Error::NotFound)?;
        store::stop(&tx, deed, id).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("/c/{}/announcements/{id}", visit.here()?.slug)))
}
