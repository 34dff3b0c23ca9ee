//! `GET`, `POST /c/{community}/manage/rules`: the rules, a new one, and (`?pattern=`) what it would have caught in the last month;
//! `POST …/{id}/end`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Query, Shell, Thing, Visited};

use super::model::{Action, Kind, Rule, caught, domain, fold, hosts, links_of};
use super::store;
use crate::communities::Deed;

/// The preview looks back so far, ms, at the latest so many things, and shows so many.
const MONTH: i64 = 30 * Time::DAY;
const LOOKED_AT: i64 = 2000;
const SHOWN: usize = 20;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    kind: String,
    pattern: String,
    action: String,
}

/// What a rule would have caught.
struct Preview {
    things: Vec<Thing>,
    count: usize,
    looked_at: usize,
    /// Whether there was more than was looked at.
    bounded: bool,
}

#[derive(askama::Template)]
#[template(path = "rules/templates/rules.html")]
struct RulesPage<'a> {
    shell: Shell<'a>,
    rules: Vec<Rule>,
    typed: Typed,
    kinds: &'static [Kind],
    actions: &'static [Action],
    preview: Option<Preview>,
    problems: Problems,
}

impl RulesPage<'_> {
    fn is_kind(&self, kind: &Kind) -> bool {
        self.typed.kind == kind.code() || (self.typed.kind.is_empty() && *kind == Kind::Word)
    }

    fn is_action(&self, action: &Action) -> bool {
        self.typed.action == action.code() || (self.typed.action.is_empty() && *action == Action::Hold)
    }
}

impl Typed {
    fn read(&self) -> Done<(Kind, String, Action)> {
        let kind = Kind::from_code(&self.kind).ok_or(Error::invalid("kind", "rule-choose"))?;
        let action = Action::from_code(&self.action).ok_or(Error::invalid("action", "rule-choose"))?;
        let pattern = match kind {
            Kind::Link => domain(&self.pattern).ok_or(Error::invalid("pattern", "rule-domain-wrong"))?,
            Kind::Word => {
                let word = fold(&web::one_line(&self.pattern));
                let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
                // A star alone would catch everything.
                let fits = (2..=60).contains(&word.chars().count()) && letters > 0;
                if fits { word } else { return Err(Error::invalid("pattern", "rule-word-wrong")) }
            }
        };
        Ok((kind, pattern, action))
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(typed): Query<Typed>) -> Result<Response, Failure> {
    if typed.pattern.is_empty() {
        return show(&app, &visit, typed, Vec::new()).await;
    }
    let problems = match typed.read() {
        Err(Error::Invalid(problems)) => problems,
        _ => Vec::new(),
    };
    show(&app, &visit, typed, problems).await
}

async fn show(app: &App, visit: &Visited, typed: Typed, problems: Vec<Problem>) -> Result<Response, Failure> {
    let (community, since, reader) = (visit.here()?.id, visit.now.plus(-MONTH), app.clone());
    let wanted = typed.read().ok().filter(|_| problems.is_empty());
    let now = visit.now;
    let read = move |tx: Tx| async move {
        let rules = store::own(&tx, community).await?;
        let mut lately = Vec::new();
        if wanted.is_some() {
            for kind in &reader.moderated {
                lately.extend((kind.lately)(&tx, community, since, LOOKED_AT).await?);
            }
        }
        Ok((rules, lately, wanted))
    };
    let (rules, lately, wanted) = app.db.read(read).await?;
    let preview = match wanted {
        Some((kind, pattern, action)) => {
            let rule = Rule { id: 0, community, kind, pattern, action, added_at: now };
            Some(base::work::blocking(move || Ok(try_out(rule, lately))).await?)
        }
        None => None,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.tongue.say("menu-manage-rules").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let (shell, problems) = (Shell::new(app, visit, context), Problems(problems));
    let (kinds, actions) = (Kind::ALL, Action::ALL);
    Page::answer(status, &RulesPage { shell, rules, typed, kinds, actions, preview, problems })
}

fn try_out(rule: Rule, lately: Vec<Thing>) -> Preview {
    let (looked_at, rules) = (lately.len(), [rule]);
    let bounded = looked_at >= usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    let mut things: Vec<Thing> = lately
        .into_iter()
        .filter(|thing| caught(&rules, &markup::plain(&thing.html), &hosts(links_of(&thing.html))).is_some())
        .collect();
    let count = things.len();
    things.truncate(SHOWN);
    Preview { things, count, looked_at, bounded }
}

pub(super) async fn add(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, slug, form) = (Deed::of(&visit)?, visit.here()?.slug.clone(), typed.clone());
    let go = move |tx: Tx| async move {
        let (kind, pattern, action) = form.read()?;
        if store::count(&tx, deed.community).await? >= store::MOST {
            return Err(Error::invalid("pattern", "rule-many"));
        }
        store::add(&tx, deed, kind, &pattern, action, 0).await
    };
    match app.db.write(go).await {
        Ok(()) => Ok(Page::go(format!("/c/{slug}/manage/rules"))),
        Err(Error::Invalid(problems)) => show(&app, &visit, typed, problems).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

pub(super) async fn end(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, slug) = (Deed::of(&visit)?, visit.here()?.slug.clone());
    let id: Id = named.id.parse().map_err(|_| Error::NotFound)?;
    app.db.write(move |tx| async move { store::end(&tx, deed, id).await }).await?;
    Ok(Page::go(format!("/c/{slug}/manage/rules")))
}
