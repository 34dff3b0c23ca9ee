//! `GET /new/{id}/{step}`, `POST /new/{id}/{step}`: one step of the wizard. Every press of a button keeps what was typed.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Time};
use http::StatusCode;
use people::accounts;
use people::address::{self, Found, Reach};
use people::communities::Kind;
use people::invitations::{self, Slot};
use serde::Deserialize;
use web::{App, Context, Face, Failure, Form, Language, Page, Path, Problems, Shell, Visited};

use super::drafts::Drafts;
use super::listen::{self, Heard};
use super::model::{Answers, Reads, Serves, Step};
use super::open;
use super::store::{self, Launch};

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
    #[serde(default)]
    step: String,
}

impl Named {
    pub fn id(&self) -> Done<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }

    fn step(&self) -> Done<Step> {
        Step::from_code(&self.step).ok_or(Error::NotFound)
    }
}

#[derive(askama::Template)]
#[template(path = "launch/templates/step.html")]
struct StepPage<'a> {
    shell: Shell<'a>,
    id: Id,
    step: Step,
    /// Every field as it stands: the answer, or the draft.
    filled: Answers,
    /// Fields that still stand as they were drafted.
    drafted: Vec<&'static str>,
    problems: Problems,
    founder: String,
    reach: Reach,
    /// The last check of the address, with the link for another device.
    found: Option<Found>,
    link: Option<(String, String)>,
    /// The data directory, for starting the program another way.
    data: String,
    /// What people said about what this step asks.
    heard: Vec<Heard>,
    /// A link that signs the founder in on another device, with its code; shown once.
    device: Option<(String, String)>,
}

impl StepPage<'_> {
    /// Somebody who has no account yet.
    fn face(&self, name: &str) -> Face {
        Face { handle: name.to_owned(), name: name.to_owned() }
    }

    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn get(&self, field: &str) -> &str {
        self.filled.get(field)
    }

    fn is_drafted(&self, field: &str) -> bool {
        self.drafted.contains(&field) && !self.get(field).is_empty()
    }

    fn is_admin(&self) -> bool {
        self.shell.visit.account.as_ref().is_some_and(|account| account.admin)
    }

    /// The lines of a field, for lists.
    fn lines(&self, field: &str) -> impl Iterator<Item = &str> {
        self.get(field).lines().filter(|line| !line.trim().is_empty())
    }

    /// Rows that a text area needs for what stands in it.
    fn rows(&self, field: &str) -> usize {
        let letters = |line: &str| line.chars().count() / 60 + 1;
        self.get(field).lines().map(letters).sum::<usize>().clamp(2, 12)
    }

    fn slots(&self, slot: Slot) -> Vec<&'static str> {
        super::model::SLOTS.iter().filter(|(_, of)| *of == slot).map(|(field, _)| *field).collect()
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (launch, step) = (find(&app, &visit, named.id()?).await?, named.step()?);
    if launch.community != 0 {
        return Ok(Page::go(open::home_of(&app, launch.community).await?));
    }
    show(&app, &visit, StatusCode::OK, &launch, step, Problems::default(), None).await
}

pub(super) async fn find(app: &App, visit: &Visited, id: Id) -> Done<Launch> {
    let account = visit.account()?.id;
    app.db.read(move |tx| async move { store::one(&tx, account, id).await }).await?.ok_or(Error::NotFound)
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    launch: &Launch,
    step: Step,
    problems: Problems,
    device: Option<(String, String)>,
) -> Result<Response, Failure> {
    let answers = Answers::read(&launch.answers);
    let filled = Drafts::of(app, &answers, visit.now).filled(&answers);
    let drafted = step.fields().iter().map(|(field, _)| *field).filter(|field| !answers.0.contains_key(*field)).collect();
    let title = visit.tongue.say_key(&format!("launch-{step}-title")).to_owned();
    let context = Context { title, robots: "noindex", ..Context::default() };
    let founder = visit.account()?.face.name.clone();
    let data = app.exports.parent().map(|data| data.display().to_string()).unwrap_or_default();
    let heard = listen::about(app, launch.id, step).await?;
    let (shell, reach) = (Shell::new(app, visit, context), Reach::of(&app.link("")));
    let found = address::last(app).await?;
    let link = address::phone(app, visit, found.as_ref())?;
    let id = launch.id;
    Page::answer(
        status,
        &StepPage { shell, id, step, filled, drafted, problems, founder, reach, found, link, data, heard, device },
    )
}

