//! Statements: one text for both engines, registered so that a test can prepare every one of them.
//!
//! - `$1` … are arguments, `IN (#2)` takes a list of ids (padded on SQLite, `= ANY` on PostgreSQL).
//! - `{name| … }` is a fragment that is left out unless [`Query::when`] switches it on; the arguments that only it
//!   uses are left out with it.

use std::sync::Arc;

use parking_lot::Mutex;

use super::Value;

/// Every `sql!` of the program (of what is linked into it).
#[linkme::distributed_slice]
pub static STATEMENTS: [&'static Statement];

/// What a statement is for, so that the test of plans knows what to ask of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Finds its rows by an index.
    Plain,
    /// A list that people page through: its index also gives the order.
    List,
    /// May read a whole table, for this reason.
    Scan(&'static str),
}

/// One statement of the program.
pub struct Statement {
    pub text: &'static str,
    pub place: &'static str,
    pub line: u32,
    pub purpose: Purpose,
    /// What was rendered already, for each style: by fragments and length of lists.
    rendered: [Mutex<Known>; 2],
}

type Known = Vec<(u64, Arc<Rendered>)>;

/// A statement as one engine takes it.
pub(super) struct Rendered {
    pub text: String,
    /// For each parameter: the argument, and the item of it when the argument is a list that was spread.
    pub binds: Vec<(usize, Option<usize>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `?1`, lists spread.
    Numbered = 0,
    /// `$1`, lists as arrays.
    Dollar = 1,
}

impl Statement {
    pub const fn new(text: &'static str, place: &'static str, line: u32, purpose: Purpose) -> Statement {
        Statement { text, place, line, purpose, rendered: [const { Mutex::new(Vec::new()) }; 2] }
    }

    /// Names of the optional fragments, in order of appearance.
    pub fn fragments(&self) -> Vec<&'static str> {
        self.text.split('{').skip(1).filter_map(|rest| rest.split_once('|')).map(|(name, _)| name).collect()
    }

    /// The number of arguments.
    pub fn arguments(&self) -> usize {
        let bytes = self.text.as_bytes();
        let at = (0..bytes.len()).filter(|&i| matches!(bytes[i], b'$' | b'#'));
        at.filter_map(|i| number(&self.text[i + 1..])).max().unwrap_or(0)
    }

    pub(super) fn rendered(&self, style: Style, on: u32, lists: &[usize]) -> Arc<Rendered> {
        let longest = lists.iter().copied().max().unwrap_or(0).max(1).next_power_of_two();
        let key = (u64::from(on) << 32) | longest as u64;
        let mut cache = self.rendered[style as usize].lock();
        if let Some((_, found)) = cache.iter().find(|(k, _)| *k == key) {
            return Arc::clone(found);
        }
        let made = Arc::new(self.render(style, on, longest));
        cache.push((key, Arc::clone(&made)));
        made
    }

    fn render(&self, style: Style, on: u32, longest: usize) -> Rendered {
        let mut text = String::with_capacity(self.text.len());
        for (index, part) in self.text.split('{').enumerate() {
            if index == 0 {
                text.push_str(part);
                continue;
            }
            let (fragment, rest) = part.split_once('}').unwrap_or((part, ""));
            let (_, body) = fragment.split_once('|').unwrap_or(("", fragment));
            if on & (1 << (index - 1)) != 0 {
                text.push_str(body);
            }
            text.push_str(rest);
        }
        bind(&text, style, longest)
    }
}

fn bind(text: &str, style: Style, longest: usize) -> Rendered {
    let mut out = String::with_capacity(text.len() + 16);
    let mut binds: Vec<(usize, Option<usize>)> = Vec::new();
    let mut place = |arg: usize, item: Option<usize>| -> usize {
        let bind = (arg - 1, item);
        binds.iter().position(|b| *b == bind).unwrap_or_else(|| {
            binds.push(bind);
            binds.len() - 1
        }) + 1
    };
    let mark = if style == Style::Numbered { '?' } else { '$' };
    let mut rest = text;
    while let Some(at) = rest.find(['$', '#']) {
        let (before, from) = rest.split_at(at);
        let Some(arg) = number(&from[1..]) else {
            out.push_str(&rest[..=at]);
            rest = &from[1..];
            continue;
        };
        let digits = from[1..].bytes().take_while(u8::is_ascii_digit).count();
        if from.starts_with('$') {
            out.push_str(before);
            out.push_str(&format!("{mark}{}", place(arg, None)));
            rest = &from[1 + digits..];
        } else if style == Style::Numbered {
            out.push_str(before);
            let items: Vec<String> = (0..longest).map(|item| format!("?{}", place(arg, Some(item)))).collect();
            out.push_str(&items.join(","));
            rest = &from[1 + digits..];
        } else {
            out.push_str(before.trim_end().trim_end_matches("IN ("));
            out.push_str(&format!("= ANY (${}", place(arg, None)));
            rest = &from[1 + digits..];
        }
    }
    out.push_str(rest);
    Rendered { text: out, binds }
}

fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok().filter(|n| *n > 0)
}

