//! `GET /c/{community}`: what matters today, who waits, what is talked about, who is here.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Time, Tx};
use http::HeaderMap;
use people::bringing::store::chapters::{self, Listed as Chapter};
use people::groups::{Group, store as groups};
use people::members::store::{self as members, Member};
use web::{App, Context, Failure, Shell, Visit, Visited};

use super::beginning::{Beginning, Hello, Item, Place as Asking};
use crate::announcements::{Standing, store as announcements};
use crate::expertise::{self, model::Knower};
use crate::tags;
use crate::threads::following::unread::Unread;
use crate::threads::list::{TagsOf, tags_of};
use crate::threads::model::{Listed, Section, Sort, Tag};
use crate::threads::store::{List, Place, lists};

/// As many easy questions are offered, and as many people behind them.
const EASY: usize = 3;
/// As many chapters are shown.
const CHAPTERS: i64 = 50;

struct Loaded {
    waiting: Vec<Listed>,
    /// Short questions about what the reader wants to learn.
    easy: Vec<Listed>,
    /// Who knows about it and can be asked when they get stuck.
    behind: Vec<Knower>,
    latest: Vec<Listed>,
    solved: Vec<Listed>,
    newcomers: Vec<Member>,
    helpers: Vec<Member>,
    tags_used: Vec<Tag>,
    chapters: Vec<Chapter>,
    /// What the reader should see and has not.
    announcements: Vec<Standing>,
    /// Working groups of the reader.
    groups: Vec<Group>,
    tags: TagsOf,
    beginning: Beginning,
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
        let fresh = self
            .page
            .waiting
            .iter()
            .filter(|thread| now.since(thread.created_at) < 30 * Time::DAY && !is_own(self.shell.visit, thread));
        fresh.min_by_key(|thread| thread.created_at)
    }

    /// Whether everybody is shown by name.
    fn is_small(&self) -> bool {
        !self.page.beginning.people.is_empty()
    }

    /// Where people say who they are, for those who can; others read it when somebody did.
    fn hello(&self) -> Option<&Hello> {
        self.page.beginning.hello.as_ref().filter(|hello| self.says_hello(hello) || hello.thread.replies > 0)
    }

    /// Whether the reader is asked to say who they are there: not in a thread of their own.
    fn says_hello(&self, hello: &Hello) -> bool {
        self.shell.may_write() && !is_own(self.shell.visit, &hello.thread)
    }

    /// The address of a thing to do.
    fn path(&self, item: &Item) -> String {
        match item.path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(elsewhere) => elsewhere.to_owned(),
            None => format!("{}{}", self.shell.base(), item.path),
        }
    }

    fn done(&self, items: &[Item]) -> i64 {
        items.iter().filter(|item| item.done).count() as i64
    }

    /// The month of a date, short, as a sheet of a calendar has it.
    fn month(&self, at: &Time) -> String {
        let month = at.rfc3339().get(5..7).and_then(|month| month.parse::<u8>().ok()).unwrap_or(1);
        self.shell.t.say_key(&format!("month-{month}")).chars().take(3).collect()
    }

    fn date(&self, at: &Time) -> String {
        at.rfc3339().get(8..10).map_or(String::new(), |day| day.trim_start_matches('0').to_owned())
    }

    /// Whether the reader leads here.
    fn leads(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(web::Here::leads)
    }

    /// Who waits, beside those who stand among the easy ones.
    fn others_waiting(&self) -> Vec<&Listed> {
        let easy = |thread: &Listed| self.page.easy.iter().any(|easy| easy.id == thread.id);
        self.page.waiting.iter().filter(|thread| !easy(thread) && !is_own(self.shell.visit, thread)).collect()
    }
}

/// Whether the reader asked it: nobody is offered their own question.
fn is_own(visit: &Visit, thread: &Listed) -> bool {
    visit.account.as_ref().is_some_and(|account| account.face.handle == thread.author_handle)
}

