//! What members see: mentions, mathematics, images, links, headings, texts.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use common::{render, text};
use markup::{excerpt, from_html, plain, slug};

#[test]
fn people_are_mentioned() {
    let cases: &[(&str, &[&str])] = &[
        ("@ada", &["ada"]),
        ("hi @Ada, and (@bob_b)!", &["ada", "bob_b"]),
        ("@ada @ADA @ada", &["ada"]),
        ("@ada.lovelace.", &["ada.lovelace"]),
        ("thanks @ada.And now", &["ada"]),
        ("@zoë @x-y-", &["zoë", "x-y"]),
        ("**@ada** *@bob_b*", &["ada", "bob_b"]),
        ("# @ada\n\n- @bob_b", &["ada", "bob_b"]),
        ("me@ada.org @ada@example.org @@ada x/@ada", &[]),
        ("@nobody @adam @ada_x", &[]),
        ("`@ada` [@ada](/x) ![@ada](/f/x)\n\n    @ada\n\n```\n@ada\n```", &[]),
        ("<code>@ada</code> <a href=\"/x\">@ada</a> @bob_b", &["bob_b"]),
        ("$@ada$", &[]),
    ];
    for (source, expected) in cases {
        let rendered = render(source);
        assert_eq!(rendered.mentions, *expected, "{source}");
        assert_eq!(rendered.html.matches("class=\"mention\"").count() > 0, !expected.is_empty(), "{}", rendered.html);
        assert!(rendered.links.iter().all(|link| !link.starts_with("/u/")));
    }
    assert_eq!(render("@Ada").html, "<p><a class=\"mention\" href=\"/u/ada\">@Ada</a></p>\n");
}

#[test]
fn mathematics_is_left_for_the_browser_and_prices_are_not_mathematics() {
    let math = render("so $a < b$ and $$\\sum_i *x*_i$$");
    assert!(math.math);
    assert_eq!(
        math.html,
        "<p>so <span class=\"math-inline\">a &lt; b</span> and <span class=\"math-display\">\\sum_i *x*_i</span></p>\n"
    );
    for price in ["costs $5 and $10", "$5-$10", "a $ b $ c", "`$x$`", "\\$5 or 6\\$"] {
        let rendered = render(price);
        assert!(!rendered.math && !rendered.html.contains("<span"), "{price}: {}", rendered.html);
    }
}

#[test]
fn no_request_leaves_the_site_for_an_image() {
    assert_eq!(render("![a cat](/f/12/cat.png)").html, "<p><img src=\"/f/12/cat.png\" alt=\"a cat\" loading=\"lazy\"></p>\n");
    let link = |href: &str, text: &str| {
        format!("<p><a href=\"{href}\" class=\"image-link\" rel=\"nofollow ugc noopener\">{text}</a></p>\n")
    };
    assert_eq!(render("![a cat](https://example.org/cat.png)").html, link("https://example.org/cat.png", "a cat"));
    assert_eq!(render("![](https://example.org/d/cat.png?x=1)").html, link("https://example.org/d/cat.png?x=1", "cat.png"));
    let titled = link("https://example.org/cat.png", "a cat").replace(" rel", " title=\"Tom &amp; &quot;Jerry&quot;\" rel");
    assert_eq!(render("![a cat](https://example.org/cat.png 'Tom & \"Jerry\"')").html, titled);
    assert_eq!(render("![x](//example.org/cat.png)").html, link("//example.org/cat.png", "x"));
    assert_eq!(render("<img src=\"https://example.org/cat.png\" alt=x>").html.matches("<img").count(), 0);
    for away in ["/f/../logout", "/f/%2E./logout", "/x/cat.png", "cat.png", "/f\\x"] {
        assert!(!render(&format!("![x]({away})")).html.contains("<img"), "{away}");
    }
    let inside = render("[![badge](https://e.org/b.svg)](https://e.org)");
    assert_eq!(inside.html, "<p><a href=\"https://e.org\" rel=\"nofollow ugc noopener\">badge</a></p>\n");
}

#[test]
fn links_are_collected_and_foreign_ones_marked() {
    let rendered =
        render("[a](https://e.org) [b](/x) [c](mailto:a@e.org) https://e.org <b>x</b> [d](javascript:x) [e](#top) [f](/\\e.org)");
    assert_eq!(rendered.links, ["https://e.org", "/x", "mailto:a@e.org", "/%5Ce.org"]);
    assert!(rendered.html.contains("<a href=\"/x\">b</a>"));
    assert!(rendered.html.contains("<a href=\"https://e.org\" rel=\"nofollow ugc noopener\">a</a>"));
    assert!(render("<a href=\"/\\e.org\">x</a>").html.contains("rel="));
    assert!(render("<a href=\"/\t/e.org\">x</a>").html.contains("rel="));
}

