//! Sources made to be expensive: all come back soon, on a small stack.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use std::time::{Duration, Instant};

use common::{danger, render};

const MEGABYTE: usize = 1 << 20;

fn filled(part: &str) -> String {
    part.repeat(MEGABYTE / part.len())
}

#[test]
fn nothing_takes_long() {
    let nested = |part: &str, end: &str, times: usize| format!("{}x{}", part.repeat(times), end.repeat(times));
    let mut bombs: Vec<(String, String)> = Vec::new();
    for part in [
        ">",
        "> ",
        "[",
        "![",
        "*",
        "**",
        "_",
        "*a ",
        "**a *b ",
        "`",
        "`a",
        "``` ",
        "~",
        "~~a ",
        "$",
        "$a",
        "$$a ",
        "<",
        "<a",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&amp;",
        "@",
        "@ada ",
        "@a.",
        "a@",
        "www.",
        "http://",
        "- ",
        "1. ",
        "* a\n",
        "# ",
        "|",
        "| a |\n",
        "a|",
        "[^a]",
        "[a]: b\n",
        "[a](",
        "[a](b) ",
        "![a](b) ",
        "\\",
        "<b>",
        "<p>",
        "<div>",
        "<li>",
        "<a href=x>",
        "<b></x>",
        "<i class=1>",
        "<table>",
        "<td>",
        "</b>",
        "<svg>",
        "a\n\n",
        "a\n",
        " ",
        "\t",
        "\n",
        "é",
        "]",
        ")",
        "- [ ] a\n",
        "word ",
        "*a*",
        "<b>a</b>",
        "<span>a</span> ",
        "```js\n",
        "\u{0}",
        "(",
        "a*b_",
        "[a]",
        "[[",
        "[]()",
        "-\n",
        "+ - ",
    ] {
        bombs.push((format!("1 MB of {part:?}"), filled(part)));
        bombs.push((format!("10 000 times {part:?}"), part.repeat(10_000)));
    }
    for (part, end) in [
        ("[", "](u)"),
        ("*", "*"),
        ("**a ", " b**"),
        ("<b>", "</b>"),
        ("<div>", "</div>"),
        ("![", "](u)"),
        ("<ul><li>", "</li></ul>"),
        ("~~a ", " b~~"),
    ] {
        bombs.push((format!("nested {part:?}"), nested(part, end, 10_000)));
        bombs.push((format!("nested more {part:?}"), nested(part, end, 50_000)));
    }
    bombs.push(("lists".to_owned(), (0..1000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect()));
    bombs.push(("quotes by line".to_owned(), (0..2000).map(|depth| format!("{}a\n", "> ".repeat(depth % 90))).collect()));
    bombs.push(("quotes under the limit".to_owned(), format!("{}a\n", ">".repeat(90)).repeat(11_000)));
    bombs.push(("wide table".to_owned(), format!("{}\n{}\n{}", "|a".repeat(2000), "|-".repeat(2000), "|b\n".repeat(2000))));
    bombs.push(("references".to_owned(), format!("[a]: {}\n\n{}", "u".repeat(10_000), "[a] ".repeat(50_000))));
    bombs.push(("footnotes".to_owned(), format!("{}\n\n[^a]: b", "[^a] ".repeat(50_000))));
    bombs.push(("wrong nesting".to_owned(), "<b><p><i></b>".repeat(20_000)));
    bombs.push(("formatting".to_owned(), (0..30_000).map(|n| format!("<p><font color={n}>x</p>")).collect()));
    let run = move || {
        let mut slow = Vec::new();
        for (name, bomb) in bombs {
            let begin = Instant::now();
            let html = render(&bomb).html;
            let took = begin.elapsed();
            let begin = Instant::now();
            markup::from_html(&bomb);
            let back = begin.elapsed();
            let begin = Instant::now();
            markup::excerpt(&html, 200);
            let plain = begin.elapsed();
            if took.max(back).max(plain) > Duration::from_millis(150) {
                println!("{name}: render {took:?}, from_html {back:?}, excerpt {plain:?}");
            }
            if took.max(back).max(plain) > Duration::from_secs(3) {
                slow.push(name);
            } else if html.len() < 100_000 {
                assert_eq!(danger(&html), None);
            }
        }
        assert!(slow.is_empty(), "slow: {slow:?}");
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn code_is_highlighted_within_bounds() {
    let block = format!("```rust\n{}```\n", "fn main() { let x = \"a\"; }\n".repeat(700));
    let begin = Instant::now();
    let html = render(&block.repeat(50)).html;
    println!("50 blocks of 19 kB: {:?}, {} bytes", begin.elapsed(), html.len());
    assert!(begin.elapsed() < Duration::from_secs(10));
    let big = format!("```rust\n{}```\n", "fn main() {}\n".repeat(2000));
    assert!(!render(&big).html.contains("hl-"));
}
