//! "This is me": `POST /c/{community}/members/{handle}/claim` asks for the account of a member who has never signed in, and takes
//! it over once that was granted: the two accounts become one. `GET /c/{community}/manage/claims`, `POST …/{id}`: a moderator grants or refuses.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Found, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Belongings, Context, Failure, Form, Page, Path, Query, Shell, Visited, encoded};

use super::GRANTED;
use super::merging;
use super::store::claims::{self, Claim};
use crate::accounts::store as accounts;
use crate::communities::Deed;
use crate::inbox::store as inbox;
use crate::members::store as members;

/// Questions that somebody may ask in a day.
const MOST: u32 = 10;

#[derive(Deserialize)]
pub(super) struct Named {
    handle: String,
}

enum Done {
    Asked,
    Merged,
    Nothing,
}

pub(super) async fn ask(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let back = format!("/c/{}/members/{}", here.slug, encoded(&named.handle));
    if visit.account.is_none() {
        return Ok(Page::go(format!("/sign-in?to={}", encoded(&back))));
    }
    let (deed, handle) = (Deed::of(&visit)?, named.handle);
    app.limits.take(&format!("claims of {}", deed.by), MOST, Time::DAY, deed.now)?;
    let kept = app.belongings.clone();
    let done = app.db.write(move |tx| async move { say_so(&tx, &kept, deed, &handle).await }).await?;
    match done {
        Done::Asked => Ok(Page::go(back)),
        Done::Merged => Ok(Page::go(format!("/c/{}/members/{}", here.slug, encoded(&visit.account()?.face.handle)))),
        Done::Nothing => Err(Error::NotFound.into()),
    }
}

async fn say_so(tx: &Tx, kept: &[Belongings], deed: Deed, handle: &str) -> Found<Done> {
    let Some(profile) = accounts::profile(tx, handle).await? else { return Ok(Done::Nothing) };
    let member = members::is_member(tx, deed.community, profile.id).await?;
    if profile.claimed || !member || profile.id == deed.by {
        return Ok(Done::Nothing);
    }
    if let Some((_, 1)) = claims::asked(tx, profile.id, deed.by).await? {
        return Ok(if merging::merge(tx, kept, deed, profile.id).await? { Done::Merged } else { Done::Nothing });
    }
    claims::ask(tx, deed, profile.id).await?;
    Ok(Done::Asked)
}

#[derive(askama::Template)]
#[template(path = "bringing/templates/claims.html")]
struct ClaimsPage<'a> {
    shell: Shell<'a>,
    claims: Vec<Claim>,
    /// What came of the last answer: the rest of a message key.
    told: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    done: String,
}

pub(super) async fn open(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let told = ["granted", "refused"].into_iter().find(|known| *known == asked.done).unwrap_or("");
    show(&app, &visit, StatusCode::OK, told).await
}

async fn show(app: &App, visit: &Visited, status: StatusCode, told: &'static str) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    let claims = app.db.read(move |tx| async move { claims::open(&tx, community, 100).await }).await?;
    let title = visit.tongue.say("menu-manage-claims").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    Page::answer(status, &ClaimsPage { shell: Shell::new(app, visit, context), claims, told })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Answered {
    /// `yes` or `no`.
    granted: String,
}

#[derive(Deserialize)]
pub(super) struct Question {
    id: Id,
}

pub(super) async fn answer(
    State(app): State<App>,
    visit: Visited,
    Path(question): Path<Question>,
    Form(answered): Form<Answered>,
) -> Result<Response, Failure> {
    let (deed, id) = (Deed::of(&visit)?, question.id);
    let granted = match answered.granted.as_str() {
        "yes" => true,
        "no" => false,
        _ => return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, "choose").await,
    };
    let kept = app.belongings.clone();
    let decided = app.db.write(move |tx| async move { decide(&tx, &kept, deed, id, granted).await }).await?;
    if !decided {
        return show(&app, &visit, StatusCode::CONFLICT, "others").await;
    }
    let told = if granted { "granted" } else { "refused" };
    Ok(Page::go(format!("/c/{}/manage/claims?done={told}", visit.here()?.slug)))
}

/// `false` when the account is not this moderator's to give: it is in other communities, too, or has a role.
async fn decide(tx: &Tx, kept: &[Belongings], deed: Deed, id: Id, granted: bool) -> Found<bool> {
    // Answered already: the same twice.
    let Some((account, claimant)) = claims::question(tx, deed.community, id).await? else { return Ok(true) };
    // Nobody grants to themselves.
    if granted && (claimant == deed.by || !merging::is_theirs_to_give(tx, kept, deed, account).await?) {
        return Ok(false);
    }
    claims::answer(tx, deed, id, account, granted).await?;
    if granted {
        inbox::put(tx, claimant, GRANTED, id, deed.now).await?;
    }
    Ok(true)
}
