//! The HTML of other programs, which becomes Markdown. Whatever it was, what is made of that is safe and bounded.

use crate::danger::danger;
use crate::text;

pub fn target(bytes: &[u8]) {
    let html = text(bytes);
    let markdown = markup::from_html(&html);
    assert!(markdown.len() <= 100 * html.len() + 1000, "{} bytes became {}", html.len(), markdown.len());
    let rendered = markup::render(&markdown, &|_| false);
    assert_eq!(danger(&rendered.html), None, "{markdown}\n{}", rendered.html);
    // These are given what `render` made, but must bear anything.
    markup::plain(&html);
    markup::excerpt(&html, 80);
    markup::with_pictures(&html, &|_| Some((1, u32::MAX)));
}
