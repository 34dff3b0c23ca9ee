//! What finds what: one assertion for each thing that the search promises.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod support;

use search::{Document, Filter, FilterKey, Language, Query, mark, period, snippet};
use support::{filled, find, post, scope, thread};

/// Whether `query` finds a thread with this text among others.
fn finds(text: &str, query: &str) -> bool {
    let others = ["Where do we meet on Friday", "Bring cake", "Zebra crossing rules"];
    let mut documents: Vec<Document> = others.iter().zip(2..).map(|(body, id)| thread(id, "Other", body)).collect();
    documents.push(thread(1, "Subject", text));
    find(&filled(&documents), query) == [1]
}

#[test]
fn partial_words_and_prefixes() {
    assert!(finds("the maintainers' handbook", "maint"), "the beginning of the last word");
    assert!(finds("the maintainers' handbook", "maint handbook"), "the beginning of another word");
    assert!(finds("the maintainers' handbook", "h"), "a single letter");
    assert!(finds("the maintainers' handbook", "andboo"), "the middle of a word");
}

#[test]
fn stems() {
    assert!(finds("we are organizing meetups", "organize meetup"));
    assert!(finds("she organizes one meetup", "organizing meetups"));
}

#[test]
fn typos_and_transpositions() {
    assert!(finds("install kubernetes", "kubernets"), "a letter missing");
    assert!(finds("install kubernetes", "kubbernetess"), "two letters more");
    assert!(finds("install kubernetes", "kuberentes"), "two letters swapped");
    assert!(finds("a round table", "tabel"), "swapped in a short word");
    assert!(!finds("a round table", "tibla"), "two edits are too many for a short word");
}

#[test]
fn compounds() {
    assert!(finds("Unsere Kaffeemaschine ist kaputt", "maschine"));
    assert!(finds("Wer kennt eine gute Oberfräser", "fräs"));
    assert!(finds("Wer kennt eine gute Oberfräser", "fras"));
}

#[test]
fn chinese_japanese_korean() {
    assert!(finds("我们在北京大学学习编程语言", "京大"), "two characters inside a run");
    assert!(finds("我们在北京大学学习编程语言", "北京大学"), "four characters");
    assert!(finds("我们在北京大学学习编程语言", "北"), "one character");
    assert!(finds("我们在北京大学学习编程语言", "言"), "the last character");
    assert!(!finds("我们在北京大学学习编程语言", "北学"), "not in this order");
    assert!(finds("東京タワーの写真", "タワー"));
    assert!(finds("한국어검색엔진", "검색"));
    assert!(finds("使用Docker部署", "docker"), "a Latin word inside a run");
}

#[test]
fn addresses() {
    let text = "see https://forum.example.org/t/top-issue?page=2#post_7 for more";
    for query in ["top", "issue", "top-issue", "example.org", "forum.example.org", "example", "topissue"] {
        assert!(finds(text, query), "{query}");
    }
    assert!(finds(text, "https://forum.example.org/t/top-issue?page=2#post_7"));
}

#[test]
fn identifiers() {
    for query in ["getUserName", "getusername", "user", "username", "get_user_name"] {
        assert!(finds("call getUserName() first", query), "{query}");
    }
    for query in ["foo_bar-baz", "foo", "baz", "foobarbaz", "bar-baz"] {
        assert!(finds("the foo_bar-baz option", query), "{query}");
    }
    for query in ["v2.3.1", "2.3.1", "v2.3"] {
        assert!(finds("broken since v2.3.1", query), "{query}");
    }
    assert!(finds("for x86_64 only", "x86_64") && finds("for x86_64 only", "x86"));
    assert!(finds("written in C++ mostly", "C++") && finds("written in C# mostly", "c#"));
    assert!(finds("a node.js server", "node.js") && finds("a node.js server", "nodejs"));
    assert!(finds("wi-fi and e-mail", "wifi") && finds("wi-fi and e-mail", "email"));
}

#[test]
fn accents_both_ways() {
    assert!(finds("un café à Zürich", "cafe zurich"));
    assert!(finds("un cafe a Zurich", "café Zürich"));
    assert!(finds("die Straße in Tromsø", "strasse tromso"));
    assert!(finds("nai\u{308}ve", "naïve"), "decomposed");
}

#[test]
fn stop_words_alone_find() {
    assert!(finds("they call it magic", "it"));
    assert!(finds("to be or not to be", "to be"));
    assert!(finds("the heating unit", "unit"));
}

#[test]
fn phrases_are_in_order() {
    assert!(finds("a big red balloon", "\"red balloon\""));
    assert!(!finds("a balloon, red", "\"red balloon\" zzz"));
}

