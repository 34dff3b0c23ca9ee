//! `POST /c/{community}/posts/{id}/vote`: up, down, or neither again.

use axum::extract::{Path, State};
use axum::response::Response;
use base::Error;
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::model::{Kind, PostKind};
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{held, voting};
use crate::threads::{Named, back};

#[derive(Deserialize)]
pub(super) struct Sent {
    /// `1`, `-1`, or `0` to take it back.
    value: i64,
}

/// Whether posts of this kind are voted on: openings everywhere, replies where they are ordered by score.
pub(in crate::threads) fn is_votable(kind: Kind, post: PostKind) -> bool {
    match post {
        PostKind::Opening => true,
        PostKind::Reply => kind.is_ranked(),
        PostKind::Comment => false,
    }
}

/// Whether one may also vote against it: a question or an answer can be wrong, somebody's story cannot.
pub(in crate::threads) fn has_down(kind: Kind) -> bool {
    kind.is_ranked()
}

pub(super) async fn vote(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    if !(-1..=1).contains(&sent.value) {
        return Err(Error::invalid("value", "invalid").into());
    }
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::with_post(&tx, here.id, &here.audiences, id).await?;
            let (thread, post) = (thread.there()?, post.there()?);
            only_if(rights.reply(&thread) && is_votable(thread.kind, post.kind))?;
            // One's own is not voted on, and a voice against needs something that can be wrong.
            only_if(!rights.is(post.author) && (sent.value >= 0 || has_down(thread.kind)))?;
            let score = voting::vote(&tx, id, thread.kind, rights.account, sent.value, now).await?;
            if post.kind == PostKind::Opening {
                voting::set_score(&tx, thread.id, score).await?;
            }
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, thread.id, &thread.slug, Some(id)))
}
