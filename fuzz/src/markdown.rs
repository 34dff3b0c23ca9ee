//! What people write: Markdown and the HTML in it. What comes out is safe, bounded, and read by everything behind it.

use crate::danger::danger;
use crate::text;

/// Who has a handle here.
const KNOWN: [&str; 5] = ["ada", "ada.lovelace", "bob_b", "zoë", "x-y"];

pub fn target(bytes: &[u8]) {
    let source = text(bytes);
    let rendered = markup::render(&source, &|name| KNOWN.contains(&name));
    let html = &rendered.html;
    assert_eq!(danger(html), None, "{html}");
    // A letter of code costs at most a span with its class; what is referred to by name is bounded by the parser.
    assert!(html.len() <= 100 * source.len() + 200_000, "{} bytes became {}", source.len(), html.len());
    assert!(rendered.mentions.iter().all(|handle| KNOWN.contains(&handle.as_str())));
    assert!(rendered.links.iter().all(|link| !link.to_lowercase().trim_start().starts_with("javascript:")));

    let shown = markup::with_pictures(html, &|id| (id % 2 == 0).then_some((640, 427)));
    assert_eq!(danger(&shown), None, "{shown}");
    let plain = markup::plain(html);
    assert!(plain.len() <= html.len());
    for chars in [0, 1, 7, 160] {
        let excerpt = markup::excerpt(html, chars);
        assert!(excerpt.chars().count() <= chars && !excerpt.contains('\n'), "{excerpt:?}");
    }
    // Titles and names go the same way into addresses.
    let slug = markup::slug(&source);
    assert!((1..=80).contains(&slug.len()) && slug.bytes().all(|b| b == b'-' || b.is_ascii_digit() || b.is_ascii_lowercase()));
    people::files::referenced(&source);
}
