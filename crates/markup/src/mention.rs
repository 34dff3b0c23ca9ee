//! `@handle` in running text.

/// A mention in a text node: bytes from `start` to `end`, the `@` included.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Lower-cased, without `@`.
    pub(crate) handle: String,
}

/// Longer words are nobody's handle; without a bound `@aaaa…` would ask `known` about megabytes.
const LONGEST: usize = 64;

/// At most `most` mentions of known people in `text`.
///
/// A handle is made of letters, digits, `-`, `_` and inner `.`. Of `@ada.lovelace` the longest known part counts, so that
/// "thanks @ada.And …" reaches ada. What stands behind a letter is an e-mail address.
pub(crate) fn mentions(text: &str, known: &dyn Fn(&str) -> bool, most: usize) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < most
        && let Some(start) = text[from..].find('@').map(|at| from + at)
    {
        from = start + 1;
        let previous = text[..start].chars().next_back();
        if previous.is_some_and(|letter| is_part(letter) || "@/".contains(letter)) {
            continue;
        }
        let word = &text[from..];
        let word = &word[..word.find(|letter| !is_part(letter)).unwrap_or(word.len())];
        // `@ada@example.org` is an address of another network.
        if text[from + word.len()..].starts_with('@') {
            continue;
        }
        let Some(handle) = longest_known(word, known) else { continue };
        let end = from + handle.0;
        found.push(Mention { start, end, handle: handle.1 });
        from = end;
    }
    found
}

/// The length of the longest known beginning of `word` that ends before a dot or with the word.
fn longest_known(word: &str, known: &dyn Fn(&str) -> bool) -> Option<(usize, String)> {
    let mut candidate = word.trim_end_matches(['.', '-']);
    // A trailing `_` or `-` may belong to the handle or to the sentence: both are tried.
    for with in [word.trim_end_matches('.'), candidate] {
        if let Some(handle) = asked(with, known) {
            return Some((with.len(), handle));
        }
    }
    for _ in 0..8 {
        candidate = candidate[..candidate.rfind('.')?].trim_end_matches('.');
        if let Some(handle) = asked(candidate, known) {
            return Some((candidate.len(), handle));
        }
    }
    None
}

fn asked(word: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    if word.is_empty() || word.len() > LONGEST || word.starts_with('.') {
        return None;
    }
    let handle = word.to_lowercase();
    known(&handle).then_some(handle)
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || "-_.".contains(letter)
}
