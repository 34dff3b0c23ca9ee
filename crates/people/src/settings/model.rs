//! Settings as they stand and as somebody typed them; no SQL.

use base::{Problem, record};
use serde::Deserialize;
use web::{Inviting, Joining, Visibility, lines, one_line};

record! {
    /// The settings of a community.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Settings {
        pub name: String,
        pub tagline: String,
        pub domain: String,
        pub visibility: Visibility,
        pub joining: Joining,
        pub inviting: Inviting,
        pub language: String,
        pub unnamed: bool,
        pub reminder: String,
        pub rev: i64,
    }
}

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub name: String,
    pub tagline: String,
    pub domain: String,
    pub visibility: String,
    pub joining: String,
    pub inviting: String,
    pub language: String,
    /// Not empty when questions may be asked without a name.
    pub unnamed: String,
    pub reminder: String,
    /// Not empty when "I understand" was ticked.
    pub understood: String,
    pub rev: i64,
}

/// Languages that the search index reads; any other is `und` ("undetermined", ISO 639-2).
pub const LANGUAGES: &[(&str, &str)] =
    &[("en", "English"), ("nl", "Nederlands"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")];
pub(super) const OTHER: &str = "und";

impl Typed {
    /// The fields of settings as they stand.
    pub fn of(settings: &Settings) -> Typed {
        Typed {
            name: settings.name.clone(),
            tagline: settings.tagline.clone(),
            domain: settings.domain.clone(),
            visibility: settings.visibility.code().into(),
            joining: settings.joining.code().into(),
            inviting: settings.inviting.code().into(),
            language: settings.language.clone(),
            unnamed: if settings.unnamed { "yes".into() } else { String::new() },
            reminder: settings.reminder.clone(),
            understood: String::new(),
            rev: settings.rev,
        }
    }

    /// The settings that were meant, or what is wrong. What is not in the form stays as it is in
    /// `now`.
    pub fn read(&self, now: &Settings) -> Result<Settings, Vec<Problem>> {
        let (name, tagline, domain) = (one_line(&self.name), one_line(&self.tagline), lines(&self.domain));
        let (unnamed, reminder) = (!self.unnamed.is_empty(), one_line(&self.reminder));
        let mut problems = Vec::new();
        let mut check = |fits: bool, field, message| {
            if !fits {
                problems.push(Problem { field, message });
            }
        };
        check((2..=80).contains(&name.chars().count()), "name", "settings-name-length");
        check(tagline.chars().count() <= 200, "tagline", "settings-tagline-long");
        check(domain.chars().count() <= 1000, "domain", "settings-domain-long");
        check(reminder.chars().count() <= 200, "reminder", "settings-reminder-long");
        let visibility = Visibility::from_code(&self.visibility);
        check(visibility.is_some(), "visibility", "settings-choose");
        let changes = visibility.is_some_and(|wanted| wanted != now.visibility);
        check(!changes || !self.understood.is_empty(), "understood", "settings-understand-first");
        let joining = if self.joining.is_empty() { Some(now.joining) } else { Joining::from_code(&self.joining) };
        check(joining.is_some(), "joining", "settings-choose");
        let inviting = if self.inviting.is_empty() { Some(now.inviting) } else { Inviting::from_code(&self.inviting) };
        check(inviting.is_some(), "inviting", "settings-choose");
        let known = |code: &str| LANGUAGES.iter().any(|(known, _)| *known == code) || code == OTHER || code == now.language;
        check(known(&self.language), "language", "settings-choose");
        match (visibility, joining, inviting) {
            (Some(visibility), Some(joining), Some(inviting)) if problems.is_empty() => {
                let language = self.language.clone();
                Ok(Settings { name, tagline, domain, visibility, joining, inviting, language, unnamed, reminder, rev: self.rev })
            }
            _ => Err(problems),
        }
    }
}
