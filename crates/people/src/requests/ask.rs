//! `GET`, `POST /c/{community}/ask-to-join`: somebody asks to be let in. A name and the answers are enough.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result as Done, Time, Tx};
use http::{HeaderMap, StatusCode};
use web::{App, Context, Failure, Form, Here, Joining, Page, Problems, Shell, Visit, Visited, lines, one_line};

use super::store::{self, Standing};
use crate::accounts::proofs::{self, Brought, Effort, For, Shown};
use crate::accounts::sign_ups::rule::{self, Rule, SignUp};
use crate::accounts::{self, MOST_NEW, Opening};
use crate::charter::{self, Version};
use crate::communities::Deed;
use crate::inbox::{ANSWERED, store as inbox};

/// Letters of the longest answer.
const LONGEST: usize = 1000;

#[derive(askama::Template)]
#[template(path = "requests/templates/ask.html")]
struct AskPage<'a> {
    shell: Shell<'a>,
    here: &'a Here,
    charter: Option<Version>,
    /// Questions with what was answered.
    questions: Vec<(String, String)>,
    name: String,
    /// Of this form alone: sent twice, it is one person.
    once: String,
    problems: Problems,
    standing: Option<Standing>,
    /// What keeps programs out, of who has no account.
    check: Shown,
}

impl AskPage<'_> {
    /// Whether there is no request that waits.
    fn may_ask(&self) -> bool {
        self.standing.as_ref().is_none_or(|standing| standing.decided)
    }
}

/// The community, when it can be asked.
fn asked_at(visit: &Visit) -> Done<&Here> {
    let here = visit.here()?;
    if here.joining == Joining::Request { Ok(here) } else { Err(Error::NotFound) }
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = asked_at(&visit)?;
    if here.roles.member {
        return Ok(Page::go(format!("/c/{}", here.slug)));
    }
    if visit.account.is_none() && by_name_alone(&app).await?.is_none() {
        return Ok(Page::go(door(here)));
    }
    show(&app, &visit, StatusCode::OK, Typed::default(), Problems::default(), None).await
}

/// What somebody typed.
#[derive(Clone, Default)]
struct Typed {
    name: String,
    answers: Vec<String>,
    brought: Brought,
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    typed: Typed,
    problems: Problems,
    refused: Option<Shown>,
) -> Result<Response, Failure> {
    let here = asked_at(visit)?;
    let (community, account) = (here.id, visit.account.as_ref().map(|account| account.id));
    let (questions, charter, standing, effort) = app
        .db
        .read(move |tx| async move {
            let standing = match account {
                Some(account) => store::standing(&tx, community, account).await?,
                None => None,
            };
            let questions = store::questions(&tx, community).await?;
            Ok((questions, charter::store::current(&tx, community).await?, standing, rule::read(&tx).await?.effort()))
        })
        .await?;
    let effort = if account.is_none() { effort } else { Effort::Off };
    let check = refused.unwrap_or_else(|| Shown::new(For::AskIn, effort, typed.brought));
    let Typed { name, answers, .. } = typed;
    let answer = |at: usize| answers.get(at).cloned().unwrap_or_default();
    let questions = questions.into_iter().enumerate().map(|(at, question)| (question, answer(at))).collect();
    let title = visit.tongue.with("ask-in-title", "community", &here.name);
    let context = Context { title, robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    let once = app.random.token();
    Page::answer(status, &AskPage { shell, here, charter, questions, name, once, problems, standing, check })
}

/// The site's rule, where it lets everybody make an account; else a name is not enough here either.
async fn by_name_alone(app: &App) -> base::Result<Option<SignUp>> {
    let rule = app.db.read(|tx| async move { rule::read(&tx).await }).await?;
    Ok(Some(rule).filter(|rule| rule.rule == Rule::Open))
}

/// Where somebody gets an account first, and comes back from.
fn door(here: &Here) -> String {
    format!("/join?to=/c/{}/ask-to-join", here.slug)
}

pub(super) async fn send(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let here = asked_at(&visit)?;
    let path = format!("/c/{}/ask-to-join", here.slug);
    if here.roles.member {
        return Ok(Page::go(format!("/c/{}", here.slug)));
    }
    let rule = by_name_alone(&app).await?;
    let all = |field: &str| form.iter().filter(|(name, _)| name == field).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
    let name = all("name").first().map(|name| one_line(name)).unwrap_or_default();
    let answers: Vec<String> = all("answer").into_iter().take(MOST_QUESTIONS).map(lines).collect();
    let first = |field: &str| all(field).first().map(|text| (*text).to_owned()).unwrap_or_default();
    let once = first("once");
    let brought = Brought { proof: first("proof"), wait: first("wait"), homepage: first("homepage") };
    let typed = Typed { name: name.clone(), answers: answers.clone(), brought };
    let known = visit.account.as_ref().map(|account| account.id);
    if known.is_none() && rule.is_none() {
        return Ok(Page::go(door(here)));
    }
    let mut problems = Vec::new();
    if let Some(message) = accounts::name_problem(&name).filter(|_| known.is_none()) {
        problems.push(Problem { field: "name", message });
    }
    if answers.iter().any(|answer| answer.chars().count() > LONGEST) {
        problems.push(Problem { field: "answer", message: "text-long" });
    }
    if !problems.is_empty() {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Problems(problems), None).await;
    }
    // The same form under another name is another person.
    let whom = if accounts::is_form(&once) { format!("{once} {name}") } else { String::new() };
    if let Some(rule) = rule.filter(|_| known.is_none())
        && let Err(refused) = proofs::check(&app, &visit, For::AskIn, rule.effort(), typed.brought.clone(), &whom).await?
    {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Problems::default(), Some(refused)).await;
    }
    if known.is_none() && !visit.client.is_empty() {
        app.limits.take(&format!("joining from {}", visit.client), MOST_NEW, Time::HOUR, visit.now)?;
    }
    let (community, opening, now) = (here.id, Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let ask = move |tx: Tx| async move {
        let by = match known {
            Some(account) => account,
            None => {
                let (account, _) = accounts::by_form(&tx, &once, &name, false, now).await?;
                session.open(&tx, account, now).await?;
                account
            }
        };
        let questions = store::questions(&tx, community).await?;
        let answered: Vec<(String, String)> =
            questions.into_iter().zip(answers.into_iter().chain(std::iter::repeat(String::new()))).collect();
        let answered = serde_json::to_string(&answered).map_err(Error::internal)?;
        inbox::done(&tx, by, ANSWERED, community).await?;
        store::ask(&tx, Deed { community, by, now }, &answered).await
    };
    app.db.write(ask).await?;
    Ok(if known.is_some() { Page::go(path) } else { opening.lead(&app, &path) })
}

/// As many questions a community may ask.
pub(super) const MOST_QUESTIONS: usize = 5;
