//! What a source may cost. Everything over it is shown as plain text.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::tags::{escape_text, is_void};

/// Bytes of Markdown.
pub(crate) const MOST_SOURCE: usize = 1 << 20;
/// Nodes of the tree; a megabyte of ordinary prose has about twenty thousand.
pub(crate) const MOST_NODES: usize = 100_000;
/// Levels of nesting. An HTML parser's work grows with their square.
pub(crate) const MOST_DEPTH: usize = 100;

/// Tags and references in HTML: html5ever's work on references in one text grows with the square of their number.
const MOST_MARKS: usize = 150_000;
/// Mentions in one text; more are left as text.
pub(crate) const MOST_MENTIONS: usize = 1000;

/// A line begins with so many `>` that parsing alone would be slow.
pub(crate) fn quoted_too_deep(source: &str) -> bool {
    source.lines().any(|line| {
        let before = line.bytes().take_while(|byte| b"> \t-+*.)0123456789".contains(byte));
        before.filter(|byte| *byte == b'>').count() > MOST_DEPTH
    })
}

/// So much markup that parsing the HTML would be slow, whoever wrote it.
pub(crate) fn crowded(html: &str) -> bool {
    html.bytes().filter(|byte| matches!(byte, b'<' | b'&')).count() > MOST_MARKS
}

/// Raw HTML within [`MOST_DEPTH`] and [`MOST_NODES`], judged without building a tree.
///
/// Only an end tag of the innermost open element closes here. So wrongly nested elements, which a parser would copy again
/// and again, add up.
pub(crate) fn bearable(html: &str) -> bool {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Depth::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    !tokenizer.sink.0.borrow().refused
}

#[derive(Default)]
struct Open {
    names: Vec<LocalName>,
    tags: usize,
    refused: bool,
}

#[derive(Default)]
struct Depth(RefCell<Open>);

impl TokenSink for Depth {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let mut open = self.0.borrow_mut();
        open.tags += 1;
        if tag.kind == TagKind::EndTag {
            open.names.pop_if(|name| *name == tag.name);
        } else if !is_void(&tag.name) && !may_stay_open(&tag.name) && open.names.len() <= MOST_DEPTH {
            open.names.push(tag.name);
        }
        open.refused |= open.names.len() > MOST_DEPTH || open.tags > MOST_NODES || tag.attrs.len() > 50;
        TokenSinkResult::Continue
    }
}

/// Elements that the next of their kind ends, so that people leave them open.
fn may_stay_open(name: &str) -> bool {
    matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "tbody" | "thead" | "tfoot")
}

/// The source as it is, in paragraphs.
pub(crate) fn as_text(source: &str) -> String {
    let mut html = String::with_capacity(source.len() + source.len() / 8);
    for paragraph in source.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
        html.push_str("<p>");
        for (number, line) in paragraph.lines().enumerate() {
            if number > 0 {
                html.push_str("<br>\n");
            }
            escape_text(line, &mut html);
        }
        html.push_str("</p>\n");
    }
    html
}
