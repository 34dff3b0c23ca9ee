//! The structure of HTML, for comparing ours with a specification's.

use std::collections::BTreeMap;

use markup5ever_rcdom::{Node, NodeData};

/// A node of HTML as it was parsed.
#[derive(Debug, Clone)]
pub enum Part {
    Text(String),
    Comment(String),
    Element { name: String, attributes: Attributes, parts: Vec<Part> },
}

/// What stands in the document, whether the parser put it into the head, the body or before both.
pub fn read(html: &str) -> Vec<Part> {
    // Held until everything is copied: a node of this tree empties its descendants when it is dropped.
    let document = super::document(html);
    let mut parts = Vec::new();
    children(&document, &mut parts);
    parts
}

fn children(node: &Node, parts: &mut Vec<Part>) {
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Element { name, .. } if ["html", "head", "body"].contains(&&*name.local) => children(child, parts),
            NodeData::Element { name, attrs, .. } => {
                let mut inside = Vec::new();
                children(child, &mut inside);
                let attributes = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                parts.push(Part::Element { name: name.local.to_string(), attributes, parts: inside });
            }
            NodeData::Text { contents } => text(parts, &contents.borrow()),
            NodeData::Comment { contents } => parts.push(Part::Comment(contents.to_string())),
            _ => {}
        }
    }
}

/// Adds text, to the text before it if there is any.
pub fn text(parts: &mut Vec<Part>, more: &str) {
    match parts.last_mut() {
        Some(Part::Text(text)) => text.push_str(more),
        _ => parts.push(Part::Text(more.to_owned())),
    }
}

/// Elements at whose edges blanks are not shown.
const BLOCKS: &str = "blockquote br dd details div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th \
                      thead tr ul";

fn is_block(name: &str) -> bool {
    BLOCKS.split(' ').any(|block| block == name)
}

/// An element's attributes.
pub type Attributes = BTreeMap<String, String>;

/// Calls `change` with each element's name, attributes and children.
pub fn each(parts: &mut [Part], change: &mut impl FnMut(&mut String, &mut Attributes, &mut Vec<Part>)) {
    for part in parts {
        if let Part::Element { name, attributes, parts } = part {
            change(name, attributes, parts);
            each(parts, change);
        }
    }
}

/// Puts in place of what `is_left_out` what stands inside of it.
pub fn leave_out(parts: &mut Vec<Part>, is_left_out: &impl Fn(&Part) -> bool) {
    let mut kept = Vec::new();
    for mut part in std::mem::take(parts) {
        if let Part::Element { parts, .. } = &mut part {
            leave_out(parts, is_left_out);
        }
        let inside = match part {
            part if !is_left_out(&part) => vec![part],
            Part::Element { parts, .. } => parts,
            _ => Vec::new(),
        };
        for part in inside {
            match part {
                Part::Text(more) => text(&mut kept, &more),
                part => kept.push(part),
            }
        }
    }
    *parts = kept;
}

/// One line for each node, indented, attributes in the order of their names; blanks that no browser shows are left out.
pub fn written(parts: &[Part]) -> String {
    let mut out = String::new();
    write(parts, true, false, 0, &mut out);
    out
}

fn write(parts: &[Part], in_block: bool, verbatim: bool, depth: usize, out: &mut String) {
    let ends_text = |part: Option<&Part>| match part {
        Some(Part::Element { name, .. }) => is_block(name),
        Some(_) => false,
        None => in_block,
    };
    let indent = "  ".repeat(depth);
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) if verbatim => *out += &format!("{indent}{text:?}\n"),
            Part::Text(text) => {
                let mut shown = text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                let blank = |letter: Option<char>| letter.is_some_and(|letter| " \t\n".contains(letter));
                if blank(text.chars().next()) && !ends_text(at.checked_sub(1).and_then(|at| parts.get(at))) {
                    shown.insert(0, ' ');
                }
                if blank(text.chars().next_back()) && !ends_text(parts.get(at + 1)) && shown != " " {
                    shown.push(' ');
                }
                if !shown.trim().is_empty() || (shown == " " && !ends_text(parts.get(at + 1))) {
                    *out += &format!("{indent}{shown:?}\n");
                }
            }
            Part::Comment(text) => *out += &format!("{indent}<!--{text:?}\n"),
            Part::Element { name, attributes, parts } => {
                let attributes: String = attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
                *out += &format!("{indent}<{name}{attributes}>\n");
                write(parts, is_block(name), verbatim || name == "pre", depth + 1, out);
            }
        }
    }
}
