//! The examples of the CommonMark and GFM specifications, compared by their text.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use common::{danger, data, render, text};

/// Why the text differs, by the number of the example; of a pair the first is CommonMark's, the second GFM's.
///
/// Tags such as `<script>` and `<style>` are shown as text, or their content is.
const SWALLOWED: (&[usize], &[usize]) = (&[170, 171, 172, 173, 176, 178], &[140, 141, 142, 145, 147]);
/// Foreign images without alt text are links with the file's name.
const IMAGES: (&[usize], &[usize]) = (&[475, 581], &[484, 589]);
/// GFM is older than CommonMark 0.31, which allows more comments.
const COMMENTS: &[usize] = &[645, 646];
/// The specification says to ignore the result.
const IGNORED: &[usize] = &[20];

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

/// Renders all examples; those whose text differs must be the `expected` ones.
fn check(path: &str, least: usize, expected: &[usize]) {
    let Some(spec) = data(path) else { return };
    let examples = examples(&spec);
    assert!(examples.len() >= least, "{} examples in {path}", examples.len());
    let mut different = Vec::new();
    for example in &examples {
        let html = render(&example.source).html;
        assert_eq!(danger(&html), None, "example {}: {html}", example.number);
        if text(&html) != text(&example.html) {
            println!("{path} {}: {:?}\n  ours   {html:?}\n  theirs {:?}", example.number, example.source, example.html);
            different.push(example.number);
        }
    }
    println!("{path}: {} of {} differ", different.len(), examples.len());
    let new: Vec<_> = different.iter().filter(|number| !expected.contains(number)).collect();
    assert!(new.is_empty(), "newly different: {new:?} of {different:?}");
}

#[test]
fn commonmark() {
    check("markdown/commonmark-spec/spec-0.31.2-release.txt", 650, &[SWALLOWED.0, IMAGES.0].concat());
}

#[test]
fn gfm() {
    check("markdown/cmark-gfm/test/spec.txt", 670, &[SWALLOWED.1, IMAGES.1, COMMENTS].concat());
}

#[test]
fn gfm_extensions() {
    check("markdown/cmark-gfm/test/extensions.txt", 25, IGNORED);
}
