//! What the pages of the charter share: who takes part, keys of forms, what changed from one charter to another.

use base::{Error, Id, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use web::diff::{Line, difference};
use web::{App, Here};

use super::model::{NAMES, Parts};
use crate::communities::Deed;

/// The number in an address.
#[derive(Deserialize)]
pub(super) struct Named {
    pub id: String,
}

impl Named {
    /// What is no number names nothing.
    pub fn id(&self) -> Result<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// Whether somebody has a say here: members and those with a role of the whole; not guests.
pub(super) fn takes_part(here: &Here) -> bool {
    here.roles.member || here.moderates()
}

/// What the person who asks does, when they have a say here.
pub(super) fn deed(visit: &web::Visit) -> Result<Deed> {
    if takes_part(visit.here()?) { Deed::of(visit) } else { Err(Error::Forbidden) }
}

/// The key of a form together with what it says; a new one for a form without a key.
pub(super) fn once_key(app: &App, form: &str, words: &[&str]) -> String {
    if form.is_empty() {
        return app.random.token();
    }
    let mut hash = Sha256::new();
    for word in [form].iter().chain(words) {
        hash.update(word.len().to_le_bytes());
        hash.update(word.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// A part that is another one now.
pub(super) struct Change {
    /// One of [`NAMES`].
    pub name: &'static str,
    pub lines: Vec<Line>,
}

/// What is different from one charter to another, part by part.
pub(super) async fn changes(before: Parts, after: Parts) -> Result<Vec<Change>> {
    base::work::blocking(move || {
        let pairs = NAMES.into_iter().zip(before.texts().into_iter().zip(after.texts()));
        let changed = pairs.filter(|(_, (before, after))| before != after);
        // Ended alike, so that a last line that gets a next one is the same line.
        let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
        Ok(changed.map(|(name, (before, after))| Change { name, lines: difference(&ended(before), &ended(after)) }).collect())
    })
    .await
}

/// The form of a charter, or of what somebody proposes, as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub purpose: String,
    pub in_scope: String,
    pub out_of_scope: String,
    pub norms: String,
    pub rhythm: String,
    /// Not empty when it changes what was agreed.
    pub substance: String,
    /// The version that it was written from; 0 for none.
    pub rev: i64,
    /// What is proposed: a change, or a goal with a title.
    pub kind: String,
    pub title: String,
    pub why: String,
    /// The revision of the proposal that is written anew.
    pub seen: i64,
    pub once: String,
}

impl Typed {
    /// The fields of a charter as it stands.
    pub fn of(parts: &Parts, rev: i64) -> Typed {
        Typed { rev, ..Typed::default() }.with(parts)
    }

    pub fn with(self, parts: &Parts) -> Typed {
        let [purpose, in_scope, out_of_scope, norms, rhythm] = parts.texts().map(str::to_owned);
        Typed { purpose, in_scope, out_of_scope, norms, rhythm, ..self }
    }

    /// What was typed, as it was typed.
    pub fn parts(&self) -> Parts {
        Parts::of([&self.purpose, &self.in_scope, &self.out_of_scope, &self.norms, &self.rhythm].map(Clone::clone))
    }
}
