//! Collections of attacks: whatever goes in, nothing dangerous comes out.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use common::{danger, data, render};
use serde_json::Value;

fn safe(attack: &str) {
    // As it is, inside of a sentence, in a link, in an image, in a title, in a fence's language.
    let forms = [
        attack.to_owned(),
        format!("text {attack} text"),
        format!("[link]({attack})"),
        format!("[link](<{}>)", attack.replace('\n', "")),
        format!("![image]({attack})"),
        format!("[link](/ \"{attack}\")"),
        format!("~~~ {attack}\ncode\n~~~\n$${attack}$$"),
        format!("| a |\n|---|\n| {attack} |"),
    ];
    for form in forms {
        let html = render(&form).html;
        assert_eq!(danger(&html), None, "{form}\n→ {html}");
        let again = render(&markup::from_html(attack)).html;
        assert_eq!(danger(&again), None, "from_html {attack}\n→ {again}");
    }
}

#[test]
fn the_guard_itself_sees_danger() {
    for bad in [
        "<p><b><i><script>x</script></i></b></p>",
        "<div><p><a href=\"java\nscript:x\">x</a>",
        "<p><b><img src=\"/f/x\" onerror=x>",
        "<ul><li><p style=x>",
        "<p><i><img src=\"https://e.org\">",
    ] {
        assert!(danger(bad).is_some(), "{bad}");
    }
    assert_eq!(danger("<p><b><a href=\"/x\">x</a>"), None);
}

#[test]
fn dompurify() {
    let Some(text) = data("xss/DOMPurify/expect.json") else { return };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() > 100);
    cases.iter().filter_map(|case| case["payload"].as_str()).for_each(safe);
}

#[test]
fn loofah() {
    let Some(text) = data("xss/loofah-html5lib-sanitizer/test/assets/testdata_sanitizer_tests1.dat") else { return };
    // The file as a whole is no JSON (it has notes), its lines are.
    let inputs = text.lines().filter_map(|line| line.trim().strip_prefix("\"input\":"));
    let cases: Vec<String> = inputs.map(|input| serde_json::from_str(input.trim().trim_end_matches(',')).unwrap()).collect();
    assert!(cases.len() > 20);
    cases.iter().for_each(|case| safe(case));
}

#[test]
fn naughty_strings() {
    let Some(text) = data("xss/blns/blns.json") else { return };
    let cases: Vec<String> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() > 400);
    cases.iter().for_each(|case| safe(case));
}

#[test]
fn a_few_by_hand() {
    for attack in [
        "[x](javascript:alert(1))",
        "[x](JaVa\tScript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,x)",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<img src=x onerror=alert(1)>",
        "<p style=\"position:fixed\" onclick=x>y</p>",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "<svg><script>alert(1)</script></svg>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><input type=text name=password></form>",
        "[^<script>]: x\n\n[^<script>]",
        "~~~ \"><script>alert(1)</script>\nx\n~~~",
        "![a\"><script>alert(1)</script>](b)",
    ] {
        safe(attack);
    }
    assert!(!render("<p id=\"main\" class=\"modal\">x</p>").html.contains("main"));
    assert_eq!(
        render("<p><input type=text value=x checked>").html.replace('\n', ""),
        "<p><input type=\"checkbox\" disabled=\"\" checked=\"\"></p>"
    );
}