#[test]
fn headings_footnotes_and_code() {
    assert_eq!(
        render("# a\n## b\n### c\n##### d\n\n<h1>e</h1>").html,
        "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h3>e</h3>\n"
    );
    let notes = render("x[^my_note]\n\n[^my_note]: said").html + &render("y[^n]\n\n[^n]: said").html;
    let ids: Vec<_> = notes.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::HashSet<_> = ids.iter().collect();
    assert_eq!((ids.len(), distinct.len()), (4, 4), "{notes}");
    for id in ids {
        assert!(notes.contains(&format!("href=\"#{id}\"")), "{id} in {notes}");
    }
    let code = render("```rust\nfn main() {}\n```");
    assert!(code.code && code.html.contains("<pre><code class=\"language-rust\">") && code.html.contains("hl-"), "{}", code.html);
    assert_eq!(render("```zig\nx\n```").html, "<pre><code class=\"language-zig\">x\n</code></pre>\n");
    assert!(render("a\u{0}b\u{7}c\r\nd").html.contains("abc\nd"));
}

#[test]
fn texts_and_excerpts() {
    let html = render("# Title\n\none *two*\nthree &amp; four\n\n- a\n- b\n\n```\nlet  x;\n```\n\n| h | i |\n|---|---|\n| c | d |\n\nx[^1] ![alt](/f/a)\n\n[^1]: note").html;
    assert_eq!(plain(&html), "Title\none two three & four\na\nb\nlet  x;\nh i\nc d\nx1 alt\nnote");
    assert_eq!(excerpt("<p>one two three</p>", 100), "one two three");
    assert_eq!(excerpt("<p>one two three</p>", 13), "one two three");
    assert_eq!(excerpt("<p>one two, three</p>", 12), "one two…");
    assert_eq!(excerpt("<p>onetwothree</p>", 5), "onet…");
    assert_eq!(excerpt("<p>a</p>", 0), "");
}

#[test]
fn slugs() {
    assert_eq!(slug("Crème brûlée: How, really?"), "creme-brulee-how-really");
    assert_eq!(slug("Don’t panic! It's Ærø & Łódź İstanbul Straße"), "dont-panic-its-aero-lodz-istanbul-strasse");
    assert_eq!((slug("日本語"), slug(""), slug("--")), ("-".into(), "-".into(), "-".into()));
    assert_eq!(slug(&"word ".repeat(40)), "word-".repeat(16).trim_end_matches('-'));
    assert_eq!(slug(&"x".repeat(200)), "x".repeat(80));
}

#[test]
fn foreign_html_comes_back_alike() {
    for html in [
        "<p>One <b>two</b> <i>three</i> <code>a_b*c</code>.</p>\n<p>Four * five _ six # seven</p>",
        "<h1>T</h1><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>x</li><li>y</li></ol><hr>",
        "<pre class=\"lang-rust prettyprint-override\"><code>fn a() {\n    b&lt;c&gt;\n}\n</code></pre>",
        "<pre>plain &lt;text&gt;\n  *kept*</pre><blockquote><p>q</p></blockquote>",
        "<p>press <kbd>Ctrl</kbd>, H<sub>2</sub>O, x<sup>2</sup><br>line</p>",
        "<p><a href=\"https://e.org/a_b\">link_text</a> <img src=\"https://e.org/i.png\" alt=\"an image\"></p>",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        "<p>1. not a list</p><p>- nor this</p><p>&lt;b&gt; not bold &amp;amp; &amp;#65; AT&amp;T <code>&amp;amp;</code></p>",
    ] {
        let markdown = from_html(html);
        let again = render(&markdown).html;
        assert_eq!(text(&again), text(html), "{html}\n→ {markdown}\n→ {again}");
    }
    assert_eq!(from_html("<pre class=\"lang-rust\"><code>x\n</code></pre>"), "```rust\nx\n```");
    assert_eq!(from_html("<pre>x\ny</pre>"), "```\nx\ny\n```");
    assert!(from_html("<p>a<script>evil</script><kbd>k</kbd></p>").ends_with("a<kbd>k</kbd>"));
    assert!(render(&from_html("<h1>T</h1><ul><li>a<ul><li>b</li></ul></li></ul>")).html.contains("<ul>\n<li>b</li>"));
}

#[test]
fn headings_leave_no_level_out() {
    let html = common::render("### a\n\n# b\n\n#### c\n\n##### d").html;
    assert_eq!(html.replace('\n', ""), "<h3>a</h3><h3>b</h3><h4>c</h4><h5>d</h5>");
}
