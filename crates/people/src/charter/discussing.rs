//! `GET /c/{community}/charter/proposals`, `…/proposals/{id}` and what people say there: fine or not, remarks.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Form, Page, Paging, Path, Problems, Query, Shell, Visited, is_seen, lines};

use super::common::{Change, Named, changes, deed, once_key, takes_part};
use super::edit::standing;
use super::model::{LONGEST, Parts};
use super::proposal::{Comment, Kind, Listed, Proposal, Said, Stance};
use super::propose::LONGEST_WHY;
use super::store::{self, proposals};

/// Proposals on one page of the list.
const PAGE: usize = 30;
/// Voices and remarks that are shown.
const MOST: i64 = 200;

/// A form of the page, as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pub stance: String,
    pub why: String,
    pub source: String,
    /// Not empty when it changes what was agreed.
    pub substance: String,
    /// The version that stood when the page was made.
    pub rev: i64,
    pub once: String,
}

/// A form that comes back.
#[derive(Default)]
pub(super) struct Back {
    /// `say`, `comment`, `take` or `decline`.
    pub form: &'static str,
    pub sent: Sent,
    pub problems: Problems,
    /// Whether the charter, or the proposal, changed while they read.
    pub overtaken: bool,
}

struct Loaded {
    proposal: Proposal,
    /// The version and the charter that stand now, and what the proposal was written from.
    now: (i64, Parts),
    base: Parts,
    said: Vec<Said>,
    comments: Vec<Comment>,
}

#[derive(askama::Template)]
#[template(path = "charter/templates/proposal.html")]
struct ProposalPage<'a> {
    shell: Shell<'a>,
    proposal: Proposal,
    rev: i64,
    /// What it would change of the charter as it stands; of a closed one, what it wanted to change.
    changes: Vec<Change>,
    /// Whether the charter changed since it was written.
    moved: bool,
    /// Parts that were changed meanwhile, too.
    both: Vec<&'static str>,
    fine: Vec<Said>,
    objections: Vec<Said>,
    mine: Option<Said>,
    comments: Vec<Comment>,
    takes_part: bool,
    leads: bool,
    account: Id,
    back: Back,
    once: String,
}

impl ProposalPage<'_> {
    /// Where its forms go.
    fn path(&self) -> String {
        format!("{}/charter/proposals/{}", self.shell.base(), self.proposal.id)
    }

    fn is_goal(&self) -> bool {
        self.proposal.kind == Kind::Goal
    }

    fn problem(&self, form: &str, field: &str) -> Option<&'static str> {
        if self.back.form == form { self.back.problems.of(field, self.shell.t) } else { None }
    }

    /// What was typed into a form that comes back.
    fn typed(&self, form: &str) -> &Sent {
        static NOTHING: Sent = Sent {
            stance: String::new(),
            why: String::new(),
            source: String::new(),
            substance: String::new(),
            rev: 0,
            once: String::new(),
        };
        if self.back.form == form { &self.back.sent } else { &NOTHING }
    }

    /// Why they object: as it was typed, or as they said before.
    fn reason(&self) -> &str {
        let before = self.mine.as_ref().map_or("", |said| said.why.as_str());
        if self.back.form == "say" { &self.back.sent.why } else { before }
    }

    fn may_remove(&self, comment: &Comment) -> bool {
        self.takes_part && (comment.author == self.account || self.shell.visit.here.as_ref().is_some_and(web::Here::moderates))
    }

    fn is_mine(&self, stance: &str) -> bool {
        self.mine.as_ref().is_some_and(|said| said.stance.code() == stance)
    }
}

async fn load(tx: &Tx, community: Id, id: Id) -> Found<Loaded> {
    let proposal = proposals::find(tx, community, id).await?.ok_or(Error::NotFound)?;
    let base = store::version(tx, community, proposal.base).await?;
    Ok(Loaded {
        now: standing(tx, community).await?,
        base: base.map(|version| version.parts()).unwrap_or_default(),
        said: proposals::said(tx, id, MOST).await?,
        comments: proposals::comments(tx, id, MOST).await?,
        proposal,
    })
}

/// The page, with a form that comes back.
pub(super) async fn answer(app: &App, visit: &Visited, id: Id, status: StatusCode, back: Back) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let loaded = app.db.read(move |tx| async move { load(&tx, community, id).await }).await?;
    let Loaded { proposal, now: (rev, now), base, said, comments } = loaded;
    let (merged, both) = proposal.parts().onto(&base, &now);
    let moved = proposal.kind == Kind::Change && proposal.is_open() && proposal.base != rev;
    let changes = match (proposal.kind, proposal.is_open()) {
        (Kind::Goal, _) => Vec::new(),
        (Kind::Change, true) => changes(now, merged).await?,
        (Kind::Change, false) => changes(base, proposal.parts()).await?,
    };
    let account = visit.account.as_ref().map_or(0, |account| account.id);
    let mine = said.iter().find(|said| said.account == account).cloned();
    let (fine, objections) = said.into_iter().partition(|said| said.stance == Stance::Fine);
    let title = proposals::name_of(proposal.kind, &proposal.title, &proposal.why);
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    let both = if moved { both } else { Vec::new() };
    let page = ProposalPage {
        shell: Shell::new(app, visit, context),
        proposal,
        rev,
        changes,
        moved,
        both,
        fine,
        objections,
        mine,
        comments,
        takes_part: takes_part(here),
        leads: here.leads(),
        account,
        back,
        once: app.random.token(),
    };
    Page::answer(status, &page)
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    answer(&app, &visit, named.id()?, StatusCode::OK, Back::default()).await
}

