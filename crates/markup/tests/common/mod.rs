#![allow(
    clippy::allow_attributes,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests print what they skipped and end on surprises; not every test uses all of them"
)]
//! What several tests need.
#![allow(dead_code, reason = "each test uses its part")]

use std::path::PathBuf;
use std::rc::Rc;

use markup5ever_rcdom::{Node, NodeData};

pub mod rules;
pub mod shape;

/// A file of the shared data, or `None` with a note where there is none.
pub fn data(path: &str) -> Option<String> {
    let folder = match std::env::var_os("GUILDHALL_SHARED_DATA") {
        Some(folder) => Some(PathBuf::from(folder)),
        None => {
            let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
            here.ancestors().map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir())
        }
    };
    let text = folder.and_then(|folder| std::fs::read_to_string(folder.join(path)).ok());
    if text.is_none() {
        println!("skipped: no data folder with {path}");
    }
    text
}

/// Renders for a place where nobody has a handle but ada, ada.lovelace, bob_b and zoë.
pub fn render(source: &str) -> markup::Rendered {
    markup::render(source, &|name| ["ada", "ada.lovelace", "bob_b", "zoë", "x-y"].contains(&name))
}

/// Parses HTML as a browser would and calls `look` with each element's name and attributes.
fn elements(html: &str, mut look: impl FnMut(&str, &[(String, String)])) {
    for node in nodes(html) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let list: Vec<_> = attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            look(&name.local, &list);
        }
    }
}

/// The document that a browser would make of `html`.
fn document(html: &str) -> Rc<Node> {
    htmd::HtmlToMarkdown::new().html_to_tree(html).unwrap()
}

/// All nodes in order. All are held until the end: a node of this tree empties its descendants when it is dropped.
fn nodes(html: &str) -> Vec<Rc<Node>> {
    let mut left = vec![document(html)];
    let mut nodes = Vec::new();
    while let Some(node) = left.pop() {
        left.extend(node.children.borrow().iter().rev().cloned());
        nodes.push(node);
    }
    nodes
}

/// Says what is dangerous in `html`, if anything.
pub fn danger(html: &str) -> Option<String> {
    let mut found = None;
    elements(html, |name, attributes| {
        let bad = [
            "script", "style", "iframe", "object", "embed", "form", "svg", "math", "link", "meta", "base", "video", "audio",
            "textarea", "button", "select", "frame", "template",
        ];
        if bad.contains(&name) && !(name == "meta" && attributes.is_empty()) {
            found = Some(format!("<{name}>"));
        }
        for (key, value) in attributes {
            let address: String =
                value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
            let scheme = ["javascript:", "vbscript:", "data:", "file:"].iter().any(|scheme| address.starts_with(scheme));
            let address_in = ["href", "src", "action", "formaction", "xlink:href", "poster", "background", "srcset"];
            if key.starts_with("on")
                || key == "style"
                || (address_in.contains(&key.as_str()) && scheme)
                || ["srcset", "background", "ping"].contains(&key.as_str())
            {
                found = Some(format!("<{name} {key}={value:?}>"));
            }
            if name == "img" && key == "src" && !value.starts_with("/f/") {
                found = Some(format!("a foreign image {value:?}"));
            }
        }
    });
    found
}

/// The text of HTML without blanks: they differ between blocks.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    for node in nodes(html) {
        match &node.data {
            NodeData::Text { contents } => out.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } if &*name.local == "img" => {
                for attr in attrs.borrow().iter().filter(|attr| &*attr.name.local == "alt") {
                    out.push_str(&attr.value);
                }
            }
            _ => {}
        }
    }
    out.split_whitespace().collect()
}