/// Looks whether the address can be reached; what was found stands in the last step.
pub(super) async fn check(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let launch = find(&app, &visit, named.id()?).await?;
    address::check(&app, &visit, "the wizard").await?;
    Ok(Page::go(format!("/new/{}/doors#found", launch.id)))
}

/// Keeps the step's answers and goes where the pressed button says: on, back, or away for now.
pub(super) async fn save(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (launch, step) = (find(&app, &visit, named.id()?).await?, named.step()?);
    if launch.community != 0 {
        return Ok(Page::go(open::home_of(&app, launch.community).await?));
    }
    let answers = taken(&app, &launch, step, &form, visit.now);
    let go = form.iter().find(|(name, _)| name == "go").map_or("next", |(_, go)| go.as_str());
    let now = visit.now;
    let problems = if go == "next" { answers.problems(step, now) } else { Vec::new() };
    let reached = step.next().filter(|_| go == "next" && problems.is_empty()).unwrap_or(step);
    let (id, json) = (launch.id, answers.json());
    app.db.write(move |tx| async move { store::keep(&tx, id, reached, &json, now).await }).await?;
    let launch = Launch { answers: answers.json(), ..launch };
    if !problems.is_empty() {
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, &launch, step, Problems(problems), None).await;
    }
    match (go, step.before(), step.next()) {
        ("listen", _, _) => Ok(Page::go(format!("/new/{id}/answers"))),
        ("later", _, _) => Ok(Page::go("/new?saved=1")),
        ("back", Some(before), _) => Ok(Page::go(format!("/new/{id}/{before}"))),
        (_, _, Some(next)) => Ok(Page::go(format!("/new/{id}/{next}"))),
        // An early step can have been left with nothing in it.
        _ => match Step::ALL.iter().find(|step| !answers.problems(**step, now).is_empty()) {
            Some(wrong) => {
                let problems = Problems(answers.problems(*wrong, now));
                show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, &launch, *wrong, problems, None).await
            }
            None => open::doors(&app, &visit, &launch, &answers).await,
        },
    }
}

/// The answers with what a step's form says.
fn taken(app: &App, launch: &Launch, step: Step, form: &[(String, String)], now: Time) -> Answers {
    let mut answers = Answers::read(&launch.answers);
    let drafted = Drafts::of(app, &answers, now).filled(&answers);
    answers.take(step, form, &drafted);
    answers
}

/// Keeps what was typed, and makes a link that signs the founder in on their phone and leads on here.
pub(super) async fn another_device(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let launch = find(&app, &visit, named.id()?).await?;
    let at = form.iter().find(|(name, _)| name == "at").and_then(|(_, at)| Step::from_code(at));
    let (id, step, now) = (launch.id, at.unwrap_or(launch.step), visit.now);
    let launch = Launch { answers: taken(&app, &launch, step, &form, now).json(), ..launch };
    let (account, json) = (visit.account()?.id, launch.answers.clone());
    app.db.write(move |tx| async move { store::keep(&tx, id, step, &json, now).await }).await?;
    let path = accounts::issue_link(&app.db, &app.random, account, now, Time::HOUR, 1).await?;
    let link = app.link(&format!("{path}?to=/new/{id}/{step}"));
    // No phone opens what only this computer can.
    let only_here = Reach::only_here(&link);
    let code = if only_here { String::new() } else { invitations::qr_svg(&link, visit.tongue.say("launch-device-code"))? };
    show(&app, &visit, StatusCode::OK, &launch, step, Problems::default(), Some((link, code))).await
}

pub(super) async fn drop_it(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (account, id) = (visit.account()?.id, named.id()?);
    app.db.write(move |tx| async move { store::forget(&tx, account, id).await }).await?;
    Ok(Page::go("/new"))
}
