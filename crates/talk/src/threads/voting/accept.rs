//! `POST /c/{community}/posts/{id}/accept`: this answer solved it; or no longer.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use people::inbox::{CHECK, store as inbox};
use people::members::store::{self as members, Gave};
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::model::PostKind;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{held, voting};
use crate::threads::{Named, back};

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `0` takes it back.
    value: i64,
}

pub(super) async fn accept(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::with_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            only_if(rights.accept(&thread) && thread.kind.has_answers() && post.kind == PostKind::Reply)?;
            let (was, wanted) = (thread.accepted, if sent.value == 0 { 0 } else { id });
            // Taking back what is not accepted, or accepting twice, changes nothing.
            if was == wanted || (wanted == 0 && was != id) {
                return Ok(thread);
            }
            voting::accept(&tx, thread.id, wanted, now).await?;
            inbox::settle(&tx, CHECK, thread.id).await?;
            let (writing, actor) = (thread.writing(now), rights.acting(thread.author));
            for (answer, more, verb) in [(was, -1, "unaccepted"), (wanted, 1, "accepted")] {
                if answer != 0 {
                    let author = held::post(&tx, here.id, answer).await?.author;
                    members::count(
                        &tx,
                        here.id,
                        author,
                        Gave { accepted: if thread.apart { 0 } else { more }, ..Gave::default() },
                        base::Time(0),
                    )
                    .await?;
                    writing.log(&tx, actor, now, verb, "post", answer).await?;
                }
            }
            writing.log(&tx, actor, now, "sorted", "thread", thread.id).await?;
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, thread.id, &thread.slug, Some(id)))
}
