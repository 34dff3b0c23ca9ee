//! What is taken from a dump and what is left, and why: the import goes by it, and so does the look before it.

use formats::stackexchange::{HistoryType, LinkType, Post, PostType};

use crate::threads::model::LinkKind;

/// An earlier row has its id.
pub(crate) const TWICE: &str = "its id was there before";
/// Of answers whose question was deleted.
pub(crate) const NO_QUESTION: &str = "its question is not in the dump";
/// Of comments, votes, revisions and links whose post was deleted.
pub(crate) const NO_POST: &str = "its post is not in the dump";
/// Of badges and favourites.
pub(crate) const NO_USER: &str = "its user is not in the dump";
/// Of accepted answers that were deleted.
pub(crate) const NO_ANSWER: &str = "the answer is not in the dump";
/// The background process of the site is nobody.
pub(crate) const SYSTEM: &str = "the system account";
/// Of entries of the history that close, lock, vote …
pub(crate) const NO_EDIT: &str = "not an edit";
/// Of links inside a thread.
pub(crate) const OWN_THREAD: &str = "points to its own thread";

/// What a row of `Posts.xml` becomes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Question,
    /// Of the question with this id.
    Answer(i64),
    /// Nothing; the kind that it is counted under, and why.
    Left(&'static str, String),
}

/// Questions and answers are taken; tag wikis and the like are left.
pub(crate) fn post(post: &Post) -> Taken {
    match (post.post_type_id, post.parent_id) {
        (PostType::Question, _) => Taken::Question,
        (PostType::Answer, Some(question)) => Taken::Answer(question),
        (PostType::Answer, None) => Taken::Left("answers", "names no question".into()),
        (kind, _) => Taken::Left("other_posts", format!("{kind:?}")),
    }
}

/// Whether an entry of the history becomes (part of) a revision.
pub(crate) fn is_edit(kind: HistoryType) -> bool {
    kind.is_body() || kind.is_title() || kind.is_tags()
}

/// The link that a row becomes, or why it is left.
pub(crate) fn link(kind: LinkType) -> Result<LinkKind, &'static str> {
    match kind {
        LinkType::Duplicate => Ok(LinkKind::Duplicate),
        LinkType::Linked => Ok(LinkKind::Linked),
        LinkType::Other(_) => Err("of an unknown type"),
    }
}

/// What somebody is called whom `Users.xml` does not know: by the name that was left, else by their number. Nobody
/// otherwise.
pub(crate) fn left_name(id: Option<i64>, left: Option<&str>) -> Option<String> {
    let left = left.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    // Without Users.xml there is at least a number to tell people apart by.
    left.or_else(|| id.filter(|id| *id > 0).map(|id| format!("user{id}")))
}

/// A name as it is shown; who has none goes by the number.
pub(crate) fn name(display: &str, id: i64) -> String {
    let name = display.trim();
    if name.is_empty() { format!("user{id}") } else { name.chars().take(80).collect() }
}
