//! What somebody looks for, in the first line, and a text that is indexed and in which matches are shown, in the others.

use std::cell::RefCell;

use search::{Document, FilterKey, Index, Kind, Language, Piece, Query, Scope, State, Writer, mark, period, snippet};

use crate::text;

const LANGUAGES: [Language; 6] =
    [Language::English, Language::Dutch, Language::German, Language::French, Language::Spanish, Language::Other];
/// So many texts wait in the writer before they are forgotten.
const WAITING: usize = 2000;
const MOST_CHARS: usize = 60;
const MOST_HITS: usize = 5;

pub fn target(bytes: &[u8]) {
    let all = text(bytes);
    let (line, body) = all.split_once('\n').unwrap_or((&all, "grinding coffee, evenly: is V60-02 coarser? 咖啡 カッピング"));
    let query = Query::parse(line);
    let written = query.to_string();
    assert_eq!(Query::parse(&written), query, "{written:?} reads differently");
    for filter in &query.filters {
        assert!(!filter.value.is_empty() && !filter.value.contains('"'));
        if matches!(filter.key, FilterKey::Before | FilterKey::After) {
            assert!(period(&filter.value).is_some_and(|(first, end)| first < end));
        }
        assert_eq!(query.clone().with(filter.clone()), query);
        State::from_name(&filter.value);
    }
    let languages = [LANGUAGES[line.len() % 6], LANGUAGES[body.len() % 6]];
    shows(&query, body, &languages);
    INDEX.with_borrow_mut(|index| index.asked(&query, body, &languages));
}

fn shows(query: &Query, body: &str, languages: &[Language]) {
    let joined = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let marked = joined(&mark(body, query, languages));
    assert!(body.starts_with(&marked) && (marked.len() == body.len() || marked.chars().count() == 60_000));
    let pieces = snippet(body, query, languages, MOST_CHARS);
    assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
    let shown = joined(&pieces);
    assert!(shown.chars().count() <= MOST_CHARS + 2, "{shown:?}");
    let within = shown.strip_prefix('…').unwrap_or(&shown);
    assert!(body.contains(within.strip_suffix('…').unwrap_or(within)) || body.contains(within), "{shown:?}");
}

/// A small index, and a writer whose texts nobody sees.
struct Indexed {
    index: Index,
    writer: Writer,
    waiting: usize,
}

thread_local! {
    static INDEX: RefCell<Indexed> = RefCell::new(Indexed::new());
}

impl Indexed {
    fn new() -> Indexed {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap().unwrap();
        let texts = ["coffee is ground evenly", "V60-02 with getUserName()", "咖啡 tastes of 咖啡豆", "the the of of a"];
        for (id, body) in (1..).zip(texts) {
            for audience in [1, 2] {
                writer.put(&document(id * 10 + audience, audience, body, Language::English)).unwrap();
            }
        }
        writer.commit(1).unwrap();
        Indexed { index, writer, waiting: 0 }
    }

    fn asked(&mut self, query: &Query, body: &str, languages: &[Language]) {
        let scope = Scope { audiences: vec![1], languages: languages.to_vec(), ..Scope::default() };
        let hits = self.index.search(query, &scope, MOST_HITS).unwrap();
        assert!(hits.len() <= MOST_HITS && hits.iter().all(|hit| hit.id % 10 == 1), "{hits:?}");
        assert!(hits.iter().all(|hit| hit.score.is_finite()));
        self.writer.put(&document(1, 1, body, languages[0])).unwrap();
        self.waiting += 1;
        if self.waiting == WAITING {
            *self = Indexed::new();
        }
    }
}

fn document(id: i64, audience: i64, body: &str, language: Language) -> Document {
    Document {
        kind: Kind::Thread,
        id,
        thread: id,
        community: 1,
        audience,
        author: 1,
        area: 1,
        tags: vec![],
        is: vec![],
        created_at: id * 1000,
        language,
        title: body.chars().take(50).collect(),
        body: body.to_owned(),
    }
}
