//! What must never come out of the text of a person, looked for in the tree that a browser would build.

use std::rc::Rc;

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Node, NodeData, RcDom};

/// Elements that run, fetch, frame or ask for something.
const ELEMENTS: &str = "script style iframe object embed form svg math link meta base video audio textarea button select frame \
    frameset template noscript plaintext portal";
/// Attributes that fetch beside `src`.
const ATTRIBUTES: [&str; 8] = ["style", "srcset", "background", "ping", "poster", "formaction", "action", "srcdoc"];
const SCHEMES: [&str; 5] = ["javascript:", "vbscript:", "data:", "file:", "blob:"];

/// Says what is dangerous in rendered HTML, if anything.
pub fn danger(html: &str) -> Option<String> {
    let tree = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    // All are held until the end: a node of this tree empties its descendants when it is dropped.
    let (mut left, mut nodes): (Vec<Rc<Node>>, Vec<Rc<Node>>) = (vec![tree.document], Vec::new());
    while let Some(node) = left.pop() {
        left.extend(node.children.borrow().iter().cloned());
        nodes.push(node);
    }
    nodes.iter().find_map(|node| in_element(node))
}

fn in_element(node: &Node) -> Option<String> {
    let NodeData::Element { name, attrs, .. } = &node.data else { return None };
    let name = &*name.local;
    if ELEMENTS.split(' ').any(|bad| bad == name) {
        return Some(format!("<{name}>"));
    }
    let attributes = attrs.borrow();
    let bad = attributes.iter().find(|attribute| is_dangerous(name, &attribute.name.local, &attribute.value));
    bad.map(|attribute| format!("<{name} {}={:?}>", attribute.name.local, &*attribute.value))
}

fn is_dangerous(element: &str, name: &str, value: &str) -> bool {
    // As browsers read addresses: blanks and control characters do not count, nor does case.
    let address: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let foreign_picture = element == "img" && name == "src" && !value.starts_with("/f/");
    name.starts_with("on")
        || ATTRIBUTES.contains(&name)
        || foreign_picture
        || (["href", "src", "xlink:href"].contains(&name) && SCHEMES.iter().any(|scheme| address.starts_with(scheme)))
}