pub(super) async fn home(State(app): State<App>, visit: Visited, headers: HeaderMap) -> Result<Response, Failure> {
    let here = visit.here()?;
    if let Some(kept) = app.pages.find(&visit, &headers, here.rev) {
        return Ok(kept);
    }
    let (community, audiences, writes, whole) = (here.id, here.audiences.clone(), here.writes.clone(), here.whole);
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let asking = Asking::of(here, account, now);
    let (mut page, unread, domain) = app
        .db
        .read(move |tx| async move {
            let mut page = load(&tx, community, (&audiences, &writes), whole, account, now).await?;
            page.beginning = Beginning::load(&tx, &asking).await?;
            let shown = page.waiting.iter().chain(&page.easy).chain(&page.latest);
            let unread = Unread::of(&tx, community, account, now, shown).await?;
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
    // In a small community what waits would stand there twice.
    if !page.beginning.people.is_empty() {
        page.latest.retain(|thread| is_own(&visit, thread) || !page.waiting.iter().any(|waiting| waiting.id == thread.id));
    }
    let tags = std::mem::take(&mut page.tags);
    // What the heading says already is not said again.
    let told = |line: &str| !here.tagline.is_empty() && line.starts_with(here.tagline.trim_end_matches('.'));
    let domain = domain.split('\n').filter(|line| !line.trim().is_empty() && !told(line)).map(str::to_owned).collect();
    let newest = page.latest.first().map(|thread| thread.active_at);
    let shown = HomePage { shell: Shell::new(&app, &visit, context), tagline: &here.tagline, domain, page, unread, tags, newest };
    let html = askama::Template::render(&shown)?;
    Ok(app.pages.keep(&visit, &headers, here.rev, html))
}

/// What the reader may read, and where they take part.
type Reach<'a> = (&'a [Id], &'a [Id]);

async fn load(
    tx: &Tx,
    community: Id,
    (audiences, writes): Reach<'_>,
    whole: bool,
    account: Option<Id>,
    now: Time,
) -> base::Result<Loaded> {
    let place = Place::Section(community);
    let list = |sort, limit| List { place, section: Section::Questions, sort, audiences, after: None, limit };
    let waiting = lists::page(tx, list(Sort::Unanswered, 3)).await?;
    let solved = lists::page(tx, list(Sort::Solved, 1)).await?;
    let (easy, behind) = match account {
        Some(reader) => easy(tx, community, audiences, reader, now).await?,
        None => Default::default(),
    };
    let latest = lists::latest(tx, community, audiences, 8).await?;
    // People and tags are of the whole community; a guest of one area sees neither.
    let few = if whole { 3 } else { 0 };
    let mut newcomers = members::page(tx, community, members::Sort::New, None, 10 * few).await?;
    newcomers.retain(|member| member.came);
    newcomers.truncate(usize::try_from(few).unwrap_or(0));
    let mut helpers = members::page(tx, community, members::Sort::Helpful, None, few).await?;
    helpers.retain(|member| member.answers > 0);
    // By name, without figures: nobody is ranked by how much they write.
    helpers.sort_by_cached_key(|member| member.name.to_lowercase());
    let tags_used = tags::most_used(tx, community, 4 * few).await?;
    let chapters = chapters::of(tx, community, if whole { CHAPTERS } else { 0 }).await?;
    let announcements = match account {
        Some(reader) => announcements::standing(tx, community, reader, writes, now).await?,
        None => Vec::new(),
    };
    let groups = match account {
        Some(reader) if whole => groups::of_account(tx, community, reader).await?,
        _ => Vec::new(),
    };
    let tags = tags_of(tx, waiting.iter().chain(&easy).chain(&latest).chain(&solved)).await?;
    Ok(Loaded {
        waiting,
        easy,
        behind,
        latest,
        solved,
        newcomers,
        helpers,
        tags_used,
        chapters,
        announcements,
        groups,
        tags,
        beginning: Beginning::default(),
    })
}

/// Short questions about what somebody wants to learn, and whom they can ask when they get stuck.
async fn easy(tx: &Tx, community: Id, audiences: &[Id], reader: Id, now: Time) -> base::Result<(Vec<Listed>, Vec<Knower>)> {
    let learns = people::knowing::store::learns(tx, community, reader).await?;
    let easy = lists::easy(tx, community, reader, &learns, audiences, EASY).await?;
    if easy.is_empty() {
        return Ok((easy, Vec::new()));
    }
    let area = |place: usize| learns.get(place).copied().unwrap_or(0);
    let found = expertise::store::to_ask(tx, community, reader, area(0), [-area(1), -area(2)]).await?;
    Ok((easy, expertise::model::best(found, now, EASY)))
}