/// Where a proposal stands.
pub(super) fn path(visit: &Visited, id: Id) -> Found<String> {
    Ok(format!("/c/{}/charter/proposals/{id}", visit.here()?.slug))
}

/// "Fine with me", or "I object, because …". Of a closed proposal nothing can be said any more.
pub(super) async fn say(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, stance) = (deed(&visit)?, named.id()?, Stance::from_code(&sent.stance));
    let why = if stance == Some(Stance::Objects) { lines(&sent.why) } else { String::new() };
    let problem = match stance {
        None => Some(("stance", "charter-stance-missing")),
        Some(Stance::Objects) if !is_seen(&why) => Some(("why", "charter-objection-missing")),
        Some(_) => (why.chars().count() > LONGEST_WHY).then_some(("why", "charter-why-length")),
    };
    let (Some(stance), None) = (stance, problem) else {
        let problems = problem.map(|(field, message)| Problem { field, message }).into_iter().collect();
        let back = Back { form: "say", sent, problems: Problems(problems), overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    };
    let write = move |tx: Tx| async move {
        store::hold(&tx, deed.community).await?;
        let open = proposals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?.is_open();
        if open {
            proposals::say(&tx, deed, id, stance, &why).await?;
        }
        Ok(open)
    };
    if !app.db.write(write).await? {
        let back = Back { form: "say", sent, overtaken: true, ..Back::default() };
        return answer(&app, &visit, id, StatusCode::CONFLICT, back).await;
    }
    Ok(Page::go(path(&visit, id)?))
}

/// A remark.
pub(super) async fn comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (deed, id, text) = (deed(&visit)?, named.id()?, lines(&sent.source));
    if !is_seen(&text) || text.chars().count() > LONGEST {
        let problems = Problems(vec![Problem { field: "source", message: "charter-comment-length" }]);
        let back = Back { form: "comment", sent, problems, overtaken: false };
        return answer(&app, &visit, id, StatusCode::UNPROCESSABLE_ENTITY, back).await;
    }
    let once = once_key(&app, &sent.once, &[&text]);
    let write = move |tx: Tx| async move {
        proposals::find(&tx, deed.community, id).await?.ok_or(Error::NotFound)?;
        proposals::comment(&tx, deed, id, &once, &text).await
    };
    app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, id)?)))
}

/// Takes a remark away: its author, or who moderates.
pub(super) async fn remove_comment(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
) -> Result<Response, Failure> {
    let (deed, comment, moderates) = (deed(&visit)?, named.id()?, visit.here()?.moderates());
    let write = move |tx: Tx| async move {
        let (proposal, author) = proposals::comment_of(&tx, deed.community, comment).await?.ok_or(Error::NotFound)?;
        if author != deed.by && !moderates {
            return Err(Error::Forbidden);
        }
        proposals::remove_comment(&tx, deed, comment).await?;
        Ok(proposal)
    };
    let proposal = app.db.write(write).await?;
    Ok(Page::go(format!("{}#remarks", path(&visit, proposal)?)))
}

#[derive(askama::Template)]
#[template(path = "charter/templates/proposals.html")]
struct ProposalsPage<'a> {
    shell: Shell<'a>,
    proposals: Vec<Listed>,
    takes_part: bool,
    paging: Paging,
}

impl ProposalsPage<'_> {
    fn name_of(&self, proposal: &Listed) -> String {
        proposals::name_of(proposal.kind, &proposal.title, &proposal.why)
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
}

pub(super) async fn list(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let community = here.id;
    let after = Cursor::decode(&asked.after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let load = move |tx: Tx| async move { proposals::page(&tx, community, after, PAGE as i64 + 1).await };
    let mut found = app.db.read(load).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let path = format!("/c/{}/charter/proposals", here.slug);
    let next = found.last().filter(|_| more).map(|last| Cursor(vec![last.created_at.0, last.id]).encode());
    let paging =
        Paging { next: next.map(|cursor| format!("{path}?after={cursor}")), first: (!asked.after.is_empty()).then_some(path) };
    let title = visit.tongue.say("charter-proposals").to_owned();
    let context = Context { title, place: "charter", robots: "noindex", ..Context::default() };
    let shell = Shell::new(&app, &visit, context);
    Page::render(&ProposalsPage { shell, proposals: found, takes_part: takes_part(here), paging })
}
