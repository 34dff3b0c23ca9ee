//! `GET/POST /c/{community}/posts/{id}/react`: any emoji below any post; the same one again takes it back.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id};
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Shell, Visited};

use crate::threads::rights::{Rights, only_if};
use crate::threads::store::{held, voting};
use crate::threads::{Named, back};

/// What the page without scripts offers, and the picker first.
const USUAL: [&str; 24] = [
    "👍", "🙏", "❤️", "🎉", "😀", "😂", "🤔", "👀", "💡", "✅", "🔥", "👏", "💪", "🙌", "😮", "😢", "🚀", "⭐", "📌", "☕", "🛠️",
    "📏", "🧪", "💧",
];
/// Different signs below one post.
const MOST: i64 = 20;

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    emoji: String,
    /// `1` leaves it, `0` takes it back; without it the one or the other, as it stands.
    value: Option<i64>,
}

#[derive(askama::Template)]
#[template(path = "threads/voting/templates/react.html")]
struct PalettePage<'a> {
    shell: Shell<'a>,
    post: Id,
    back: String,
    usual: &'static [&'static str],
}

pub(super) async fn palette(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, id) = (visit.here()?.clone(), named.id()?);
    let slug = here.slug.clone();
    let look = move |tx: base::Tx| async move {
        let (thread, post) = held::look_at_post(&tx, here.id, &here.audiences, id).await?;
        post.there()?;
        thread.there()
    };
    let thread = app.db.read(look).await?;
    let back = format!("/c/{slug}/t/{}/{}?at={id}#p{id}", thread.id, thread.slug);
    let context = Context { title: visit.tongue.say("react").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&PalettePage { shell: Shell::new(&app, &visit, context), post: id, back, usual: &USUAL })
}

pub(super) async fn react(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let emoji = sent.emoji.trim().to_owned();
    if !is_emoji(&emoji) {
        return Err(Error::invalid("emoji", "invalid").into());
    }
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let (thread, post) = held::with_post(&tx, here.id, &here.audiences, id).await?;
            let thread = thread.there()?;
            post.there()?;
            only_if(rights.writes(thread.audience))?;
            let there = voting::react(&tx, id, rights.account, &emoji, sent.value.map(|value| value != 0), now).await?;
            if there && voting::signs(&tx, id).await? > MOST {
                return Err(Error::Conflict("enough different signs stand there".into()));
            }
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, thread.id, &thread.slug, Some(id)))
}

/// Whether this is one emoji: a short sequence of pictographs with joiners, tones, flags or keycaps, and nothing else.
fn is_emoji(text: &str) -> bool {
    let pictograph = |c: char| {
        matches!(u32::from(c),
            0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2190..=0x21FF | 0x2300..=0x23FF | 0x25A0..=0x25FF | 0x2B00..=0x2BFF
            | 0x2934..=0x2935 | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139)
    };
    let joining = |c: char| matches!(u32::from(c), 0x200D | 0xFE0F | 0x20E3 | 0xE0020..=0xE007F);
    let keycap = text.ends_with('\u{20E3}') && text.starts_with(|c: char| c.is_ascii_digit() || c == '#' || c == '*');
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| pictograph(c) || keycap);
    first && text.chars().count() <= 12 && chars.all(|c| pictograph(c) || joining(c))
}

#[cfg(test)]
mod tests {
    use super::{USUAL, is_emoji};

    #[test]
    fn emoji_and_nothing_else() {
        for sign in USUAL.iter().chain(&["👩‍🔬", "🏳️‍🌈", "🇳🇱", "1️⃣", "👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "©️"])
        {
            assert!(is_emoji(sign), "{sign}");
        }
        for text in ["", "a", "👍a", "<b>", "1", "👍 👍", "\u{200d}", "漢"] {
            assert!(!is_emoji(text), "{text:?}");
        }
    }
}
