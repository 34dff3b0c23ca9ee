//! `GET`, `POST /c/{community}/flag/{kind}/{id}`: a member says that something is wrong with a thing or a person.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result as Done, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{
    App, Context, Failure, Form, Handling, Here, Moderated, Page, Path, Problems, Query, Shell, Thing, Visited, What, lines,
};

use super::model::{Cause, ENOUGH, LONGEST, MOST_A_DAY, Reason};
use super::store;
use crate::communities::{Deed, store as communities};
use crate::inbox::{MODERATED, store as inbox};
use crate::veils::store as veils;

#[derive(Deserialize)]
pub(super) struct Named {
    kind: String,
    id: String,
}

impl Named {
    /// The kind and the id; what nobody brought is no kind.
    fn read(&self, app: &App) -> Done<(Moderated, Id)> {
        Ok((kind_of(app, &self.kind)?, self.id.parse().map_err(|_| Error::NotFound)?))
    }
}

/// A kind of thing by its word.
pub(super) fn kind_of(app: &App, kind: &str) -> Done<Moderated> {
    app.moderated.iter().find(|known| known.kind == kind).copied().ok_or(Error::NotFound)
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    fault: String,
    words: String,
}

#[derive(askama::Template)]
#[template(path = "moderation/templates/flag.html")]
struct FlagPage<'a> {
    shell: Shell<'a>,
    kind: &'static str,
    thing: Thing,
    excerpt: String,
    reasons: &'static [Reason],
    typed: Typed,
    problems: Problems,
    moderates: bool,
}

impl FlagPage<'_> {
    fn is_chosen(&self, reason: &Reason) -> bool {
        self.typed.fault == reason.code()
    }
}

/// The thing, as far as this reader may see it.
async fn find(tx: &Tx, here: &Here, kind: Moderated, id: Id) -> Done<Thing> {
    let found = (kind.look)(tx, here.id, &[id]).await?.pop();
    found.filter(|thing| !thing.gone && here.audiences.contains(&thing.audience)).ok_or(Error::NotFound)
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (kind, id) = named.read(&app)?;
    show(&app, &visit, kind, id, Typed::default(), Vec::new()).await
}

async fn show(
    app: &App,
    visit: &Visited,
    kind: Moderated,
    id: Id,
    typed: Typed,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let moderates = here.moderates();
    let thing = app.db.read(move |tx| async move { find(&tx, &here, kind, id).await }).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let context = Context { title: visit.tongue.say("flag-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    let (excerpt, problems) = (markup::excerpt(&thing.html, 280), Problems(problems));
    Page::answer(status, &FlagPage { shell, kind: kind.kind, thing, excerpt, reasons: Reason::ALL, typed, problems, moderates })
}

pub(super) async fn flag(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (kind, id) = named.read(&app)?;
    let (here, deed) = (visit.here()?.clone(), Deed::of(&visit)?);
    let Some(reason) = Reason::from_code(&typed.fault) else {
        return show(&app, &visit, kind, id, typed, vec![Problem { field: "fault", message: "flag-choose" }]).await;
    };
    let words: String = lines(&typed.words).chars().take(LONGEST).collect();
    let (slug, moderates) = (here.slug.clone(), here.moderates());
    let done = app
        .db
        .write(move |tx| async move {
            let thing = find(&tx, &here, kind, id).await?;
            let case = set(&tx, &here, deed, kind, &thing, reason, &words).await?;
            Ok((thing, case))
        })
        .await;
    match done {
        // Whoever keeps order goes on to decide.
        Ok((_, case)) if moderates => Ok(Page::go(format!("/c/{slug}/manage/queue/{case}"))),
        Ok((thing, _)) => Ok(Page::go(format!("/c/{slug}/flagged?to={}", web::encoded(&thing.path)))),
        Err(Error::Invalid(problems)) => show(&app, &visit, kind, id, typed, problems).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(askama::Template)]
#[template(path = "moderation/templates/flagged.html")]
struct FlaggedPage<'a> {
    shell: Shell<'a>,
    back: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Where the thing stands, behind the community's address.
    #[serde(default)]
    to: String,
}

/// `GET /c/{community}/flagged`: thanks, and the way back.
pub(super) async fn thanks(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let slug = &visit.here()?.slug;
    let to = if web::is_path(&asked.to) { asked.to.as_str() } else { "" };
    let context = Context { title: visit.tongue.say("flag-thanks").to_owned(), robots: "noindex", ..Context::default() };
    let back = format!("/c/{slug}{to}");
    Page::render(&FlaggedPage { shell: Shell::new(&app, &visit, context), back })
}

async fn set(tx: &Tx, here: &Here, deed: Deed, kind: Moderated, thing: &Thing, reason: Reason, words: &str) -> Done<Id> {
    if veils::behind(tx, thing.author).await? == deed.by {
        return Err(Error::invalid("fault", "flag-own"));
    }
    if store::flags_since(tx, deed.by, deed.now.plus(-Time::DAY)).await? >= MOST_A_DAY && !here.moderates() {
        return Err(Error::invalid("fault", "flag-many"));
    }
    let trusted = here.moderates() || !here.roles.steward.is_empty() || store::is_known(tx, here.id, deed.by, deed.now).await?;
    let (case, _) = store::open(tx, here.id, (kind.kind, thing.id, thing.author), Cause::Flagged, deed.now).await?;
    if !store::flag(tx, deed, case, reason, words, trusted).await? {
        return Ok(case);
    }
    let held = store::held(tx, here.id, case).await?;
    // Who keeps order is not hidden by others: they look at it first.
    let keeper = communities::moderators(tx, here.id, deed.now).await?.contains(&thing.author);
    if !held.hidden && !keeper && store::trusted_flags(tx, case).await? >= ENOUGH {
        let handling = Handling { community: here.id, by: None, now: deed.now, what: What::Hide, why: String::new() };
        if (kind.handle)(tx, &handling, thing.id).await? {
            store::keep_thing(tx, case, kind.kind, thing.id).await?;
            store::set_hidden(tx, case, true).await?;
            store::note(tx, Deed { by: 0, ..deed }, "held", "case", case).await?;
            let author = veils::behind(tx, thing.author).await?;
            inbox::put(tx, author, MODERATED, case, deed.now).await?;
        }
    }
    Ok(case)
}
