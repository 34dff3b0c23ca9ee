//! HTML of other programs to Markdown.

use std::sync::LazyLock;

use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};
use htmd::{Element, HtmlToMarkdown};

use crate::tags::{Piece, pieces, unescape};
use crate::{bounds, wall};

/// Markdown that [`render`](crate::render) makes read like `html`, for texts of which only the HTML came along.
///
/// Goes through the wall first, so scripts, styles and forms are gone. What Markdown has no sign for but the wall lets
/// through (`kbd`, `sub`, `sup`, `mark`, `ins` …) stays as HTML. HTML nested too deep comes out as its text.
pub fn from_html(html: &str) -> String {
    if html.len() > bounds::MOST_SOURCE || bounds::crowded(html) || !bounds::bearable(html) {
        return bare(html);
    }
    let html = with_code(&wall::clean(&html.replace(MARK, "")));
    let markdown = CONVERTER.convert(&html).unwrap_or_else(|_| bare(&html));
    markdown.trim().replace(MARK, "\\")
}

/// Stands before an `&` that is to be escaped, which the converter forgets; a character of private use.
const MARK: char = '\u{f8f0}';

/// Without anything in angle brackets; what is left is escaped, so that it is not read as HTML again.
fn bare(html: &str) -> String {
    let (mut text, mut escaped) = (String::new(), String::new());
    for piece in pieces(html) {
        match piece {
            Piece::Text(part) => unescape(part, &mut text),
            Piece::Open { name: "br" | "p" | "li" | "div" | "tr", .. } => text.push_str("\n\n"),
            Piece::Open { .. } | Piece::Close(_) => {}
        }
    }
    for letter in text.trim().chars() {
        if "\\`*_<>[]#&|~$".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// Puts a `code` into each `pre` that has none, which alone is read as a code block, and leaves only text in it; marks
/// what would be read as a reference (`&amp;lt;`) outside of code.
fn with_code(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut pre: Option<String> = None;
    let mut in_code = false;
    for piece in pieces(html) {
        let (bracket, name, attributes) = match piece {
            Piece::Text(text) => {
                if let Some(class) = pre.as_mut().filter(|class| *class != "open") {
                    out.push_str(&format!("<pre><code{class}>"));
                    "open".clone_into(class);
                }
                for (number, part) in text.split("&amp;").enumerate() {
                    if number > 0 {
                        let named = part.starts_with(|letter: char| letter == '#' || letter.is_ascii_alphabetic());
                        out.extend((named && !in_code && pre.is_none()).then_some(MARK));
                        out.push_str("&amp;");
                    }
                    out.push_str(part);
                }
                continue;
            }
            Piece::Open { name: "pre", attributes } => {
                pre = Some(attributes.to_owned());
                continue;
            }
            Piece::Close("pre") => {
                out.push_str(if pre.take().as_deref() == Some("open") { "</code></pre>" } else { "" });
                continue;
            }
            Piece::Open { name, attributes } => {
                if let Some(class) = pre.as_mut() {
                    if name == "code" && class.is_empty() {
                        attributes.clone_into(class);
                    } else if name == "br" {
                        out.push('\n');
                    }
                    continue;
                }
                in_code |= name == "code";
                ("<", name, attributes)
            }
            Piece::Close(_) if pre.is_some() => continue,
            Piece::Close(name) => {
                in_code &= name != "code";
                ("</", name, "")
            }
        };
        out.push_str(&format!("{bracket}{name}{attributes}>"));
    }
    out
}

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        hr_style: HrStyle::Dashes,
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let kept = vec!["kbd", "sub", "sup", "mark", "ins", "u", "small", "abbr"];
    let struck = vec!["del", "s"];
    HtmlToMarkdown::builder()
        .options(options)
        .add_handler(kept, |handlers: &dyn htmd::element_handler::Handlers, element: Element| {
            let tag = element.tag;
            Some(format!("<{tag}>{}</{tag}>", handlers.walk_children(element.node).content).into())
        })
        .add_handler(struck, |handlers: &dyn htmd::element_handler::Handlers, element: Element| {
            Some(format!("~~{}~~", handlers.walk_children(element.node).content.trim()).into())
        })
        .build()
});
