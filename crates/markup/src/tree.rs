//! What happens on comrak's tree, between parsing and HTML.

use std::collections::HashMap;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeHtmlBlock, NodeValue};

use crate::bounds::MOST_MENTIONS;
use crate::code::Highlighter;
use crate::mention::mentions;
use crate::tags::{escape_attribute, escape_text};

type Node<'a> = &'a AstNode<'a>;

/// How big a tree is.
pub(crate) struct Shape {
    pub(crate) nodes: usize,
    pub(crate) depth: usize,
    /// People wrote HTML.
    pub(crate) raw: bool,
}

/// Measures without recursion.
pub(crate) fn shape(root: Node<'_>) -> Shape {
    let mut shape = Shape { nodes: 0, depth: 0, raw: false };
    let mut depth = 0;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                shape.nodes += 1;
                shape.depth = shape.depth.max(depth);
                shape.raw |= matches!(node.data().value, NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_));
            }
            NodeEdge::End(_) => depth -= 1,
        }
    }
    shape
}

/// What [`rewrite`] came across.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) mentions: Vec<String>,
    pub(crate) math: bool,
    pub(crate) code: bool,
}

/// Puts in mentions, mathematics and highlighted code, and names footnotes anew: a page shows many posts, so a footnote's
/// id is made of a hash of its post's source and its number, never of what somebody wrote.
pub(crate) fn rewrite<'a>(arena: &'a Arena<'a>, root: Node<'a>, source: &str, known: &dyn Fn(&str) -> bool) -> Seen {
    let mut seen = Seen::default();
    let mut highlighter = Highlighter::default();
    let mut footnotes = HashMap::new();
    let hash = source.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut texts = Vec::new();
    // Links and code that people opened as HTML; comrak's own links are left below.
    let mut raw_depth = 0_usize;
    let mut skipped = 0_usize;
    for edge in root.traverse() {
        let (node, start) = match edge {
            NodeEdge::Start(node) => (node, true),
            NodeEdge::End(node) => (node, false),
        };
        let mut data = node.data_mut();
        match &mut data.value {
            NodeValue::Link(_) | NodeValue::Image(_) => {
                if start {
                    skipped += 1;
                } else {
                    skipped -= 1;
                }
            }
            _ if !start => {}
            NodeValue::Text(text) if raw_depth == 0 && skipped == 0 && text.contains('@') => texts.push(node),
            NodeValue::HtmlInline(tag) => {
                raw_depth = raw_depth.saturating_add_signed(opens(tag));
                tame(tag);
            }
            NodeValue::HtmlBlock(block) => tame(&mut block.literal),
            NodeValue::Math(math) => {
                seen.math = true;
                let class = if math.display_math { "math-display" } else { "math-inline" };
                let mut html = format!("<span class=\"{class}\">");
                escape_text(&math.literal, &mut html);
                html.push_str("</span>");
                data.value = NodeValue::HtmlInline(html);
            }
            NodeValue::CodeBlock(block) => {
                seen.code = true;
                let language = block.info.split([' ', '\t', ',']).next().unwrap_or_default();
                if let Some(literal) = highlighter.block(language, &block.literal) {
                    data.value = NodeValue::HtmlBlock(NodeHtmlBlock { block_type: 6, literal });
                }
            }
            NodeValue::FootnoteReference(reference) => {
                let name = format!("{hash:08x}-{}", reference.ix);
                footnotes.insert(std::mem::replace(&mut reference.name, name.clone()), name);
            }
            NodeValue::FootnoteDefinition(definition) => {
                // Definitions stand behind all references but those in footnotes; a name is known by the first one.
                definition.name = footnotes.get(&definition.name).cloned().unwrap_or_else(|| format!("{hash:08x}-0"));
            }
            _ => {}
        }
    }
    let mut left = MOST_MENTIONS;
    for text in texts {
        mention(arena, text, known, &mut left, &mut seen.mentions);
    }
    seen
}

/// 1 for the beginning of a link or code, -1 for an end, 0 for other tags.
fn opens(tag: &str) -> isize {
    let inside = tag.trim_start_matches('<');
    let (end, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    match (["a", "code"].iter().any(|known| name.eq_ignore_ascii_case(known)), end) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => -1,
    }
}

/// Tags behind which an HTML parser reads everything as text; those of GFM's tag filter.
const SWALLOWING: &[&str] = &["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

/// Shows such tags as text, lest one of them swallow the rest of the post.
fn tame(html: &mut String) {
    let swallows = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
        SWALLOWING.iter().any(|known| name[..end].eq_ignore_ascii_case(known))
    };
    if html.split('<').skip(1).any(swallows) {
        let mut parts = html.split('<');
        let mut tamed = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            tamed.push_str(if swallows(part) { "&lt;" } else { "<" });
            tamed.push_str(part);
        }
        *html = tamed;
    }
}

/// Cuts a text node where people are mentioned.
fn mention<'a>(arena: &'a Arena<'a>, node: Node<'a>, known: &dyn Fn(&str) -> bool, left: &mut usize, people: &mut Vec<String>) {
    let text = match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        _ => return,
    };
    let mut from = 0;
    for found in mentions(&text, known, *left) {
        *left -= 1;
        let mut html = String::from("<a class=\"mention\" href=\"/u/");
        escape_attribute(&found.handle, &mut html);
        html.push_str("\">");
        escape_text(&text[found.start..found.end], &mut html);
        html.push_str("</a>");
        for value in [NodeValue::Text(text[from..found.start].to_owned().into()), NodeValue::HtmlInline(html)] {
            node.insert_before(arena.alloc(value.into()));
        }
        from = found.end;
        if !people.contains(&found.handle) {
            people.push(found.handle);
        }
    }
    node.data_mut().value = NodeValue::Text(text[from..].to_owned().into());
}
