//! `GET /new/look`: the exports that lie on the server; with `?of=NAME` what is in one of them.

use std::fs;
use std::path::Path;

use axum::extract::State;
use axum::response::Response;
use base::{Problem, Result as Found, work};
use http::StatusCode;
use people::communities::model::Listed;
use people::communities::store as communities;
use people::settings::LANGUAGES;
use serde::Deserialize;
use tokio::sync::Semaphore;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visibility, Visit, Visited};

use super::running::Typed;

use super::model::{Look, Reason, Why};
use super::picture::{self, Column};

/// A large export takes memory while it is read.
static LOOKING: Semaphore = Semaphore::const_new(1);

#[derive(askama::Template)]
#[template(path = "looking/templates/look.html")]
struct LookPage<'a> {
    shell: Shell<'a>,
    /// Names of what lies on the server.
    names: Vec<String>,
    folder: String,
    look: Option<Look>,
    columns: Vec<Column>,
    problems: Problems,
    /// The form that brings what lies on the server.
    bring: Option<Bring>,
}

/// What is filled in to bring an export, and the communities that are here.
struct Bring {
    typed: Typed,
    communities: Vec<Listed>,
}

impl LookPage<'_> {
    fn n(&self, n: &u64) -> String {
        self.shell.t.number(signed(*n))
    }

    fn count(&self, key: &'static str, n: &u64) -> String {
        self.shell.t.count(key, signed(*n))
    }

    /// How many more there are than the list shows.
    fn more(&self, of: &u64, told: usize) -> String {
        self.shell.t.count("look-more", signed(of.saturating_sub(told as u64)))
    }

    fn lasting(&self, millis: &i64) -> String {
        self.shell.t.lasting(*millis)
    }

    fn percent(&self, share: &f64) -> String {
        self.shell.t.with("look-percent", "n", format!("{:.0}", share * 100.0))
    }

    /// A day of an RFC 3339 moment.
    fn day<'m>(&self, moment: &'m str) -> &'m str {
        moment.get(..10).unwrap_or("")
    }

    fn why(&self, why: &Why) -> String {
        let (t, n) = (self.shell.t, why.n);
        match why.what {
            Reason::Asked => t.count("look-why-asked", n),
            Reason::Voted => t.count("look-why-voted", n),
            Reason::Wanted => t.count("look-why-wanted", n),
            Reason::Linked => t.count("look-why-linked", n),
            Reason::Viewed => t.count("look-why-viewed", n),
            Reason::Kept => t.count("look-why-kept", n),
            Reason::Edited => t.count("look-why-edited", n),
            Reason::Accepted => t.say("look-why-accepted").to_owned(),
        }
    }

    /// Why something is left, in the reader's words; as the import says it where there are none.
    fn left<'r>(&self, reason: &'r str) -> &'r str {
        let said = self.shell.t.say_key(&format!("look-left-{}", markup::slug(reason)));
        if said.is_empty() { reason } else { said }
    }

    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn kind(&self, kind: &str) -> &'static str {
        self.shell.t.say_key(&format!("look-kind-{kind}"))
    }
}

fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    of: String,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let names = names(&app.exports);
    if asked.of.is_empty() {
        return Page::render(&page(&app, &visit, names, None, Problems::default()));
    }
    // A name that lies there, never a path.
    if !names.contains(&asked.of) {
        return Err(base::Error::NotFound.into());
    }
    let path = app.exports.join(&asked.of);
    match look_at(&path).await {
        Ok(look) => {
            let slug = markup::slug(&look.source);
            let language = visit.tongue.language().code().to_owned();
            let typed = Typed { of: asked.of, community: slug, language, visibility: "private".into(), ..Typed::default() };
            bring(&app, &visit, StatusCode::OK, look, typed, Problems::default()).await
        }
        Err(_) => refuse(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, "of", "look-no-dump"),
    }
}

/// The page with the form that brings the export.
async fn bring(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    look: Look,
    typed: Typed,
    problems: Problems,
) -> Result<Response, Failure> {
    let communities = app.db.read(|tx| async move { communities::listed(&tx, 200).await }).await?;
    let typed = Typed { once: app.random.token(), ..typed };
    let page = page(app, visit, names(&app.exports), Some(look), problems);
    Page::answer(status, &LookPage { bring: Some(Bring { typed, communities }), ..page })
}

/// The page once more, with what is wrong with the form that brings.
pub(super) async fn again(app: &App, visit: &Visit, typed: Typed, problems: Problems) -> Result<Response, Failure> {
    let look = look_at(&app.exports.join(&typed.of)).await?;
    bring(app, visit, StatusCode::UNPROCESSABLE_ENTITY, look, typed, problems).await
}

/// One after the other.
pub(super) async fn look_at(path: &Path) -> Found<Look> {
    let _turn = LOOKING.acquire().await.map_err(base::Error::internal)?;
    let path = path.to_path_buf();
    work::blocking(move || super::look(&path, Box::new(|_, _, _| {}))).await
}

/// The page with what is wrong.
pub(super) fn refuse(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    field: &'static str,
    message: &'static str,
) -> Result<Response, Failure> {
    let problems = Problems(vec![Problem { field, message }]);
    Page::answer(status, &page(app, visit, names(&app.exports), None, problems))
}

fn page<'a>(app: &'a App, visit: &'a Visit, names: Vec<String>, look: Option<Look>, problems: Problems) -> LookPage<'a> {
    let title = visit.tongue.say("look-title").to_owned();
    let context = Context { title, robots: "noindex", ..Context::default() };
    let columns = look.as_ref().map(|look| picture::columns(&look.months)).unwrap_or_default();
    let folder = app.exports.display().to_string();
    LookPage { shell: Shell::new(app, visit, context), names, folder, look, columns, problems, bring: None }
}

/// Folders and zip files that lie there, by name; what has no name that can be written is left out.
pub(super) fn names(exports: &Path) -> Vec<String> {
    let entries = fs::read_dir(exports).into_iter().flatten().flatten();
    let zipped = |path: &Path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let exports = entries.filter(|entry| entry.path().is_dir() || zipped(&entry.path()));
    let mut names: Vec<String> = exports.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort_unstable();
    names
}
