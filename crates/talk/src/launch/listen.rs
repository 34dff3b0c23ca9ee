//! Listening first: a link with five questions, for which nobody needs an account. The answers stand on a page of the
//! founder's and beside the steps that they help with. `POST /new/{id}/listen`, `GET /new/{id}/answers`,
//! `GET/POST /listen/{code}`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Time};
use http::StatusCode;
use people::accounts::proofs::Trap;
use people::address::Reach;
use people::invitations;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Query, Shell, Visited, lines, one_line};

use super::model::{Answers, Step};
use super::step::{self, Named};
use super::store;

/// What is asked: the rest of the key of each question, and the step that its answers help with.
pub(super) const ASKED: [(&str, Step); 5] =
    [("struggle", Step::Domain), ("show", Step::Squad), ("learn", Step::Charter), ("when", Step::Rhythm), ("reach", Step::Doors)];
/// Letters of the longest answer.
const LONGEST: usize = 500;
/// Answers from one network address in an hour.
const MOST: u32 = 30;

/// What somebody answered, in the order of [`ASKED`].
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub name: String,
    pub answers: Vec<String>,
    pub created_at: Time,
}

impl Heard {
    /// The answer to one of [`ASKED`], if there is one.
    pub fn to(&self, step: &Step) -> Option<&str> {
        let at = ASKED.iter().position(|(_, of)| of == step)?;
        self.answers.get(at).map(String::as_str).filter(|answer| !answer.is_empty())
    }
}

/// Makes the link, once; leads to the page with it.
pub(super) async fn begin(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let launch = step::find(&app, &visit, named.id()?).await?;
    let (id, code) = (launch.id, app.random.token());
    app.db.write(move |tx| async move { store::listen(&tx, id, &code).await }).await?;
    Ok(Page::go(format!("/new/{id}/answers")))
}

#[derive(askama::Template)]
#[template(path = "launch/templates/answers.html")]
struct AnswersPage<'a> {
    shell: Shell<'a>,
    id: Id,
    step: Step,
    /// Empty while nobody is asked.
    link: String,
    /// Whether nobody but this computer can open it: then there is no code to scan.
    only_here: bool,
    picture: String,
    heard: Vec<Heard>,
}

pub(super) async fn answers(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let launch = step::find(&app, &visit, named.id()?).await?;
    let (id, step) = (launch.id, launch.step);
    let (code, heard) =
        app.db.read(move |tx| async move { Ok((store::listening(&tx, id).await?, store::heard(&tx, id).await?)) }).await?;
    let link = if code.is_empty() { String::new() } else { app.link(&format!("/listen/{code}")) };
    let only_here = Reach::only_here(&link);
    let picture = if code.is_empty() || only_here {
        String::new()
    } else {
        invitations::qr_svg(&link, visit.tongue.say("invitation-code"))?
    };
    let context = Context { title: visit.tongue.say("listen-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&AnswersPage { shell: Shell::new(&app, &visit, context), id, step, link, only_here, picture, heard })
}

#[derive(Deserialize)]
pub(super) struct Coded {
    code: String,
}

impl ListenPage<'_> {
    /// What was typed as the answer to the question at a place.
    fn typed(&self, at: &usize) -> &str {
        self.typed.get(*at).map_or("", String::as_str)
    }
}

#[derive(Deserialize)]
pub(super) struct Thanked {
    #[serde(default)]
    sent: String,
}

#[derive(askama::Template)]
#[template(path = "launch/templates/listen.html")]
struct ListenPage<'a> {
    shell: Shell<'a>,
    code: String,
    /// What the community is to be called and is about, as far as the founder said.
    name: String,
    want: String,
    typed: Vec<String>,
    who: String,
    form: String,
    trap: Trap,
    problems: Problems,
    sent: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    Path(coded): Path<Coded>,
    Query(thanked): Query<Thanked>,
) -> Result<Response, Failure> {
    let form = app.random.token();
    let empty = (Vec::new(), String::new(), form, Trap::default());
    show(&app, &visit, StatusCode::OK, coded.code, empty, Problems::default(), !thanked.sent.is_empty()).await
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    code: String,
    (typed, who, form, trap): (Vec<String>, String, String, Trap),
    problems: Problems,
    sent: bool,
) -> Result<Response, Failure> {
    let asked = code.clone();
    let (_, answers) = app.db.read(move |tx| async move { store::by_code(&tx, &asked).await }).await?.ok_or(Error::NotFound)?;
    let answers = Answers::read(&answers);
    let (name, want) = (answers.get("name").to_owned(), answers.get("want").to_owned());
    let context = Context { title: visit.tongue.say("listen-page-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &ListenPage { shell, code, name, want, typed, who, form, trap, problems, sent })
}

pub(super) async fn send(
    State(app): State<App>,
    visit: Visited,
    Path(coded): Path<Coded>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let field = |name: &str| form.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.as_str());
    let cut = |text: String| text.chars().take(LONGEST).collect::<String>();
    let typed: Vec<String> = ASKED.iter().map(|(what, _)| cut(lines(field(what)))).collect();
    let who: String = one_line(field("who")).chars().take(60).collect();
    let sending = field("form").chars().take(64).collect::<String>();
    if typed.iter().all(String::is_empty) {
        let problems = Problems(vec![Problem { field: "struggle", message: "listen-nothing" }]);
        return show(
            &app,
            &visit,
            StatusCode::UNPROCESSABLE_ENTITY,
            coded.code,
            (typed, who, sending, Trap::default()),
            problems,
            false,
        )
        .await;
    }
    let trap = Trap::look(&app, &visit, field("homepage"))?;
    if trap.sprung {
        let typed = (typed, who, sending, trap);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, coded.code, typed, Problems::default(), false).await;
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("listening from {}", visit.client), MOST, Time::HOUR, visit.now)?;
    }
    let (code, now, json) = (coded.code.clone(), visit.now, serde_json::to_string(&typed).map_err(Error::internal)?);
    app.db
        .write(move |tx| async move {
            let (launch, _) = store::by_code(&tx, &code).await?.ok_or(Error::NotFound)?;
            store::hear(&tx, launch, &who, &json, &sending, now).await
        })
        .await?;
    Ok(Page::go(format!("/listen/{}?sent=1", coded.code)))
}

/// What people said about what a step asks.
pub(super) async fn about(app: &App, launch: Id, step: Step) -> Done<Vec<Heard>> {
    let mut heard = app.db.read(move |tx| async move { store::heard(&tx, launch).await }).await?;
    heard.retain(|heard| heard.to(&step).is_some());
    heard.truncate(8);
    Ok(heard)
}
