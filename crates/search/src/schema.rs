//! The fields of the index and what a document becomes in them.

use crate::document::Document;
use crate::stem::stem;
use crate::tokens::{Token, tokenize};
use std::cmp::Reverse;
use std::collections::HashMap;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token as Line, TokenStream, Tokenizer};

/// The name of the tokenizer that reads terms already cut (see `lines`).
pub(crate) const LINES: &str = "lines";

/// The name of the column of gists.
pub(crate) const GIST: &str = "gist";
/// Stems in a gist at most.
const GIST_TERMS: usize = 24;

/// How often the title's stems count beside the body's.
const TITLE_TIMES: usize = 2;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Kind and id in one term: the identity for replacing and removing.
    pub key: Field,
    pub kind: Field,
    pub id: Field,
    pub thread: Field,
    pub community: Field,
    pub audience: Field,
    pub author: Field,
    pub area: Field,
    pub tag: Field,
    pub is: Field,
    pub created_at: Field,
    /// Every token of title and body, with positions.
    pub words: Field,
    /// Stems of title (several times) and body without stop words: what ranking rests on.
    pub stems: Field,
    /// Stems of the title of a thread, person or tag; not of posts, whose title is their thread's.
    pub title: Field,
    /// The first one and two letters of the words of such a title, for the first key strokes.
    pub starts: Field,
    /// The stems that an opening says most, by document instead of by term: what a good hit is
    /// about tells what else to ask for (see `feedback`).
    pub gist: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(LINES).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        key: builder.add_text_field("key", STRING),
        kind: builder.add_u64_field("kind", FAST),
        id: builder.add_i64_field("id", FAST),
        thread: builder.add_i64_field("thread", INDEXED | FAST),
        community: builder.add_i64_field("community", FAST),
        audience: builder.add_i64_field("audience", FAST),
        author: builder.add_i64_field("author", INDEXED),
        area: builder.add_i64_field("area", INDEXED),
        tag: builder.add_i64_field("tag", INDEXED),
        is: builder.add_u64_field("is", INDEXED),
        created_at: builder.add_i64_field("created_at", FAST),
        words: builder.add_text_field("words", text(IndexRecordOption::WithFreqsAndPositions)),
        stems: builder.add_text_field("stems", text(IndexRecordOption::WithFreqs)),
        title: builder.add_text_field("title", text(IndexRecordOption::WithFreqs)),
        starts: builder.add_text_field("starts", text(IndexRecordOption::WithFreqs)),
        gist: builder.add_text_field(GIST, FAST),
    };
    (builder.build(), fields)
}

pub(crate) fn key(kind: crate::Kind, id: i64) -> String {
    format!("{}:{id}", kind.code())
}

/// The terms of a document; nothing of it is stored but these and its numbers.
pub(crate) fn entry(fields: &Fields, document: &Document) -> TantivyDocument {
    let mut entry = TantivyDocument::new();
    entry.add_text(fields.key, key(document.kind, document.id));
    entry.add_u64(fields.kind, document.kind.code());
    entry.add_i64(fields.id, document.id);
    entry.add_i64(fields.thread, document.thread);
    entry.add_i64(fields.community, document.community);
    entry.add_i64(fields.audience, document.audience);
    entry.add_i64(fields.author, document.author);
    entry.add_i64(fields.area, document.area);
    entry.add_i64(fields.created_at, document.created_at);
    document.tags.iter().for_each(|tag| entry.add_i64(fields.tag, *tag));
    document.is.iter().for_each(|state| entry.add_u64(fields.is, state.code()));

    let (title, body) = (tokenize(&document.title), tokenize(&document.body));
    // Two values of one field: no phrase runs from the title into the body.
    entry.add_text(fields.words, lines(&title, |token| Some(token.text.clone())));
    entry.add_text(fields.words, lines(&body, |token| Some(token.text.clone())));
    let title_stems = lines(&title, |token| stem(token, &document.title, document.language));
    let own_title = document.kind != crate::Kind::Post;
    for _ in 0..if own_title { TITLE_TIMES } else { 1 } {
        entry.add_text(fields.stems, &title_stems);
    }
    let body_stems = lines(&body, |token| stem(token, &document.body, document.language));
    entry.add_text(fields.stems, &body_stems);
    if document.kind == crate::Kind::Thread {
        gist([title_stems.as_str(), &title_stems, &body_stems]).iter().for_each(|stem| entry.add_text(fields.gist, stem));
    }
    if own_title {
        entry.add_text(fields.title, &title_stems);
        entry.add_text(fields.starts, lines(&title, |t| beginning(&t.text, 1)));
        entry.add_text(fields.starts, lines(&title, |t| beginning(&t.text, 2)));
    }
    entry
}

/// The most frequent stems of the texts, which are as `lines` writes them; the first of equals.
fn gist(texts: [&str; 3]) -> Vec<&str> {
    let mut counts: HashMap<&str, (Reverse<usize>, usize)> = HashMap::new();
    for (place, stem) in texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.get(1..)).enumerate() {
        counts.entry(stem).or_insert((Reverse(0), place)).0.0 += 1;
    }
    let mut stems: Vec<_> = counts.into_iter().collect();
    stems.sort_unstable_by_key(|(_, rank)| *rank);
    stems.into_iter().take(GIST_TERMS).map(|(stem, _)| stem).collect()
}

/// The first `count` letters of a longer word.
pub(crate) fn beginning(word: &str, count: usize) -> Option<String> {
    word.char_indices().nth(count).map(|(end, _)| word[..end].to_owned())
}

/// Terms as text: each line the step of its position (a digit) and the term.
fn lines(tokens: &[Token], term: impl Fn(&Token) -> Option<String>) -> String {
    let mut out = String::new();
    let mut last = None;
    for token in tokens {
        let Some(term) = term(token) else { continue };
        let step = last.map_or(1, |last| token.position - last).min(9);
        last = Some(token.position);
        out.push(char::from(b'0' + step as u8));
        out.push_str(&term);
        out.push('\n');
    }
    out
}

/// The reader of `lines` that the index library calls.
pub(crate) fn lines_analyzer() -> TextAnalyzer {
    TextAnalyzer::from(Lines)
}

#[derive(Clone)]
struct Lines;

struct LinesStream<'a> {
    rest: std::str::Lines<'a>,
    line: Line,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LinesStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> LinesStream<'a> {
        // The position before the first: its step of one leads to zero.
        LinesStream { rest: text.lines(), line: Line::default() }
    }
}

impl TokenStream for LinesStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.rest.next() else { return false };
        let (step, term) = line.split_at(1);
        let step = usize::from(step.as_bytes()[0] - b'0');
        self.line.position = self.line.position.wrapping_add(step);
        self.line.text.clear();
        self.line.text.push_str(term);
        true
    }
    fn token(&self) -> &Line {
        &self.line
    }
    fn token_mut(&mut self) -> &mut Line {
        &mut self.line
    }
}
