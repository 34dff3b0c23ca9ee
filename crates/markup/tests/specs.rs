//! The examples of the CommonMark and GFM specifications, compared by the structure of their HTML.
//!
//! `docs/markdown.md` tells which differ, in a table that must have the numbers below.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use common::shape::{self, Part};
use common::{danger, data, render, rules};

const SPECS: [(&str, usize); 3] = [
    ("markdown/commonmark-spec/spec-0.31.2-release.txt", 652),
    ("markdown/cmark-gfm/test/spec.txt", 673),
    ("markdown/cmark-gfm/test/extensions.txt", 28),
];

/// Why examples differ. The examples count from 1 in each file of [`SPECS`]; each stands for one reason only.
struct Reason {
    /// The first cell of its row in the document.
    name: &'static str,
    examples: [&'static str; 3],
    /// Makes the specification's HTML ours, where that can be told: then nothing else may differ.
    explained: Option<fn(&mut Vec<Part>)>,
}

const REASONS: &[Reason] = &[
    Reason {
        name: "pictures",
        examples: ["475, 517, 520, 531, 572 to 589, 591", "484, 525, 528, 539, 580 to 597, 599", ""],
        explained: Some(rules::images_are_links),
    },
    Reason {
        name: "elements",
        examples: ["150, 163, 201, 491, 524, 536, 613 to 615, 617", "120, 133, 170, 500, 532, 544, 632 to 634, 636", ""],
        explained: Some(rules::elements_are_left_out),
    },
    Reason {
        name: "attributes",
        examples: ["152 to 154, 164, 169, 616", "122 to 124, 134, 139, 635", ""],
        explained: Some(rules::attributes_are_left_out),
    },
    Reason { name: "tags shown as text", examples: ["170 to 173, 176, 178", "140 to 142, 145, 147", ""], explained: None },
    Reason {
        name: "comments",
        examples: ["177, 179, 180, 182, 183, 308, 309, 625 to 629", "146, 148, 149, 151, 152, 288, 289, 644, 647 to 649", "22"],
        explained: Some(rules::comments_are_left_out),
    },
    Reason {
        name: "addresses",
        examples: ["500, 596, 598, 599, 601", "508, 604, 606, 607, 609, 628", ""],
        explained: Some(rules::addresses_are_left_out),
    },
    Reason { name: "line ends", examples: ["642, 643", "663, 664", ""], explained: Some(rules::addresses_have_one_line) },
    Reason { name: "languages", examples: ["34, 144", "114, 330", ""], explained: Some(rules::languages_are_left_out) },
    Reason { name: "bare addresses", examples: ["602, 608, 611, 612", "610, 616, 619, 620", ""], explained: None },
    Reason { name: "older text", examples: ["", "645, 646", ""], explained: None },
    Reason { name: "no result", examples: ["", "", "20"], explained: None },
    Reason { name: "differs, and should not", examples: ["", "", "19"], explained: None },
];

/// `1, 3 to 5`
fn numbers(list: &str) -> Vec<usize> {
    let number = |text: &str| text.trim().parse::<usize>().unwrap_or_else(|_| panic!("{text:?} in {list:?}"));
    let parts = list.split(',').filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| {
            let (first, last) = part.split_once(" to ").unwrap_or((part, part));
            number(first)..=number(last)
        })
        .collect()
}

struct Example {
    number: usize,
    source: String,
    html: String,
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if !line.starts_with(&format!("{fence} example")) {
            continue;
        }
        let mut take = |end: &str| {
            lines.by_ref().take_while(|line| *line != end).map(|line| format!("{line}\n")).collect::<String>().replace('→', "\t")
        };
        let (source, html) = (take("."), take(&fence));
        found.push(Example { number: found.len() + 1, source, html });
    }
    found
}

/// Ours without what it has on purpose everywhere.
fn ours(html: &str) -> String {
    let mut parts = shape::read(html);
    rules::code_is_coloured(&mut parts);
    rules::boxes_have_classes(&mut parts);
    rules::footnotes_are_named_by_post(&mut parts);
    shape::written(&parts)
}

/// The specification's with what ours has on purpose everywhere.
fn theirs(html: &str, explained: Option<fn(&mut Vec<Part>)>) -> String {
    let mut parts = shape::read(html);
    if let Some(explain) = explained {
        explain(&mut parts);
    }
    rules::headings_step_down(&mut parts);
    rules::foreign_links_have_a_rel(&mut parts);
    shape::written(&parts)
}

/// The examples that differ are those that are listed, for the reason that is told.
fn check(which: usize) {
    let (path, count) = SPECS[which];
    let Some(spec) = data(path) else { return };
    let examples = examples(&spec);
    assert_eq!(examples.len(), count, "examples in {path}");
    let (mut different, mut wrong) = (0, Vec::new());
    for Example { number, source, html } in examples {
        let reason = REASONS.iter().find(|reason| numbers(reason.examples[which]).contains(&number));
        let rendered = render(&source).html;
        assert_eq!(danger(&rendered), None, "example {number}: {rendered}");
        let (ours, theirs_plain) = (ours(&rendered), theirs(&html, None));
        different += usize::from(ours != theirs_plain);
        let fault = match reason {
            None if ours != theirs_plain => "differs",
            Some(_) if ours == theirs_plain => "is listed, but does not differ",
            Some(Reason { explained: Some(explain), .. }) if ours != theirs(&html, Some(*explain)) => "differs otherwise, too",
            _ => continue,
        };
        let name = reason.map_or("", |reason| reason.name);
        wrong.push(format!("{number} {fault} {name}\n{source}\nours\n{ours}theirs\n{theirs_plain}"));
    }
    println!("{path}: {different} of {count} differ");
    assert!(wrong.is_empty(), "{path}: {}", wrong.join("\n"));
}

#[test]
fn commonmark() {
    check(0);
}

#[test]
fn gfm() {
    check(1);
}

#[test]
fn gfm_extensions() {
    check(2);
}

/// The document's table has these reasons in this order, and their numbers.
#[test]
fn the_document_lists_what_differs() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/markdown.md");
    let document = std::fs::read_to_string(path).unwrap();
    let table = document.split("## Examples that differ").nth(1).expect("a heading");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .skip(1)
        .map(|row| row.split(" | ").map(str::trim).collect())
        .collect();
    let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names, REASONS.iter().map(|reason| reason.name).collect::<Vec<_>>());
    let mut told = Vec::new();
    for (row, reason) in rows.iter().zip(REASONS) {
        assert_eq!(row.len(), 6, "{row:?}");
        for which in 0..SPECS.len() {
            let list = numbers(if row[which + 2] == "-" { "" } else { row[which + 2] });
            assert_eq!(list, numbers(reason.examples[which]), "{}", reason.name);
            told.extend(list.into_iter().map(|number| (which, number)));
        }
    }
    let count = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), count, "an example is listed twice");
    for (which, (path, all)) in SPECS.iter().enumerate() {
        let differ = told.iter().filter(|(spec, _)| *spec == which).count();
        assert!(document.contains(&format!("{differ} of {all} differ")), "{path}: {differ} of {all} differ");
    }
}
