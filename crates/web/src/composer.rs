//! The composer: the one field in which people write Markdown. Plain without scripts, comfortable with them
//! (`frontend/src/composer`). A form that holds one includes `composer.html` with `composer` in scope.

/// A field for Markdown, named `source` in its form.
#[derive(Clone, Debug, Default)]
pub struct Composer {
    /// The id of its textarea, unique in the page.
    pub id: String,
    /// What it is for, said above it.
    pub label: &'static str,
    /// What stands in it while it is empty.
    pub placeholder: &'static str,
    /// What somebody typed so far.
    pub text: String,
    /// The place that its draft is kept for (`new`, `reply/12`); empty keeps none.
    pub place: String,
    /// The revision of the draft that `text` came from; 0 when there was none.
    pub draft_rev: i64,
    /// Height in lines.
    pub rows: u8,
    /// What is wrong with it, in words.
    pub problem: Option<&'static str>,
}
