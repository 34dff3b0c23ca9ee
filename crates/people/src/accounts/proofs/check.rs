//! What a form brings to show that no program sends it, and whether that is enough.

use base::{Result, Time, Tx};
use serde::Deserialize;
use web::{App, Visit};

use super::challenge::{self, For};
use super::effort::{self, Effort};
use super::trap::Trap;
use super::{store, waiting};
use crate::accounts::session_hash;
use crate::trust::stamp;

/// The fields of a form that are ours, as they were sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Brought {
    /// A solved challenge; scripts fill it in.
    pub proof: String,
    /// Since when somebody waits whose browser runs no scripts.
    pub wait: String,
    /// See [`Trap`].
    pub homepage: String,
}

/// Why a form comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// No proof came along: so many seconds are to be waited.
    Wait(i64),
    /// It came back so many seconds too early.
    Early(i64),
    /// The proof was used already, is too old, or never was one; as [`Told::Wait`].
    Over(i64),
}

/// What a page shows of it: `templates/told.html` on top of a form, `templates/check.html` before its button.
#[derive(Clone, Debug)]
pub struct Shown {
    pub form: For,
    /// Whether anything is asked for.
    pub on: bool,
    pub brought: Brought,
    pub trap: Trap,
    pub told: Option<Told>,
}

impl Shown {
    /// What is shown with a form that was not refused for it: what it brought is still good.
    pub fn new(form: For, effort: Effort, brought: Brought) -> Shown {
        Shown { form, on: effort != Effort::Off, brought, trap: Trap::default(), told: None }
    }

    /// The key of what is said, and the seconds in it.
    pub fn said(&self) -> Option<(&'static str, i64)> {
        self.told.map(|told| match told {
            Told::Wait(seconds) => ("proof-wait", seconds),
            Told::Early(seconds) => ("proof-early", seconds),
            Told::Over(seconds) => ("proof-over", seconds),
        })
    }
}

/// Looks at what a form brings, and spends it: `Ok` when it is enough, else what is shown with the form. `whom` is who sends it:
/// their second click counts as the first; when it is empty, there is no second.
///
/// It costs two signatures, a hash and a row, and comes before passwords are hashed and before anybody is looked up, so that
/// the answer is the same whoever has an account.
pub async fn check(
    app: &App,
    visit: &Visit,
    form: For,
    effort: Effort,
    brought: Brought,
    whom: &str,
) -> Result<std::result::Result<(), Shown>> {
    let shown = |brought, told| Ok(Err(Shown { told: Some(told), ..Shown::new(form, effort, brought) }));
    let trap = Trap::look(app, visit, &brought.homepage)?;
    if trap.sprung {
        return Ok(Err(Shown { trap, ..Shown::new(form, effort, brought) }));
    }
    if effort == Effort::Off {
        return Ok(Ok(()));
    }
    let (secret, now) = (stamp::secret(app).await?, visit.now);
    let needed = effort.wait(effort::load(app, visit).await?);
    let mut salt = challenge::solved(&secret, form, &brought.proof, now)?;
    if let (None, Some(waiting)) = (&salt, waiting::read(&secret, form, &brought.wait, now)?) {
        let left = needed - now.since(waiting.since);
        if left > 0 {
            return shown(Brought { proof: String::new(), ..brought }, Told::Early(seconds(left)));
        }
        salt = Some(waiting.salt);
    }
    let none = brought.proof.is_empty() && brought.wait.is_empty();
    let spent = match salt {
        Some(salt) => {
            let whom = if whom.is_empty() { app.random.token() } else { session_hash(whom) };
            app.db.write(move |tx: Tx| async move { store::spend(&tx, &salt, &whom, now).await }).await?
        }
        None => false,
    };
    if spent {
        effort::count(app, visit);
        return Ok(Ok(()));
    }
    let wait = waiting::begin(&secret, &app.random, form, now)?;
    let told = if none { Told::Wait(seconds(needed)) } else { Told::Over(seconds(needed)) };
    shown(Brought { wait, ..Brought::default() }, told)
}

/// Whole seconds, rounded up.
fn seconds(millis: i64) -> i64 {
    (millis + Time::SECOND - 1) / Time::SECOND
}
