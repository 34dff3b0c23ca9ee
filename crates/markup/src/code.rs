//! Colours for code, as classes.

use std::sync::LazyLock;

use syntect::parsing::{BasicScopeStackOp, ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::tags::{escape_attribute, escape_text};

/// Bytes of one block; longer ones stay plain.
const MOST_BLOCK: usize = 20_000;
/// Bytes of all blocks of a text together.
const MOST_TEXT: usize = 60_000;
/// Bytes of a line: minified code costs much and nobody reads it.
const MOST_LINE: usize = 1000;

/// Loaded when the first block asks, about a megabyte.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// TextMate scopes and their classes; the first that fits counts.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("string.regexp", "hl-string hl-regexp"),
    ("string", "hl-string"),
    ("constant.numeric", "hl-constant hl-numeric"),
    ("constant.language", "hl-constant hl-language"),
    ("constant.character.escape", "hl-constant hl-escape"),
    ("constant", "hl-constant"),
    ("keyword.operator", "hl-keyword hl-operator"),
    ("keyword", "hl-keyword"),
    ("storage.type", "hl-storage hl-type"),
    ("storage", "hl-storage"),
    ("entity.name.function", "hl-entity hl-function"),
    ("entity.name.tag", "hl-entity hl-tag"),
    ("entity.name.class", "hl-entity hl-class"),
    ("entity.name.struct", "hl-entity hl-class"),
    ("entity.name.enum", "hl-entity hl-class"),
    ("entity.name.type", "hl-entity hl-class"),
    ("entity.other.attribute-name", "hl-entity hl-attribute-name"),
    ("entity", "hl-entity"),
    ("variable.parameter", "hl-variable hl-parameter"),
    ("variable.language", "hl-variable hl-language"),
    ("variable.function", "hl-variable hl-function"),
    ("variable", "hl-variable"),
    ("support.function", "hl-support hl-function"),
    ("support", "hl-support"),
    ("invalid", "hl-invalid"),
    ("markup.heading", "hl-heading"),
    ("markup.bold", "hl-bold"),
    ("markup.italic", "hl-italic"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("markup.changed", "hl-changed"),
];

static SCOPES: LazyLock<Vec<(Scope, &'static str)>> =
    LazyLock::new(|| CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect());

/// One of the classes that [`Highlighter`] writes, for the wall.
pub(crate) fn is_highlight_class(class: &str) -> bool {
    class.starts_with("hl-") && CLASSES.iter().any(|(_, classes)| classes.split(' ').any(|known| known == class))
}

/// Highlights the blocks of one text within its bounds.
#[derive(Default)]
pub(crate) struct Highlighter {
    spent: usize,
}

impl Highlighter {
    /// `<pre><code class="language-…">` of a block in a known language, `None` when it stays plain.
    pub(crate) fn block(&mut self, language: &str, code: &str) -> Option<String> {
        if language.is_empty() || code.len() > MOST_BLOCK || self.spent + code.len() > MOST_TEXT {
            return None;
        }
        let syntax = syntax(language)?;
        if code.lines().any(|line| line.len() > MOST_LINE) {
            return None;
        }
        self.spent += code.len();
        let mut html = String::with_capacity(code.len() * 3);
        html.push_str("<pre><code class=\"language-");
        escape_attribute(&language.to_lowercase(), &mut html);
        html.push_str("\">");
        write(syntax, code, &mut html)?;
        html.push_str("</code></pre>\n");
        Some(html)
    }
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    // Names that people use and syntect's set does not know, and near relatives of languages that it lacks.
    let name = match language.to_ascii_lowercase().as_str() {
        "text" | "txt" | "plain" | "plaintext" | "none" | "" => return None,
        "shell" | "console" | "shell-session" | "zsh" => "sh",
        "c++" => "cpp",
        "c#" | "csharp" => "cs",
        "f#" => "ml",
        "golang" => "go",
        "jsonc" | "json5" => "json",
        "js" | "jsx" | "mjs" | "node" | "ts" | "tsx" | "typescript" => "js",
        "patch" => "diff",
        "python3" | "py3" => "py",
        "objective-c" | "objc" => "m",
        "viml" | "docker" => return None,
        _ => language,
    };
    SYNTAXES.find_syntax_by_token(name)
}

/// `None` when the grammar itself is at fault.
fn write(syntax: &SyntaxReference, code: &str, html: &mut String) -> Option<()> {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    // For each open scope: whether it wrote a span.
    let mut open: Vec<bool> = Vec::new();
    for line in LinesWithEndings::from(code) {
        let mut from = 0;
        for (at, op) in state.parse_line(line, &SYNTAXES).ok()? {
            escape_text(line.get(from..at)?, html);
            from = at;
            let hook = |change: BasicScopeStackOp, _: &[Scope]| match change {
                BasicScopeStackOp::Push(scope) => {
                    let class = SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class);
                    open.push(class.is_some());
                    if let Some(class) = class {
                        html.push_str("<span class=\"");
                        html.push_str(class);
                        html.push_str("\">");
                    }
                }
                BasicScopeStackOp::Pop => {
                    if open.pop() == Some(true) {
                        html.push_str("</span>");
                    }
                }
            };
            scopes.apply_with_hook(&op, hook).ok()?;
        }
        escape_text(&line[from..], html);
    }
    open.into_iter().filter(|wrote| *wrote).for_each(|_| html.push_str("</span>"));
    Some(())
}
