//! What changed from one text to another, for pages that show it (`diff.html`).

use similar::{ChangeTag, TextDiff};

/// A piece of a line: what was taken out, put in, or stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `del`, `ins` or nothing.
    pub how: &'static str,
    pub text: String,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `gone`, `new`, `same`, or `gap` where unchanged lines are left out.
    pub how: &'static str,
    pub pieces: Vec<Piece>,
}

/// Lines that stay around a change.
const AROUND: usize = 2;
/// Lines of a difference that are shown; what comes behind is left out.
const MOST: usize = 300;
/// What changed from one text to another, line by line, with the words that changed marked.
pub fn difference(before: &str, after: &str) -> Vec<Line> {
    let diff = TextDiff::configure().timeout(std::time::Duration::from_millis(200)).diff_lines(before, after);
    let mut lines = Vec::new();
    for (index, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if lines.len() >= MOST {
            break;
        }
        if index > 0 {
            lines.push(Line { how: "gap", pieces: Vec::new() });
        }
        for change in group.iter().flat_map(|op| diff.iter_inline_changes(op)).take(MOST) {
            let how = match change.tag() {
                ChangeTag::Equal => "same",
                ChangeTag::Delete => "gone",
                ChangeTag::Insert => "new",
            };
            let marked = |strong| match (strong, how) {
                (true, "gone") => "del",
                (true, "new") => "ins",
                _ => "",
            };
            let pieces = change.iter_strings_lossy();
            let pieces = pieces.map(|(strong, text)| Piece { how: marked(strong), text: text.trim_end_matches('\n').to_owned() });
            lines.push(Line { how, pieces: pieces.collect() });
        }
    }
    if lines.len() >= MOST {
        lines.truncate(MOST);
        lines.push(Line { how: "gap", pieces: Vec::new() });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn words_that_changed_are_marked() {
        let lines = difference("one\nthe old word\nlast\n", "one\nthe new word\nlast\n");
        let how: Vec<&str> = lines.iter().map(|line| line.how).collect();
        assert_eq!(how, ["same", "gone", "new", "same"]);
        assert!(lines[1].pieces.iter().any(|piece| piece.how == "del" && piece.text == "old"), "{:?}", lines[1]);
        assert!(lines[2].pieces.iter().any(|piece| piece.how == "ins" && piece.text == "new"));
        assert!(difference("same", "same").is_empty());
    }
}
