//! `GET/POST /c/{community}/threads/{id}/worked`: did the answer work for you, and if not, where not?

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id};
use people::inbox::{CHECK, store as inbox};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use crate::threads::Named;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::voting::Outcome;
use crate::threads::store::{held, voting};

#[derive(askama::Template)]
#[template(path = "inbox/templates/worked.html")]
struct WorkedPage<'a> {
    shell: Shell<'a>,
    thread: Id,
    about: String,
    back: String,
    mine: Option<Outcome>,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, account, id) = (visit.here()?.clone(), visit.account()?.id, named.id()?);
    let slug = here.slug.clone();
    let (thread, mine) = app
        .db
        .read(move |tx| async move {
            let thread = held::look(&tx, here.id, &here.audiences, id).await?.there()?;
            if thread.accepted == 0 {
                return Err(Error::NotFound);
            }
            let outcomes = voting::outcomes(&tx, thread.accepted).await?;
            Ok((thread, outcomes.into_iter().find(|outcome| outcome.account == account)))
        })
        .await?;
    let back = format!("/c/{slug}/t/{id}/{}?at={accepted}#p{accepted}", thread.slug, accepted = thread.accepted);
    let context = Context { title: visit.tongue.say("worked-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&WorkedPage { shell: Shell::new(&app, &visit, context), thread: id, about: thread.title, back, mine })
}

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `1` for yes, `0` for no.
    worked: i64,
    #[serde(default)]
    note: String,
}

pub(super) async fn worked(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let note: String = web::one_line(&sent.note).chars().take(300).collect();
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.writes(thread.audience))?;
            if thread.accepted == 0 {
                return Err(Error::NotFound);
            }
            // Nobody praises their own answer.
            only_if(!rights.is(held::post(&tx, here.id, thread.accepted).await?.author))?;
            let actor = rights.acting(thread.author);
            voting::set_outcome(&tx, thread.accepted, actor, sent.worked != 0, note.trim(), now).await?;
            inbox::done(&tx, rights.account, CHECK, id).await?;
            let writing = thread.writing(now);
            let verb = if sent.worked != 0 { "worked" } else { "did_not_work" };
            writing.log(&tx, actor, now, verb, "outcome", thread.accepted).await?;
            Ok(thread)
        })
        .await?;
    Ok(Page::go(format!("/c/{slug}/t/{id}/{}?at={accepted}#p{accepted}", thread.slug, accepted = thread.accepted)))
}
