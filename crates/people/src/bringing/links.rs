//! `GET`, `POST /c/{community}/manage/people/links`: a personal link for each member who has never signed in, to hand on by
//! whatever way there is. `POST /admin/chapters/links`: the same for the champions of chapters.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Found, Time, Tx};
use formats::members::{Link, write_links};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Belongings, Context, Failure, Form, Page, Shell, Visited};

use super::export::download;
use super::merging;
use super::store::chapters;
use super::store::claims::{self, Unclaimed};
use crate::accounts::session_hash;
use crate::address::Reach;
use crate::communities::{Deed, store as communities};

/// A link is good for so long.
const LASTING: i64 = 30 * Time::DAY;
/// Links that are made at once.
const MOST: i64 = 2_000;

#[derive(askama::Template)]
#[template(path = "bringing/templates/links.html")]
struct LinksPage<'a> {
    shell: Shell<'a>,
    unclaimed: Vec<Unclaimed>,
    /// Whether there are more of them.
    more: bool,
}

pub(super) async fn show(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (community, now) = (visit.here()?.id, visit.now);
    let read = move |tx: Tx| async move { claims::unclaimed(&tx, community, (i64::MIN, 0), now, 201).await };
    let mut unclaimed = app.db.read(read).await?;
    let more = unclaimed.len() > 200;
    unclaimed.truncate(200);
    let context = context(&visit);
    Page::render(&LinksPage { shell: Shell::new(&app, &visit, context), unclaimed, more })
}

fn context(visit: &Visited) -> Context {
    Context { title: visit.tongue.say("links-title").to_owned(), place: "manage", robots: "noindex", ..Context::default() }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// `csv` for a file.
    form: String,
    /// `new`: only those who have no link yet.
    who: String,
    /// The community of chapters, by slug.
    parent: String,
}

#[derive(askama::Template)]
#[template(path = "bringing/templates/made.html")]
struct MadePage<'a> {
    shell: Shell<'a>,
    /// Whether nobody but this computer can open the links.
    only_here: bool,
    links: Vec<Link>,
    /// Members who belong to others, too: an administrator has to do it.
    others: i64,
    back: String,
}

/// Makes the links and shows them once; they are kept as hashes only.
pub(super) async fn make(State(app): State<App>, visit: Visited, Form(wanted): Form<Wanted>) -> Result<Response, Failure> {
    let (here, deed) = (visit.here()?, Deed::of(&visit)?);
    let only_new = wanted.who == "new";
    let kept = app.belongings.clone();
    let read = move |tx: Tx| async move { theirs(&tx, &kept, deed, only_new).await };
    let (unclaimed, others) = app.db.read(read).await?;
    let people: Vec<Receiver> = unclaimed
        .into_iter()
        .map(|one| Receiver {
            account: one.account,
            name: one.name,
            email: one.email.unwrap_or_default(),
            community: here.id,
            community_name: here.name.clone(),
        })
        .collect();
    let links = issue(&app, deed, people).await?;
    let back = format!("/c/{}/manage/people/links", here.slug);
    answer(&app, &visit, &wanted.form, &format!("{}-links.csv", here.slug), links, others, back)
}

/// Those whose account this community may give, and the number of those whose it may not.
async fn theirs(tx: &Tx, kept: &[Belongings], deed: Deed, only_new: bool) -> Found<(Vec<Unclaimed>, i64)> {
    let (mut theirs, mut others) = (Vec::new(), 0);
    for one in claims::unclaimed(tx, deed.community, (i64::MIN, 0), deed.now, MOST).await? {
        if only_new && one.link_until.is_some() {
            continue;
        }
        if merging::is_theirs_to_give(tx, kept, deed, one.account).await? {
            theirs.push(one);
        } else {
            others += 1;
        }
    }
    Ok((theirs, others))
}

/// Who gets a link.
struct Receiver {
    account: Id,
    name: String,
    email: String,
    community: Id,
    community_name: String,
}

async fn issue(app: &App, deed: Deed, people: Vec<Receiver>) -> Found<Vec<Link>> {
    let until = deed.now.plus(LASTING);
    let (mut links, mut rows) = (Vec::new(), Vec::new());
    for person in people {
        let token = app.random.token();
        rows.push((session_hash(&token), person.account, person.community));
        let link = app.link(&format!("/claim/{token}"));
        links.push(Link { name: person.name, email: person.email, community: person.community_name, link });
    }
    for batch in rows.chunks(200).map(<[_]>::to_vec) {
        let write = move |tx: Tx| async move {
            for (hash, account, community) in &batch {
                claims::make_link(&tx, Deed { community: *community, ..deed }, hash, *account, until).await?;
            }
            Ok(())
        };
        app.db.write(write).await?;
    }
    Ok(links)
}

fn answer(
    app: &App,
    visit: &Visited,
    form: &str,
    file: &str,
    links: Vec<Link>,
    others: i64,
    back: String,
) -> Result<Response, Failure> {
    if form == "csv" {
        return Ok(download("text/csv; charset=utf-8", file, write_links(&links)));
    }
    let page = MadePage {
        shell: Shell::new(app, visit, context(visit)),
        only_here: Reach::only_here(&app.link("")),
        links,
        others,
        back,
    };
    let mut response = Page::answer(StatusCode::OK, &page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Links for the champions of a community's chapters who have never signed in.
pub(super) async fn of_champions(
    State(app): State<App>,
    visit: Visited,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Failure> {
    let (by, now, slug) = (visit.account()?.id, visit.now, wanted.parent.clone());
    let (parent, waiting) = app
        .db
        .read(move |tx| async move {
            let parent = communities::by_slug(&tx, &slug).await?.ok_or(Error::NotFound)?;
            let waiting = chapters::waiting(&tx, parent.id, now).await?;
            Ok((parent, waiting))
        })
        .await?;
    let people = waiting
        .into_iter()
        .map(|one| Receiver {
            account: one.account,
            name: one.name,
            email: one.email.unwrap_or_default(),
            community: one.chapter,
            community_name: one.chapter_name,
        })
        .collect();
    let links = issue(&app, Deed { community: parent.id, by, now }, people).await?;
    answer(&app, &visit, &wanted.form, &format!("{}-champions.csv", parent.slug), links, 0, "/admin/chapters".into())
}