#[test]
fn all_words_first_then_some() {
    let index = filled(&[
        thread(1, "Cooking", "rice with saffron"),
        thread(2, "Cooking", "rice and beans"),
        thread(3, "Saffron", "where to buy"),
    ]);
    assert_eq!(find(&index, "rice saffron")[0], 1);
    assert_eq!(find(&index, "rice saffron").len(), 3);
}

#[test]
fn a_title_counts_for_its_posts() {
    let index = filled(&[thread(1, "Broken lawnmower", "it stopped"), post(9, 1, "Broken lawnmower", "clean the carburettor")]);
    assert_eq!(find(&index, "lawnmower carburettor"), [9]);
    assert_eq!(find(&index, "lawnmower"), [1], "the opening is better for the title alone");
}

#[test]
fn nasty_queries_are_no_errors() {
    let index = filled(&[thread(1, "Title", "body")]);
    let long = "x".repeat(200_000);
    let many = "word ".repeat(50_000);
    let cjk = "漢字".repeat(20_000);
    let nasty = [
        "\"",
        "\"\"",
        "\"\"\"",
        "a\"b",
        "\"open",
        ":",
        "::",
        "in:",
        "tag:\"\"",
        "tag:\"open",
        "foo:bar",
        "http://",
        "C:\\x",
        "(",
        ")",
        "[a TO b]",
        "{",
        "a AND",
        "NOT",
        "OR OR",
        "*",
        "?*",
        "a~2",
        "a^3",
        "\\",
        "\\\"",
        "\0",
        "a\0b",
        "\u{7}\u{1b}[31m",
        "+",
        "-",
        "--",
        "&&",
        "||",
        "!",
        "/regex/",
        "'",
        "’",
        "_",
        "...",
        "c++c++",
        "#",
        "##",
        "\u{301}",
        "e\u{301}\u{301}",
        "\u{200b}",
        "\u{202e}abc",
        "👩‍👩‍👧",
        "before:2026-13",
        "after:",
        "is:\"",
        "\u{FFFF}",
        "\u{10FFFF}",
        &long,
        &many,
        &cjk,
    ];
    for query in nasty {
        let parsed = Query::parse(query);
        index.search(&parsed, &scope(), 10).unwrap();
        snippet(query, &parsed, &[Language::English], 100);
        mark("Title and body", &parsed, &[Language::English]);
        let mut writer = index.writer().unwrap().unwrap();
        writer.put(&thread(2, query, query)).unwrap();
        writer.commit(1).unwrap();
    }
    assert_eq!(find(&index, "body"), [1]);
}

#[test]
fn filters_are_read() {
    let query =
        Query::parse("how in:\"North Side\" from:ada C: http: tag: Is:solved before:2026 after:2026-02-30 after:2026-02-28 x");
    let read: Vec<String> = query.filters.iter().map(Filter::to_string).collect();
    assert_eq!(read, ["in:\"North Side\"", "from:ada", "is:solved", "before:2026", "after:2026-02-28"]);
    assert_eq!(query.text(), "how C: http: tag: after:2026-02-30 x");
    assert_eq!(Query::parse(&query.to_string()), query);
    // A quote without a partner is left out, and what stood behind it is read as it is written then.
    for lost in ["\"in:wood planes", "„tag:oak", "pla\"nes tag:\"oak"] {
        let query = Query::parse(lost);
        assert_eq!(Query::parse(&query.to_string()), query, "{lost}");
    }
    let filter = Filter { key: FilterKey::Tag, value: "garden".to_owned() };
    let with = query.clone().with(filter.clone());
    assert!(with.to_string().contains("tag:garden"));
    assert_eq!(with.without(&filter), query);
    assert!(Query::parse("  \" \" ").is_empty());
    assert_eq!(period("1970-01"), Some((0, 31 * 86_400_000)));
    assert_eq!(period("2024-02-29").map(|p| p.0), Some(1_709_164_800_000));
}

#[test]
fn snippets_show_the_match() {
    let text = format!("{}the Café organizes meetups {}", "filler words here ".repeat(50), "and more text ".repeat(50));
    let query = Query::parse("cafe organizing");
    let pieces = snippet(&text, &query, &[Language::English], 80);
    let marked: Vec<&str> = pieces.iter().filter(|p| p.marked).map(|p| p.text.as_str()).collect();
    assert_eq!(marked, ["Café", "organizes"]);
    let whole: String = pieces.iter().map(|p| p.text.as_str()).collect();
    assert!(whole.starts_with('…') && whole.ends_with('…') && whole.chars().count() <= 82, "{whole}");
    let title = mark("Café culture", &Query::parse("cul"), &[Language::English]);
    assert_eq!(title.iter().map(|p| p.text.as_str()).collect::<String>(), "Café culture");
    assert_eq!(title.last().map(|p| (p.text.as_str(), p.marked)), Some(("culture", true)));
    let none = snippet("short text", &Query::parse("absent"), &[], 100);
    assert_eq!(none.len(), 1);
}
