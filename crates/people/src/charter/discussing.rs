//! `GET /c/{community}/charter/proposals/{id}`: what it would change, who is fine with it, what people say.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Path, Problems, Query, Shell, Visited};

use super::common::{Change, Named, changes, takes_part};
use super::edit::standing;
use super::model::Parts;
use super::proposal::{Comment, Kind, Proposal, Said, Stance};
use super::store::proposals::Reader;
use super::store::{self, proposals};

/// Voices that are shown, the latest; all are counted.
const VOICES: i64 = 200;
/// Remarks on one page.
const REMARKS: usize = 100;

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
    /// The revision of the proposal that they read; 0 when the form does not say.
    pub seen: i64,
    pub once: String,
}

impl Sent {
    /// Whether they read this text of the proposal, and no earlier one.
    pub fn saw(&self, proposal: &Proposal) -> bool {
        self.seen == 0 || self.seen == proposal.rev
    }
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
    mine: Option<Said>,
    counts: (i64, i64),
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
    /// How many are fine with it, and how many object.
    counts: (i64, i64),
    mine: Option<Said>,
    comments: Vec<Comment>,
    paging: Paging,
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

    /// Whether its reason says more than what it is called.
    fn says_more(&self) -> bool {
        self.proposal.why != self.shell.context.title
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
            seen: 0,
            once: String::new(),
        };
        if self.back.form == form { &self.back.sent } else { &NOTHING }
    }

    /// Why they object: as it was typed, or as they said before.
    fn reason(&self) -> &str {
        let before = self.mine.as_ref().map_or("", |said| said.why.as_str());
        if self.back.form == "say" { &self.back.sent.why } else { before }
    }

    /// Whether somebody spoke before the text became what it is.
    fn is_older(&self, said: &Said) -> bool {
        self.proposal.edited_at.is_some_and(|at| said.at < at)
    }

    fn older_voices(&self) -> i64 {
        self.fine.iter().filter(|said| self.is_older(said)).count() as i64
    }

    fn may_remove(&self, comment: &Comment) -> bool {
        self.takes_part && (comment.author == self.account || self.moderates())
    }

    fn moderates(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(web::Here::moderates)
    }

    fn is_mine(&self, stance: &str) -> bool {
        self.mine.as_ref().is_some_and(|said| said.stance.code() == stance)
    }
}

async fn load(tx: &Tx, community: Id, id: Id, reader: Reader, after: (i64, i64)) -> Found<Loaded> {
    let proposal = proposals::find(tx, community, id).await?.ok_or(Error::NotFound)?;
    if proposal.removed_at.is_some_and(|at| !reader.moderates || at <= reader.since) {
        return Err(Error::NotFound);
    }
    let base = store::version(tx, community, proposal.base).await?;
    Ok(Loaded {
        now: standing(tx, community).await?,
        base: base.map(|version| version.parts()).unwrap_or_default(),
        said: proposals::said(tx, id, VOICES).await?,
        mine: proposals::said_by(tx, id, reader.account).await?,
        counts: proposals::counts(tx, id).await?,
        comments: proposals::comments(tx, id, after, REMARKS as i64 + 1, reader).await?,
        proposal,
    })
}

/// The page, with a form that comes back.
pub(super) async fn answer(app: &App, visit: &Visited, id: Id, status: StatusCode, back: Back) -> Result<Response, Failure> {
    render(app, visit, id, status, back, "").await
}

async fn render(app: &App, visit: &Visited, id: Id, status: StatusCode, back: Back, asked: &str) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, account) = (here.id, visit.account.as_ref().map_or(0, |account| account.id));
    let reader = Reader { account, moderates: here.moderates(), since: visit.now.plus(-proposals::BACK) };
    let after = Cursor::decode(asked, 2).map_or((i64::MIN, i64::MIN), |cursor| (cursor.0[0], cursor.0[1]));
    let loaded = app.db.read(move |tx| async move { load(&tx, community, id, reader, after).await }).await?;
    let Loaded { proposal, now: (rev, now), base, said, mine, counts, mut comments } = loaded;
    let more = comments.len() > REMARKS;
    comments.truncate(REMARKS);
    let path = format!("/c/{}/charter/proposals/{id}", here.slug);
    let next = comments.last().filter(|_| more).map(|last| Cursor(vec![last.created_at.0, last.id]).encode());
    let paging =
        Paging { next: next.map(|cursor| format!("{path}?after={cursor}#remarks")), first: (!asked.is_empty()).then_some(path) };
    let (merged, both) = proposal.parts().onto(&base, &now);
    let moved = proposal.kind == Kind::Change && proposal.is_open() && proposal.base != rev;
    let changes = match (proposal.kind, proposal.is_open()) {
        (Kind::Goal, _) => Vec::new(),
        (Kind::Change, true) => changes(now, merged).await?,
        (Kind::Change, false) => changes(base, proposal.parts()).await?,
    };
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
        counts,
        mine,
        comments,
        paging,
        takes_part: takes_part(here),
        leads: here.leads(),
        account,
        back,
        once: app.random.token(),
    };
    Page::answer(status, &page)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Remarks, or proposals, behind this one.
    #[serde(default)]
    pub after: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    render(&app, &visit, named.id()?, StatusCode::OK, Back::default(), &asked.after).await
}

/// Where a proposal stands.
pub(super) fn path(visit: &Visited, id: Id) -> Found<String> {
    Ok(format!("/c/{}/charter/proposals/{id}", visit.here()?.slug))
}
