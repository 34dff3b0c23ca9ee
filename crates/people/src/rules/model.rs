//! What a rule catches; no SQL, no HTTP.

use base::{Id, Time, codes, record};
use url::Url;

codes! {
    /// What a rule looks at.
    pub enum Kind { Word = "word", Link = "link" }
}

codes! {
    /// What happens to what it catches; the later the harder.
    pub enum Action { Flag = "flag", Hold = "hold", Block = "block" }
}

record! {
    /// A rule of a community, or (community 0) of the site.
    #[derive(Clone, Debug)]
    pub struct Rule {
        pub id: Id,
        pub community: Id,
        pub kind: Kind,
        pub pattern: String,
        pub action: Action,
        pub added_at: Time,
    }
}

impl Rule {
    /// Whether it catches a text (as [`fold`] leaves it) that leads to these hosts.
    fn catches(&self, text: &str, hosts: &[String]) -> bool {
        match self.kind {
            Kind::Word => has_word(text, &self.pattern),
            Kind::Link => hosts.iter().any(|host| host == &self.pattern || host.ends_with(&format!(".{}", self.pattern))),
        }
    }
}

/// The hardest rule that catches a text, or a link of it.
pub fn caught<'r>(rules: &'r [Rule], text: &str, hosts: &[String]) -> Option<&'r Rule> {
    let text = fold(text);
    rules.iter().filter(|rule| rule.catches(&text, hosts)).max_by_key(|rule| rule.action)
}

/// Small letters, single blanks.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a folded text has a folded word; a star at its end takes whatever follows. Scripts without blanks between their
/// words have no ends of words.
fn has_word(text: &str, pattern: &str) -> bool {
    let (word, open) = pattern.strip_suffix('*').map_or((pattern, false), |word| (word, true));
    if word.is_empty() {
        return false;
    }
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    let (starts, ends) = (joins(word.chars().next()), joins(word.chars().next_back()));
    text.match_indices(word).any(|(at, _)| {
        let before = starts && joins(text[..at].chars().next_back());
        let after = ends && joins(text[at + word.len()..].chars().next());
        !before && (open || !after)
    })
}

/// Hosts of links to elsewhere, small, each once.
pub fn hosts<'a>(links: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for link in links {
        let host = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let host = host.and_then(|url| url.host_str().map(|host| host.trim_end_matches('.').to_lowercase()));
        let host = host.map(|host| host.strip_prefix("www.").unwrap_or(&host).to_owned());
        found.extend(host.filter(|host| !host.is_empty() && !found.contains(host)));
    }
    found
}

/// Addresses of links in rendered HTML.
pub fn links_of(html: &str) -> Vec<&str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|link| link.starts_with("http")).collect()
}

/// A domain as somebody typed it, or an address of it.
pub fn domain(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    let url = if typed.contains("://") { typed } else { format!("https://{typed}") };
    let host = hosts([url.as_str()]).pop()?;
    (host.contains('.') && host.len() <= 253).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::{domain, has_word, hosts, links_of};

    #[test]
    fn words_end_where_they_end() {
        assert!(has_word("buy cheap pills now", "cheap pills"));
        assert!(!has_word("a classic", "class"));
        assert!(has_word("a classic", "class*") && !has_word("subclass", "class*"));
        assert!(has_word("这是垃圾广告啊", "垃圾广告"));
        assert!(!has_word("anything", "*") && !has_word("anything", ""));
        assert!(has_word("c++ is fine", "c++"));
    }

    #[test]
    fn links_lead_to_hosts() {
        assert_eq!(hosts(["https://WWW.Spam.example/x", "http://spam.example", "/c/wood", "mailto:a@b.c"]), ["spam.example"]);
        assert_eq!(links_of("<a href=\"https://a.example/\">x</a><a href=\"/c\">y</a>"), ["https://a.example/"]);
        assert_eq!(domain(" https://www.spam.example/buy "), Some("spam.example".into()));
        assert_eq!(domain("localhost"), None);
        assert_eq!(domain("not a domain"), None);
    }
}
