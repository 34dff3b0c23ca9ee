//! Cutting text into tokens, the same way for documents and for queries.
//!
//! A *word* is a run of letters and digits, with joiners (`_ - . ' ’`) between them. Its finest
//! parts get consecutive positions, so a phrase finds its way through `getUserName` and
//! `example.org/top-issue`; its whole form (joiners left out, `foo_bar` gives `foobar`) stands at the
//! position of its first part, so that `email` finds `e-mail` and `getusername` finds `getUserName`.

use crate::fold::{fold, is_accent, is_run_script};

/// Longer tokens are cut: nobody types them, and a pasted key must not fill the dictionary.
pub(crate) const LONGEST: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The smallest unit, with a position of its own.
    Part,
    /// A form that spans several parts, or another name of one; phrases pass it by.
    Whole,
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Folded.
    pub text: String,
    pub form: Form,
    pub position: usize,
    /// Bytes in the original text.
    pub start: usize,
    pub end: usize,
    /// Which word it belongs to: where that begins.
    pub word: usize,
    /// A piece of a run without spaces (a bigram).
    pub bigram: bool,
}

/// All tokens of `text`, by position.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut cutter = Cutter { text, tokens: Vec::new(), position: 0, begin: 0 };
    let mut rest = 0;
    while let Some((start, end)) = next_word(text, rest) {
        cutter.word(start, end);
        rest = end;
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    position: usize,
    /// Where the word at hand begins.
    begin: usize,
}

impl Cutter<'_> {
    /// One word with its joiners: cut at joiners, at changes of case, and between scripts.
    fn word(&mut self, start: usize, end: usize) {
        self.begin = start;
        let first_token = self.tokens.len();
        let first_position = self.position;
        let mut whole = String::new();
        let word = &self.text[start..end];
        let mut previous_digit = false;
        for (from, to) in runs(word) {
            let run = &word[from..to];
            if run.starts_with(is_run_script) {
                self.bigrams(start + from, start + to);
                continue;
            }
            // Between digits the joiner is kept: 2.31 and 23.1 are different things.
            if previous_digit && run.starts_with(|c: char| c.is_numeric()) {
                whole.push('.');
            }
            previous_digit = run.ends_with(|c: char| c.is_numeric());
            whole.push_str(&fold(run));
            let apostrophe = word[to..].starts_with(['\'', '’']) || word[..from].ends_with(['\'', '’']);
            if apostrophe && to - from == 1 {
                continue; // the s of "it's", the l of "l'eau"
            }
            self.parts(start + from, start + to);
        }
        let signs = signs_after(self.text, start, end);
        if signs > 0 {
            let named = format!("{whole}{}", &self.text[end..end + signs]);
            self.named(named, start, end + signs, first_token);
        } else if self.tokens.len() != first_token + 1 || self.tokens.last().is_some_and(|only| only.text != cut(&whole)) {
            // A version is looked for with its v and without.
            if let Some(bare) = whole.strip_prefix('v').filter(|bare| bare.starts_with(|c: char| c.is_numeric())) {
                self.whole(bare.to_owned(), start, end, first_position, first_token);
            }
            self.whole(whole, start, end, first_position, first_token);
        }
    }

    /// A run of letters and digits: its parts by case and kind, or itself.
    fn parts(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let borders = borders(run);
        if borders.len() > 2 {
            let position = self.position;
            let before = self.tokens.len();
            for pair in borders.windows(2) {
                self.part(start + pair[0], start + pair[1]);
            }
            self.whole(fold(run), start, end, position, before);
        } else {
            self.part(start, end);
        }
    }

    fn part(&mut self, start: usize, end: usize) {
        let text = cut(&fold(&self.text[start..end])).to_owned();
        if !text.is_empty() {
            let position = self.position;
            self.tokens.push(Token { text, form: Form::Part, position, start, end, word: self.begin, bigram: false });
            self.position += 1;
        }
    }

    /// Puts the whole before its parts; nothing when it is there already.
    fn whole(&mut self, text: String, start: usize, end: usize, position: usize, at: usize) {
        let text = cut(&text).to_owned();
        if text.is_empty() || self.tokens[at..].iter().any(|t| t.text == text && !t.bigram) {
            return;
        }
        if self.position == position {
            self.position += 1;
        }
        self.tokens.insert(at, Token { text, form: Form::Whole, position, start, end, word: self.begin, bigram: false });
    }

    /// `c++`, `c#`: the name is the part; the bare letter stays findable beside it.
    fn named(&mut self, text: String, start: usize, end: usize, at: usize) {
        let position = self.tokens.get(at).map_or(self.position, |t| t.position);
        for token in &mut self.tokens[at..] {
            token.form = Form::Whole;
        }
        self.tokens.insert(at, Token { text, form: Form::Part, position, start, end, word: self.begin, bigram: false });
        self.position = self.position.max(position + 1);
    }

    /// A run without spaces as overlapping pairs; its last character alone too, because a query of
    /// one character looks for terms that begin with it.
    fn bigrams(&mut self, start: usize, end: usize) {
        let run = &self.text[start..end];
        let at: Vec<usize> = run.char_indices().map(|(i, _)| i).chain([run.len()]).collect();
        let count = at.len() - 1;
        for first in 0..count {
            let last = (first + 2).min(count);
            let alone = count > 1 && first + 1 == count;
            self.tokens.push(Token {
                text: run[at[first]..at[last]].to_owned(),
                form: if alone { Form::Whole } else { Form::Part },
                position: self.position,
                start: start + at[first],
                end: start + at[last],
                word: self.begin,
                bigram: true,
            });
            self.position += 1;
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_accent(c) || is_run_script(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | '\'' | '’' | '\u{2010}' | '\u{2011}' | '\u{AD}')
}

/// The next word from `from` on: letters, with single joiners between letters.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find(is_letter)?;
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(c) = rest.next() {
        let joins = is_joiner(c) && rest.peek().is_some_and(|next| is_letter(*next));
        if !is_letter(c) && !joins {
            break;
        }
        end += c.len_utf8();
    }
    Some((start, end))
}

