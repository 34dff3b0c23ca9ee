//! What our HTML has everywhere on purpose, and how it differs where people write what is not let through.

#![allow(
    clippy::allow_attributes,
    clippy::ptr_arg,
    reason = "rules that explain a difference have one type, whether they need it all or not"
)]

use super::shape::{Attributes, Part, each, leave_out, text};

/// Done to the specification's: headings step down by two and leave no level out, since a page has a first and a second one.
pub fn headings_step_down(parts: &mut [Part]) {
    let mut last = 2;
    each(parts, &mut |name, _, _| {
        let own = ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|heading| heading == name);
        if let Some(own) = own {
            last = (own + 3).min(6).min(last + 1);
            *name = format!("h{last}");
        }
    });
}

/// Done to the specification's, so that none of ours may lack it: links to other hosts say that we do not vouch for them.
pub fn foreign_links_have_a_rel(parts: &mut [Part]) {
    each(parts, &mut |name, attributes, _| {
        let address = attributes.get("href").map(|address| address.to_lowercase()).unwrap_or_default();
        if name == "a" && ["http:", "https:", "//"].iter().any(|start| address.starts_with(start)) {
            attributes.insert("rel".to_owned(), "nofollow ugc noopener".to_owned());
        }
    });
}

/// Undone in ours: code in known languages is coloured by spans.
pub fn code_is_coloured(parts: &mut Vec<Part>) {
    leave_out(parts, &|part| match part {
        Part::Element { name, attributes, .. } => {
            name == "span" && attributes.get("class").is_some_and(|class| class.starts_with("hl-"))
        }
        _ => false,
    });
}

/// Undone in ours: items with boxes, and the boxes, have classes for the styles.
pub fn boxes_have_classes(parts: &mut [Part]) {
    each(parts, &mut |name, attributes, _| {
        let class = if name == "input" { "task-list-item-checkbox" } else { "task-list-item" };
        if attributes.get("class").is_some_and(|own| own == class) {
            attributes.remove("class");
        }
    });
}

/// Undone in ours: a footnote's name has the post's hash before its number, since a page has many posts.
pub fn footnotes_are_named_by_post(parts: &mut [Part]) {
    each(parts, &mut |_, attributes, _| {
        for (_, value) in attributes.iter_mut().filter(|(name, _)| ["id", "href"].contains(&name.as_str())) {
            for kind in ["fn", "fnref", "#fn", "#fnref"] {
                let numbers = value.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-')?.get(8..)?.strip_prefix('-'));
                if let Some(numbers) = numbers {
                    *value = format!("{kind}{numbers}");
                }
            }
        }
    });
}

/// A picture that is no file of this site is a link, with its text or the file's name; inside of a link it is text.
pub fn images_are_links(parts: &mut Vec<Part>) {
    each(parts, &mut |name, attributes, inside| {
        if name == "img" {
            "a".clone_into(name);
            let address = attributes.remove("src").unwrap_or_default();
            let alt = attributes.remove("alt").filter(|alt| !alt.is_empty());
            text(inside, &alt.unwrap_or_else(|| address.rsplit('/').next().unwrap_or_default().to_owned()));
            attributes.insert("class".to_owned(), "image-link".to_owned());
            attributes.insert("href".to_owned(), address);
        } else if name == "a" {
            for part in inside {
                if let Part::Element { name, attributes, .. } = part
                    && name == "img"
                {
                    *part = Part::Text(attributes.remove("alt").unwrap_or_default());
                }
            }
        }
    });
}

/// Elements that HTML does not have are left out; what stands inside of them stays.
pub fn elements_are_left_out(parts: &mut Vec<Part>) {
    let unknown = "foo warning bar bab c2c b2 responsive-image random thing totally";
    leave_out(parts, &|part| matches!(part, Part::Element { name, .. } if unknown.split(' ').any(|known| known == name)));
}

/// Whatever is written as `<!…>` or `<?…>` is left out, which a browser would take for a comment.
pub fn comments_are_left_out(parts: &mut Vec<Part>) {
    elements_are_left_out(parts);
    leave_out(parts, &|part| matches!(part, Part::Comment(_)));
}

fn keep(parts: &mut [Part], is_kept: impl Fn(&str, &str) -> bool) {
    each(parts, &mut |_, attributes: &mut Attributes, _| attributes.retain(|name, value| is_kept(name, value)));
}

/// Attributes of raw HTML are left out, but for a link's address.
pub fn attributes_are_left_out(parts: &mut Vec<Part>) {
    keep(parts, |name, _| name == "href");
}

/// An address with another scheme, or something that might be one, is left out; the link's text stays.
pub fn addresses_are_left_out(parts: &mut Vec<Part>) {
    let known = ["http", "https", "mailto"];
    keep(parts, |name, value| name != "href" || value.split_once(':').is_none_or(|(scheme, _)| known.contains(&scheme)));
}

/// Languages with other letters than a class may have are left out.
pub fn languages_are_left_out(parts: &mut Vec<Part>) {
    keep(parts, |name, _| name != "class");
}

/// Line ends in an address are left out, as browsers do when they follow it.
pub fn addresses_have_one_line(parts: &mut Vec<Part>) {
    each(parts, &mut |_, attributes, _| attributes.values_mut().for_each(|value| *value = value.replace('\n', "")));
}
