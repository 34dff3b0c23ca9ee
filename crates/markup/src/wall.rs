//! The one place that decides which HTML of people is let through.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::code::is_highlight_class;

/// Of a link that leads away.
pub(crate) const FOREIGN_REL: &str = "nofollow ugc noopener";

/// HTML of whatever origin without anything that is not on the lists below. Linear but for nesting: see `bounds`.
pub(crate) fn clean(html: &str) -> String {
    WALL.clean(html).to_string()
}

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
];

/// Elements whose text is no text for people.
const WITH_CONTENT: &[&str] =
    &["script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript", "noembed", "noframes"];

const SCHEMES: &[&str] = &["http", "https", "mailto"];

const CLASSES: &[&str] = &[
    "mention",
    "image-link",
    "picture",
    "math-inline",
    "math-display",
    "footnotes",
    "footnote-ref",
    "footnote-backref",
    "task-list-item",
    "task-list-item-checkbox",
];

static WALL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let set = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    let attributes: [(&str, &[&str]); 11] = [
        ("a", &["href", "title", "rel"]),
        ("abbr", &["title"]),
        ("details", &["open"]),
        ("img", &["src", "alt", "title", "width", "height", "loading"]),
        ("input", &["type", "disabled", "checked"]),
        ("li", &["value"]),
        ("ol", &["start", "reversed"]),
        ("td", &["align", "colspan", "rowspan"]),
        ("th", &["align", "colspan", "rowspan"]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
    ];
    let mut wall = Builder::empty();
    wall.tags(set(TAGS))
        .clean_content_tags(set(WITH_CONTENT))
        .generic_attributes(set(&["class", "id", "dir"]))
        .tag_attributes(attributes.into_iter().map(|(tag, names)| (tag, set(names))).collect())
        .url_schemes(set(SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        // The finishing pass sets it by where the link leads.
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(value);
    wall
});

/// The value that an attribute may have, `None` to drop it.
fn value<'v>(_element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let kept = match attribute {
        "class" => return classes(value),
        "href" | "src" => return address(value),
        "id" => is_footnote(value),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "rel" => value == FOREIGN_REL,
        "align" => matches!(value, "left" | "center" | "right"),
        "width" | "height" => is_number(value, 5),
        "start" | "value" => is_number(value.strip_prefix('-').unwrap_or(value), 9),
        "colspan" | "rowspan" | "span" => is_number(value, 2),
        "loading" => value == "lazy",
        "type" => value == "checkbox",
        "disabled" | "checked" | "open" | "reversed" => return Some(Cow::Borrowed("")),
        _ => true,
    };
    kept.then_some(Cow::Borrowed(value))
}

/// An address without control characters and outer blanks, when it is relative or of a known scheme.
///
/// Stricter than ammonia's own reading before it: whatever is invisible does not count, so that no reader of this HTML,
/// however it trims, finds another scheme than we did.
fn address(value: &str) -> Option<Cow<'_, str>> {
    let invisible = |letter: char| {
        letter.is_control()
            || letter.is_whitespace()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let start = &value[..value.find(['/', '?', '#', '\\']).unwrap_or(value.len())];
    if let Some((scheme, _)) = start.split_once(':') {
        let scheme: String = scheme.chars().filter(|letter| !invisible(*letter)).collect();
        if !SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
    }
    if value.starts_with(invisible) || value.ends_with(invisible) || value.contains(|letter: char| letter.is_control()) {
        let kept: String = value.chars().filter(|letter| !letter.is_control()).collect();
        return Some(Cow::Owned(kept.trim_matches(invisible).to_owned()));
    }
    Some(Cow::Borrowed(value))
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let ours = |class: &&str| CLASSES.contains(class) || is_highlight_class(class) || is_language(class);
    if ours(&value) {
        return Some(Cow::Borrowed(value));
    }
    // Stack Exchange and Prettify say `lang-rust`.
    let usual = |class: &str| class.strip_prefix("lang-").map_or_else(|| class.to_owned(), |name| format!("language-{name}"));
    let kept: Vec<String> = value.split_ascii_whitespace().take(20).map(usual).filter(|class| ours(&class.as_str())).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

fn is_language(class: &str) -> bool {
    let rest = class.strip_prefix("language-");
    rest.is_some_and(|name| {
        (1..=30).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#._".contains(&byte))
    })
}

/// `fn-1f00baaa-1`, `fnref-1f00baaa-1-2`: what `tree` makes of the names of footnotes.
fn is_footnote(id: &str) -> bool {
    let rest = id.strip_prefix("fnref-").or_else(|| id.strip_prefix("fn-"));
    rest.is_some_and(|rest| {
        let (hash, numbers) = rest.split_at_checked(8).unwrap_or(("", ""));
        hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            && numbers.starts_with('-')
            && numbers.len() <= 16
            && numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}

fn is_number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}