/// The runs of one word: letters between joiners, apart by script.
fn runs(word: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut spaceless = false;
    for (i, c) in word.char_indices() {
        let here = is_run_script(c);
        if let Some(from) = start
            && (is_joiner(c) || here != spaceless && is_letter(c))
        {
            runs.push((from, i));
            start = None;
        }
        if start.is_none() && !is_joiner(c) {
            start = Some(i);
            spaceless = here;
        }
    }
    runs.extend(start.map(|from| (from, word.len())));
    runs
}

/// Where a run is cut: `getUserName` at each capital, `HTMLParser` before the last one, `2000QR`
/// between digits and letters when both sides have two or more.
fn borders(run: &str) -> Vec<usize> {
    let chars: Vec<(usize, char)> = run.char_indices().collect();
    let mut borders = vec![0];
    for i in 1..chars.len() {
        let (at, c) = chars[i];
        let before = chars[i - 1].1;
        let next_lower = chars.get(i + 1).is_some_and(|(_, n)| n.is_lowercase());
        let camel = c.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && next_lower);
        let kinds = before.is_numeric() && c.is_alphabetic() || before.is_alphabetic() && c.is_numeric();
        let long = |(_, c): &(usize, char), other: char| c.is_numeric() == other.is_numeric();
        let digits = kinds && i >= 2 && long(&chars[i - 2], before) && chars.get(i + 1).is_some_and(|next| long(next, c));
        let last = borders.last().copied().unwrap_or(0);
        // A single letter is not worth a term of its own: iPhone, eBook.
        if (camel || digits) && run[last..at].chars().count() > 1 {
            borders.push(at);
        }
    }
    borders.push(run.len());
    borders
}

/// Bytes of `++` or `#` after a short name, where they belong to it.
fn signs_after(text: &str, start: usize, end: usize) -> usize {
    let rest = &text[end..];
    let ends = |at: usize| !rest[at..].starts_with(|c: char| is_letter(c) || c == '+' || c == '#');
    if rest.starts_with("++") && ends(2) {
        2
    } else if rest.starts_with('#') && end - start == 1 && ends(1) {
        1
    } else {
        0
    }
}

/// The first `LONGEST` characters.
fn cut(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at])
}

/// The lower-case form with its accents, composed, which the stemmers expect.
pub(crate) fn lower(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(char::to_lowercase).collect()
}