/// A statement with its arguments.
pub struct Query {
    pub(super) statement: &'static Statement,
    pub(super) args: Vec<Value>,
    on: u32,
}

impl Query {
    pub fn new(statement: &'static Statement, args: Vec<Value>) -> Query {
        Query { statement, args, on: 0 }
    }

    /// Switches the fragment `name` on when `condition` holds.
    ///
    /// # Panics
    /// When the statement has no fragment of that name.
    #[must_use]
    pub fn when(mut self, name: &str, condition: bool) -> Query {
        let index = self.statement.fragments().iter().position(|fragment| *fragment == name);
        assert!(index.is_some(), "no fragment {name} at {}:{}", self.statement.place, self.statement.line);
        if condition {
            self.on |= index.map_or(0, |bit| 1 << bit);
        }
        self
    }

    pub(super) fn rendered(&self, style: Style) -> Arc<Rendered> {
        let lists: Vec<usize> = self.args.iter().map(|arg| if let Value::Ints(ids) = arg { ids.len() } else { 0 }).collect();
        self.statement.rendered(style, self.on, &lists)
    }

    /// The value for one parameter; lists are padded with their last item, an empty one matches nothing.
    pub(super) fn value(&self, (arg, item): (usize, Option<usize>)) -> Value {
        match (self.args.get(arg), item) {
            (Some(Value::Ints(ids)), Some(item)) => ids.get(item).or(ids.last()).map_or(Value::Null, |id| Value::Int(*id)),
            (Some(value), _) => value.clone(),
            (None, _) => Value::Null,
        }
    }
}

/// A registered statement with its arguments: `sql!("SELECT … WHERE id = $1", id)`. Lists that people page through say
/// `sql!(list "…")`; a statement that may read a whole table says why: `sql!(scan "few rows", "…")`.
#[macro_export]
macro_rules! sql {
    (list $text:expr $(, $arg:expr)* $(,)?) => { $crate::sql!(@ $crate::db::Purpose::List, $text $(, $arg)*) };
    (scan $why:literal, $text:literal $(, $arg:expr)* $(,)?) => { $crate::sql!(@ $crate::db::Purpose::Scan($why), $text $(, $arg)*) };
    (@ $purpose:expr, $text:expr $(, $arg:expr)*) => {{
        static STATEMENT: $crate::db::Statement =
            $crate::db::Statement::new($text, file!(), line!(), $purpose);
        #[$crate::linkme::distributed_slice($crate::db::STATEMENTS)]
        #[linkme(crate = $crate::linkme)]
        #[expect(unsafe_code, reason = "linkme gathers the statements through a link section")]
        static REGISTERED: &'static $crate::db::Statement = &STATEMENT;
        $crate::Query::new(&STATEMENT, vec![$($crate::Value::from($arg)),*])
    }};
    ($text:literal $(, $arg:expr)* $(,)?) => { $crate::sql!(@ $crate::db::Purpose::Plain, $text $(, $arg)*) };
}
