//! `GET/POST /c/{community}/threads/{id}/merge`: everything said in this thread moves into another, by time; its address
//! leads there.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Problem};
use http::StatusCode;
use people::inbox::{CHECK, store as inbox};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visit, Visited};

use crate::threads::Named;
use crate::threads::model::Listed;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::{lists, moderating, recount, voting, writing};

/// What a page that asks for another thread says, as message keys, and the last word of its address.
pub(super) struct Choosing {
    pub title: &'static str,
    pub text: &'static str,
    pub button: &'static str,
    pub action: &'static str,
}

const CHOOSING: Choosing = Choosing { title: "merge-title", text: "merge-text", button: "merge-send", action: "merge" };

#[derive(askama::Template)]
#[template(path = "threads/moderating/templates/choose.html")]
struct ChoosePage<'a> {
    shell: Shell<'a>,
    choosing: &'a Choosing,
    thread: Id,
    about: String,
    back: String,
    /// Threads that it may be, most alike first.
    likely: Vec<Listed>,
    other: &'a str,
    problem: Option<&'static str>,
}

/// The page that asks which other thread.
pub(super) async fn choose(
    app: &App,
    visit: &Visit,
    id: Id,
    choosing: &Choosing,
    other: &str,
    problem: Option<&'static str>,
    may: impl FnOnce(&HeldThread) -> bool,
) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    let (community, audiences, slug) = (here.id, here.audiences.clone(), here.slug.clone());
    let thread = app.db.read(move |tx| async move { held::look(&tx, here.id, &here.audiences, id).await?.there() }).await?;
    if !may(&thread) {
        return Err(Error::Forbidden.into());
    }
    let (text, index, readable) = (thread.title.clone(), std::sync::Arc::clone(&app.index), audiences.clone());
    let scope =
        search::Scope { audiences, community: Some(community), kinds: vec![search::Kind::Thread], ..search::Scope::default() };
    let hits = base::work::blocking(move || index.like(&text, id, &scope, 6).map_err(Error::internal)).await?;
    let ids: Vec<Id> = hits.iter().map(|hit| hit.thread).collect();
    let wanted = ids.clone();
    let mut likely = app.db.read(move |tx| async move { lists::some(&tx, &wanted, &readable).await }).await?;
    likely.sort_by_key(|thread| ids.iter().position(|id| *id == thread.id));
    let context = Context { title: visit.tongue.say_key(choosing.title).to_owned(), robots: "noindex", ..Context::default() };
    let page = ChoosePage {
        shell: Shell::new(app, visit, context),
        choosing,
        thread: id,
        back: format!("/c/{slug}/t/{id}/{}", thread.slug),
        about: thread.title,
        likely,
        other,
        problem: problem.map(|key| visit.tongue.say_key(key)),
    };
    Page::answer(if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

/// A thread by number or address: `12`, `#12`, `/c/x/t/12/slug`, `https://…/t/12`.
pub(super) fn named(typed: &str) -> Option<Id> {
    let typed = typed.trim();
    let number = match typed.split_once("/t/") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next().unwrap_or(""),
        None => typed.trim_start_matches('#'),
    };
    number.parse().ok()
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(path): Path<Named>) -> Result<Response, Failure> {
    choose(&app, &visit, path.id()?, &CHOOSING, "", None, |_| true).await
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    other: String,
}

pub(super) async fn merge(
    State(app): State<App>,
    visit: Visited,
    Path(path): Path<Named>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, account, id, now) = (visit.here()?.clone(), visit.account()?.id, path.id()?, visit.now);
    let (slug, other) = (here.slug.clone(), named(&sent.other));
    let done = app
        .db
        .write(move |tx| async move {
            let unknown = || Error::invalid("other", "thread-unknown");
            let other = other.filter(|other| *other != id).ok_or_else(unknown)?;
            // Always the lower number first, so that two merges at once do not wait for each other.
            let (first, second) = (id.min(other), id.max(other));
            let held = [
                held::thread(&tx, here.id, &here.audiences, first).await,
                held::thread(&tx, here.id, &here.audiences, second).await,
            ];
            let mut both = Vec::new();
            for thread in held {
                both.push(thread.and_then(HeldThread::there).map_err(|error| match error {
                    Error::NotFound => unknown(),
                    error => error,
                })?);
            }
            if first != id {
                both.reverse();
            }
            let [from, into] = both.try_into().map_err(|_| unknown())?;
            // Nobody's words are read by more people than they were written for, nor by others.
            if from.audience != into.audience && (from.apart || into.apart) {
                return Err(Error::invalid("other", "merge-other-group"));
            }
            if voting::poll(&tx, from.id).await?.is_some() && voting::poll(&tx, into.id).await?.is_some() {
                return Err(Error::invalid("other", "merge-two-polls"));
            }
            // Its title goes before what opened it, so that it is not lost.
            moderating::put_before(&tx, from.id, &format!("**{}**\n\n", from.title.replace('*', "")), &as_line(&from.title))
                .await?;
            moderating::take_in(&tx, from.id, &into).await?;
            writing::set_labels(&tx, from.writing(now), from.id, 0, &[]).await?;
            inbox::settle(&tx, CHECK, from.id).await?;
            // What solved it solves the other, unless that was solved already.
            if from.kind.has_answers() && into.kind.has_answers() && into.accepted == 0 && from.accepted != 0 {
                voting::accept(&tx, into.id, from.accepted, now).await?;
            }
            moderating::set_merged(&tx, from.id, into.id, account, now).await?;
            recount::thread(&tx, from.id).await?;
            recount::thread(&tx, into.id).await?;
            for author in moderating::authors(&tx, into.id).await? {
                recount::member(&tx, here.id, author).await?;
            }
            recount::community(&tx, here.id).await?;
            let log = into.writing(now);
            log.log(&tx, account, now, "merged", "thread", from.id).await?;
            log.log(&tx, account, now, "took_in", "thread", into.id).await?;
            Ok(into)
        })
        .await;
    match done {
        Ok(into) => Ok(Page::go(format!("/c/{slug}/t/{}/{}", into.id, into.slug))),
        Err(Error::Invalid(problems)) => {
            let problem = problems.first().map(|Problem { message, .. }| *message);
            choose(&app, &visit, id, &CHOOSING, &sent.other, problem, |_| true).await
        }
        Err(other) => Err(other.into()),
    }
}

/// A title as a line of a post.
fn as_line(title: &str) -> String {
    markup::render(&format!("**{}**", title.replace(['*', '\\'], "")), &|_| false).html
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn threads_are_named_by_number_or_address() {
        for typed in ["12", " #12 ", "/c/x/t/12/slug?at=3", "https://guild.test/c/x/t/12"] {
            assert_eq!(named(typed), Some(12), "{typed}");
        }
        assert_eq!(named("twelve"), None);
    }
}
