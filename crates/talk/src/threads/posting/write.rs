//! The page on which a post is written when the thread's own form does not do: without scripts, for comments and edits, and
//! whenever something was wrong with what was sent.

use axum::response::Response;
use base::{Error, Problem};
use http::StatusCode;
use people::trust::stamp;
use serde::Deserialize;
use web::{App, Composer, Context, Failure, Page, Problems, Shell, Visit};

use super::compose::compose;
use crate::threads::store::posting::Composed;

/// What the forms of posts send.
#[derive(Deserialize, Default)]
pub(in crate::threads) struct Sent {
    #[serde(default)]
    pub source: String,
    /// Of edited openings.
    #[serde(default)]
    pub title: Option<String>,
    /// The form's own key: the same one again does nothing again.
    #[serde(default)]
    pub once: String,
    /// The revision that the writer started from.
    #[serde(default)]
    pub rev: i64,
    /// Look first.
    #[serde(default)]
    pub preview: Option<String>,
    /// Names of chosen files that were not attached: they did not come along.
    #[serde(default)]
    pub file: Vec<String>,
}

impl Sent {
    /// The text, ready to be stored.
    ///
    /// # Errors
    /// `Invalid` when the form comes back: with problems, or without any for a preview.
    pub async fn composed(&self, app: &App, visit: &Visit) -> Result<Composed, Error> {
        if self.preview.is_some() {
            return Err(Error::Invalid(Vec::new()));
        }
        // Chosen files must be attached first, or they would be lost without a word.
        if self.file.iter().any(|name| !name.is_empty()) {
            return Err(Error::invalid("source", "files-not-attached"));
        }
        compose(app, visit, &self.source).await
    }

    /// The form as it came, with what was wrong.
    pub fn back(self, problems: Vec<Problem>) -> Shown {
        Shown { preview: self.preview.is_some(), text: self.source, problems, once: self.once, theirs: None }
    }
}

/// What such a page says and where it sends to.
#[derive(Default)]
pub(in crate::threads) struct Writing {
    pub heading: &'static str,
    pub label: &'static str,
    pub button: &'static str,
    /// The thread's title and the address to go back to.
    pub about: String,
    pub back: String,
    pub action: String,
    /// The frame that it may be shown in, on the thread's page.
    pub frame: String,
    /// The place of its draft.
    pub place: String,
    /// The title to edit with it.
    pub title: Option<String>,
    pub rev: i64,
    pub draft_rev: i64,
}

/// What somebody else made of the text meanwhile.
pub(in crate::threads) struct Theirs {
    pub name: String,
    /// Of what opens a thread.
    pub title: String,
    pub source: String,
    /// Their text against the writer's, as lines.
    pub(super) diff: Vec<web::diff::Line>,
}

#[derive(askama::Template)]
#[template(path = "threads/posting/templates/write.html")]
struct WritePage<'a> {
    shell: Shell<'a>,
    form: Writing,
    composer: Composer,
    preview: Option<String>,
    theirs: Option<Theirs>,
    once: String,
    problems: Problems,
}

/// How the page is shown.
#[derive(Default)]
pub(in crate::threads) struct Shown {
    pub text: String,
    pub preview: bool,
    pub problems: Vec<Problem>,
    pub theirs: Option<Theirs>,
    pub once: String,
}

/// Shows the page: as asked for, with a preview, or with what was wrong.
pub(in crate::threads) async fn show(app: &App, visit: &Visit, form: Writing, shown: Shown) -> Result<Response, Failure> {
    let mut problems = shown.problems;
    let preview = match shown.preview {
        true => match compose(app, visit, &shown.text).await {
            Ok(composed) => Some(composed.html),
            Err(Error::Invalid(found)) => {
                problems.extend(found);
                None
            }
            Err(other) => return Err(other.into()),
        },
        false => None,
    };
    let status = match (&shown.theirs, problems.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let problems = Problems(problems);
    let context = Context { title: form.heading.to_owned(), robots: "noindex", ..Context::default() };
    let composer = Composer {
        id: format!("write-{}", form.place.replace('/', "-")),
        label: form.label,
        placeholder: "",
        text: shown.text,
        place: form.place.clone(),
        draft_rev: form.draft_rev,
        rows: 10,
        problem: problems.of("source", visit.tongue),
    };
    let once = if shown.once.is_empty() { stamp::new(app, visit).await? } else { shown.once };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &WritePage { shell, form, composer, preview, theirs: shown.theirs, once, problems })
}
