//! The way from source to HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use comrak::{Arena, Options};

use crate::bounds::{self, MOST_DEPTH, MOST_NODES, MOST_SOURCE};
use crate::{finish, tree, wall};

/// A text as it is stored beside its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe to put into a page as it is.
    pub html: String,
    /// Handles of known people, lower-cased, each once, in order.
    pub mentions: Vec<String>,
    /// Addresses of links and of images that became links, each once, in order; neither mentions nor places on the same page.
    pub links: Vec<String>,
    /// There is mathematics to be typeset.
    pub math: bool,
    /// There are blocks of code.
    pub code: bool,
}

/// Markdown to safe HTML. `known` says of a lower-cased name whether it is somebody's handle.
///
/// Never fails: a source that is over a megabyte, nested over a hundred deep or otherwise built to be expensive comes out
/// as plain paragraphs.
pub fn render(source: &str, known: &dyn Fn(&str) -> bool) -> Rendered {
    let source = cleared(source);
    marked_up(&source, known).unwrap_or_else(|| Rendered { html: bounds::as_text(&source), ..Rendered::default() })
}

fn marked_up(source: &str, known: &dyn Fn(&str) -> bool) -> Option<Rendered> {
    if source.len() > MOST_SOURCE || bounds::quoted_too_deep(source) {
        return None;
    }
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, source, &OPTIONS);
    let shape = tree::shape(root);
    if shape.depth > MOST_DEPTH || shape.nodes > MOST_NODES {
        return None;
    }
    let seen = tree::rewrite(&arena, root, source, known);
    let mut html = String::with_capacity(source.len() * 3 / 2);
    comrak::format_html(root, &OPTIONS, &mut html).ok()?;
    if bounds::crowded(&html) || (shape.raw && !bounds::bearable(&html)) {
        return None;
    }
    let finished = finish::finish(&wall::clean(&html));
    Some(Rendered { html: finished.html, mentions: seen.mentions, links: finished.links, math: seen.math, code: seen.code })
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.parse.relaxed_tasklist_matching = false;
    // The wall comes behind it.
    options.render.r#unsafe = true;
    options.render.tasklist_classes = true;
    options
});

/// Without control characters (tab and line feed stay) and with one kind of line end.
fn cleared(source: &str) -> Cow<'_, str> {
    if !source.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t') {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    let mut letters = source.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' => text.push('\n'),
            '\n' | '\t' => text.push(letter),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    Cow::Owned(text)
}
