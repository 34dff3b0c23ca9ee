//! `GET`, `POST /c/{community}/manage`.

use axum::extract::State;
use axum::response::Response;
use base::{Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Inviting, Joining, Page, Problems, Query, Shell, Visibility, Visited};

use super::model::{LANGUAGES, OTHER, Settings, Typed};
use super::store;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "settings/templates/settings.html")]
struct SettingsPage<'a> {
    shell: Shell<'a>,
    typed: Typed,
    now: Settings,
    problems: Problems,
    saved: bool,
    /// Whether somebody else saved in between: what stands now is shown beside what was typed.
    overtaken: bool,
}

impl SettingsPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    /// What stands now, where it differs from what was typed and somebody else may have changed it.
    fn theirs<'t>(&self, typed: &str, now: &'t str) -> Option<&'t str> {
        (self.overtaken && typed != now).then_some(now)
    }

    /// As [`SettingsPage::theirs`], for what is chosen: its word in the texts.
    fn their_word(&self, of: &str, typed: &str, now: &str) -> Option<&'static str> {
        self.theirs(typed, now).map(|code| self.shell.t.say_key(&format!("{of}-{code}")))
    }

    /// What another visibility would change, in words.
    fn change_to(&self, to: &Visibility) -> Option<&'static str> {
        let from = self.now.visibility;
        (from != *to).then(|| self.shell.t.say_key(&format!("visibility-change-{from}-{to}")))
    }

    /// Codes and names of languages, the present one among them.
    fn languages(&self) -> Vec<(&str, &str)> {
        let now = self.now.language.as_str();
        let other = if LANGUAGES.iter().any(|(code, _)| *code == now) { OTHER } else { now };
        LANGUAGES.iter().copied().chain([(other, self.shell.t.say("settings-language-other"))]).collect()
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    let now = app.db.read(move |tx| async move { store::settings(&tx, community).await }).await?;
    let page = page(&app, &visit, Typed::of(&now), now, Problems::default(), false);
    Page::render(&SettingsPage { saved: !asked.saved.is_empty(), ..page })
}

enum Outcome {
    Saved,
    Wrong(Settings, Problems),
    Overtaken(Settings),
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (deed, form) = (Deed::of(&visit)?, typed.clone());
    let outcome = app.db.write(move |tx| async move { change(&tx, deed, &form).await }).await?;
    match outcome {
        Outcome::Saved => Ok(Page::go(format!("/c/{}/manage?saved=1", visit.here()?.slug))),
        Outcome::Wrong(now, problems) => {
            Page::answer(StatusCode::UNPROCESSABLE_ENTITY, &page(&app, &visit, typed, now, problems, false))
        }
        Outcome::Overtaken(now) => {
            // Saving once more is meant.
            let typed = Typed { rev: now.rev, understood: String::new(), ..typed };
            Page::answer(StatusCode::CONFLICT, &page(&app, &visit, typed, now, Problems::default(), true))
        }
    }
}

async fn change(tx: &Tx, deed: Deed, form: &Typed) -> Found<Outcome> {
    let now = store::settings(tx, deed.community).await?;
    let wanted = match form.read(&now) {
        Ok(wanted) => wanted,
        Err(problems) => return Ok(Outcome::Wrong(now, Problems(problems))),
    };
    // The same form twice, or two people of one mind.
    if (Settings { rev: now.rev, ..wanted.clone() }) == now {
        return Ok(Outcome::Saved);
    }
    if wanted.rev != now.rev || !store::change(tx, deed, &now, &wanted).await? {
        return Ok(Outcome::Overtaken(store::settings(tx, deed.community).await?));
    }
    Ok(Outcome::Saved)
}

fn page<'a>(
    app: &'a App,
    visit: &'a Visited,
    typed: Typed,
    now: Settings,
    problems: Problems,
    overtaken: bool,
) -> SettingsPage<'a> {
    let title = visit.tongue.say("menu-manage-settings").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    SettingsPage { shell: Shell::new(app, visit, context), typed, now, problems, saved: false, overtaken }
}
