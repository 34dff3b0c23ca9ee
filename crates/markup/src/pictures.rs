//! Pictures of this site in a text: their small size, with the room that they take, leading to the large one.

use crate::tags::{Piece, attributes, pieces, unescape};

/// Puts width and height to the site's own pictures in what [`crate::render`] made, so that nothing jumps while they load,
/// shows their small size, and links them to the large one unless they stand in a link. `size_of` says width and height of
/// the small size of `/f/{id}/…`, pixels; pictures that it does not know stay as they are.
pub fn with_pictures(html: &str, size_of: &dyn Fn(i64) -> Option<(u32, u32)>) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut in_link = false;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Open { name: "img", attributes } => match known(attributes, size_of) {
                Some((src, size)) => picture(src, attributes, size, in_link, &mut out),
                None => push(&mut out, &["<img", attributes, ">"]),
            },
            Piece::Open { name, attributes } => {
                in_link |= name == "a";
                push(&mut out, &["<", name, attributes, ">"]);
            }
            Piece::Close(name) => {
                in_link &= name != "a";
                push(&mut out, &["</", name, ">"]);
            }
        }
    }
    out
}

fn push(out: &mut String, parts: &[&str]) {
    out.extend(parts.iter().copied());
}

/// The escaped address of one of our pictures without a query, and its size.
fn known<'a>(escaped: &'a str, size_of: &dyn Fn(i64) -> Option<(u32, u32)>) -> Option<(&'a str, (u32, u32))> {
    let (_, src) = attributes(escaped).find(|(name, _)| *name == "src")?;
    let mut address = String::new();
    unescape(src, &mut address);
    let id = address.strip_prefix("/f/")?.split('/').next()?.parse().ok()?;
    // Whoever wrote a query or a fragment wants just that.
    if address.contains(['?', '#']) { None } else { Some((src, size_of(id)?)) }
}

fn picture(src: &str, escaped: &str, small: (u32, u32), in_link: bool, out: &mut String) {
    let own =
        |wanted: &str| attributes(escaped).find(|(name, _)| *name == wanted).and_then(|(_, value)| value.parse::<u32>().ok());
    let (width, height) = room(small, own("width"), own("height"));
    if !in_link {
        push(out, &["<a href=\"", src, "\" class=\"picture\">"]);
    }
    push(out, &["<img src=\"", src, "?size=small\" width=\"", &width.to_string(), "\" height=\"", &height.to_string(), "\""]);
    for (name, value) in attributes(escaped).filter(|(name, _)| !matches!(*name, "src" | "width" | "height")) {
        push(out, &[" ", name, "=\"", value, "\""]);
    }
    out.push('>');
    if !in_link {
        out.push_str("</a>");
    }
}

/// What somebody asked for in HTML, the other side in proportion.
fn room((width, height): (u32, u32), own_width: Option<u32>, own_height: Option<u32>) -> (u32, u32) {
    let part = |own: u32, of: u32, by: u32| {
        let scaled = u64::from(own) * u64::from(of) / u64::from(by.max(1));
        u32::try_from(scaled).unwrap_or(of).clamp(1, 99_999)
    };
    match (own_width, own_height) {
        (None, None) => (width, height),
        (Some(own), None) => (own, part(own, height, width)),
        (None, Some(own)) => (part(own, width, height), own),
        (Some(width), Some(height)) => (width, height),
    }
}

#[cfg(test)]
mod tests {
    use super::with_pictures;
    use crate::wall::clean;

    fn shown(source: &str) -> String {
        let html = crate::render(source, &|_| false).html;
        let shown = with_pictures(&html, &|id| (id < 100).then_some((640, 320)));
        assert_eq!(clean(&shown), shown, "it passes the wall unchanged");
        shown
    }

    #[test]
    fn own_pictures_have_room_and_lead_to_the_large_one() {
        assert_eq!(
            shown("![a \"b\"](/f/12/a%20b.jpg 'T')"),
            "<p><a href=\"/f/12/a%20b.jpg\" class=\"picture\"><img src=\"/f/12/a%20b.jpg?size=small\" width=\"640\" height=\"320\" \
             title=\"T\" alt=\"a &quot;b&quot;\" loading=\"lazy\"></a></p>\n"
        );
    }

    #[test]
    fn in_a_link_a_picture_stays_in_it() {
        let html = shown("[![a](/f/12/a.jpg)](https://e.org) ![b](/f/13/b.jpg)");
        assert_eq!(html.matches("<a ").count(), 2, "{html}");
        assert_eq!(html.matches("?size=small").count(), 2);
    }

    #[test]
    fn others_stay_as_they_are() {
        for source in ["![a](/f/500/a.jpg)", "![a](/f/x/a.jpg)", "![a](/f/12/a.jpg?size=large)", "![a](https://e.org/f/12/a.jpg)"]
        {
            assert_eq!(shown(source), crate::render(source, &|_| false).html);
        }
    }

    #[test]
    fn a_wished_width_keeps_the_proportion() {
        let html = shown("<img src=\"/f/12/a.jpg\" width=\"100\">");
        assert!(html.contains("width=\"100\" height=\"50\""), "{html}");
    }
}
