//! Settings as they stand and as somebody typed them; no SQL.

use base::{Problem, record};
use serde::Deserialize;
use web::{Joining, Visibility, lines, one_line};

record! {
    /// The settings of a community.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Settings {
        pub name: String,
        pub tagline: String,
        pub domain: String,
        pub visibility: Visibility,
        pub joining: Joining,
        pub language: String,
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
    pub language: String,
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
            language: settings.language.clone(),
            understood: String::new(),
            rev: settings.rev,
        }
    }

    /// The settings that were meant, or what is wrong. What is not in the form (a way of joining that cannot be chosen
    /// yet) stays as it is in `now`.
    pub fn read(&self, now: &Settings) -> Result<Settings, Vec<Problem>> {
        let (name, tagline, domain) = (one_line(&self.name), one_line(&self.tagline), lines(&self.domain));
        let mut problems = Vec::new();
        let mut check = |fits: bool, field, message| {
            if !fits {
                problems.push(Problem { field, message });
            }
        };
        check((2..=80).contains(&name.chars().count()), "name", "settings-name-length");
        check(tagline.chars().count() <= 200, "tagline", "settings-tagline-long");
        check(domain.chars().count() <= 1000, "domain", "settings-domain-long");
        let visibility = Visibility::from_code(&self.visibility);
        check(visibility.is_some(), "visibility", "settings-choose");
        let changes = visibility.is_some_and(|wanted| wanted != now.visibility);
        check(!changes || !self.understood.is_empty(), "understood", "settings-understand-first");
        let joining = if self.joining.is_empty() { Some(now.joining) } else { Joining::from_code(&self.joining) };
        check(joining.is_some(), "joining", "settings-choose");
        let known = |code: &str| LANGUAGES.iter().any(|(known, _)| *known == code) || code == OTHER || code == now.language;
        check(known(&self.language), "language", "settings-choose");
        match (visibility, joining) {
            (Some(visibility), Some(joining)) if problems.is_empty() => {
                Ok(Settings { name, tagline, domain, visibility, joining, language: self.language.clone(), rev: self.rev })
            }
            _ => Err(problems),
        }
    }
}
