//! The site's own Markdown as ours: what its old renderer took and CommonMark does not.

use std::fmt::Write as _;

/// Source and HTML of a post. `text` is its latest Markdown, `body` the HTML that the site made of it.
///
/// When our rendering loses words that the site showed (code that was indented by its own rules, `vector<int>` read as a
/// tag), the site's HTML is converted instead.
pub(super) fn rendered(text: &str, body: Option<&str>, community: &str) -> (String, String) {
    let source = tidy(text, community);
    let html = markup::render(&source, &|_| false).html;
    match body {
        Some(body) if loses_words(body, &html) => converted(body),
        _ => (source, html),
    }
}

/// Source and HTML from the site's HTML alone.
pub(super) fn converted(body: &str) -> (String, String) {
    let source = markup::from_html(body);
    let html = markup::render(&source, &|_| false).html;
    (source, html)
}

/// Whether more than a few of the words of `theirs` are not in `ours`.
fn loses_words(theirs: &str, ours: &str) -> bool {
    let (theirs, ours) = (markup::plain(theirs), markup::plain(ours));
    let kept: ahash::AHashSet<&str> = words(&ours).collect();
    let (all, lost) = words(&theirs).fold((0, 0), |(all, lost), word| (all + 1, lost + usize::from(!kept.contains(word))));
    lost > 3 && lost * 50 > all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2)
}

/// `#Title` needs a space in CommonMark; `[tag:x]` and `[meta-tag:x]` are links to tags.
fn tidy(text: &str, community: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut fenced = false;
    for line in text.replace("\r\n", "\n").split('\n') {
        fenced ^= line.trim_start().starts_with("```");
        let code = fenced || line.starts_with("    ") || line.starts_with('\t');
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        let title = line[marks..].chars().next().filter(|next| !next.is_whitespace());
        if !code && (1..=6).contains(&marks) && title.is_some() {
            let _ = write!(out, "{} {}", &line[..marks], tags(&line[marks..], community));
        } else if code {
            out.push_str(line);
        } else {
            out.push_str(&tags(line, community));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}

fn tags(line: &str, community: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("tag:") {
        let start = rest[..at].rfind('[').filter(|open| matches!(&rest[open + 1..at], "" | "meta-"));
        let (Some(start), Some(end)) = (start, rest[at..].find(']').map(|end| at + end)) else {
            out.push_str(&rest[..at + 4]);
            rest = &rest[at + 4..];
            continue;
        };
        let name = &rest[at + 4..end];
        let _ = write!(out, "{}[{name}](/c/{community}/tags/{})", &rest[..start], web::encoded(name));
        rest = &rest[end + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{rendered, tidy};

    #[test]
    fn titles_and_tags_are_made_ours() {
        assert_eq!(
            tidy("#Yes.\n\n    #include <x>\n#1 [tag:c++] tag: x", "ai"),
            "# Yes.\n\n    #include <x>\n# 1 [c++](/c/ai/tags/c%2B%2B) tag: x"
        );
    }

    #[test]
    fn words_that_would_be_lost_come_from_the_html() {
        let text = "Use vector<alpha beta gamma delta epsilon> here";
        let body = "<p>Use vector&lt;alpha beta gamma delta epsilon&gt; here</p>";
        assert!(rendered(text, Some(body), "ai").1.contains("gamma delta"));
        assert!(rendered("**fine**", Some("<p><b>fine</b></p>"), "ai").1.contains("<strong>fine</strong>"));
    }
}
