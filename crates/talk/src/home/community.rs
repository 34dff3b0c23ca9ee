//! `GET /c/{community}`: what matters today, who waits, what is talked about, who is here.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Time, Tx};
use http::HeaderMap;
use people::bringing::store::chapters::{self, Listed as Chapter};
use people::members::store::{self as members, Member};
use web::{App, Context, Failure, Shell, Visited};

use crate::tags;
use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::{Listed, Section, Sort, Tag};
use crate::threads::store::{List, Place, lists};

/// As many chapters are shown.
const CHAPTERS: i64 = 50;

struct Loaded {
    waiting: Vec<Listed>,
    latest: Vec<Listed>,
    solved: Vec<Listed>,
    newcomers: Vec<Member>,
    helpers: Vec<Member>,
    tags_used: Vec<Tag>,
    chapters: Vec<Chapter>,
    tags: TagsOf,
}

#[derive(askama::Template)]
#[template(path = "home/templates/community.html")]
struct HomePage<'a> {
    shell: Shell<'a>,
    tagline: &'a str,
    /// What the community is about, in paragraphs.
    domain: Vec<String>,
    page: Loaded,
    unread: Unread,
    tags: TagsOf,
    newest: Option<Time>,
}

impl HomePage<'_> {
    /// The line that says what matters today: who waits longest, and how long. Who has waited for more than a month
    /// has gone elsewhere; their questions stand in the list below.
    fn waiting_longest(&self) -> Option<&Listed> {
        let now = self.shell.visit.now;
        let fresh = self.page.waiting.iter().filter(|thread| now.since(thread.created_at) < 30 * Time::DAY);
        fresh.min_by_key(|thread| thread.created_at)
    }
}

pub(super) async fn home(State(app): State<App>, visit: Visited, headers: HeaderMap) -> Result<Response, Failure> {
    let here = visit.here()?;
    if let Some(kept) = app.pages.find(&visit, &headers, here.rev) {
        return Ok(kept);
    }
    let (community, audiences, whole) = (here.id, here.audiences.clone(), here.whole);
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let (mut page, unread, domain) = app
        .db
        .read(move |tx| async move {
            let page = load(&tx, community, &audiences, whole).await?;
            let unread = Unread::of(&tx, community, account, now, page.waiting.iter().chain(&page.latest)).await?;
            let domain = people::settings::store::domain(&tx, community).await?;
            Ok((page, unread, domain))
        })
        .await?;
    let context = Context {
        title: here.name.clone(),
        description: here.tagline.clone(),
        place: "home",
        canonical: format!("/c/{}", here.slug),
        feed: format!("/c/{}/feed.atom", here.slug),
        ..Context::default()
    };
    let tags = std::mem::take(&mut page.tags);
    let domain = domain.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    let newest = page.latest.first().map(|thread| thread.active_at);
    let shown = HomePage { shell: Shell::new(&app, &visit, context), tagline: &here.tagline, domain, page, unread, tags, newest };
    let html = askama::Template::render(&shown)?;
    Ok(app.pages.keep(&visit, &headers, here.rev, html))
}

async fn load(tx: &Tx, community: Id, audiences: &[Id], whole: bool) -> base::Result<Loaded> {
    let place = Place::Section(community);
    let list = |sort, limit| List { place, section: Section::Questions, sort, audiences, after: None, limit };
    let waiting = lists::page(tx, list(Sort::Unanswered, 3)).await?;
    let solved = lists::page(tx, list(Sort::Solved, 1)).await?;
    let latest = lists::latest(tx, community, audiences, 8).await?;
    // People and tags are of the whole community; a guest of one area sees neither.
    let few = if whole { 3 } else { 0 };
    let newcomers = members::page(tx, community, members::Sort::New, None, few).await?;
    let mut helpers = members::page(tx, community, members::Sort::Helpful, None, few).await?;
    helpers.retain(|member| member.answers > 0);
    let tags_used = tags::most_used(tx, community, 4 * few).await?;
    let chapters = chapters::of(tx, community, if whole { CHAPTERS } else { 0 }).await?;
    let tags = tags_of(tx, waiting.iter().chain(&latest).chain(&solved)).await?;
    Ok(Loaded { waiting, latest, solved, newcomers, helpers, tags_used, chapters, tags })
}
