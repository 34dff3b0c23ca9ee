//! Texts: message files (Fluent) of every feature, per language. A message without variables costs a look-up, no more.

mod dates;

use std::borrow::{Borrow, Cow};

use ahash::AHashMap;
use base::{Time, codes};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::Feature;

codes! {
    /// Languages of the interface. People write in whatever they like.
    pub enum Language { English = "en", Dutch = "nl" }
}

impl Language {
    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Dutch => "Nederlands",
        }
    }
}

/// All messages of all languages. Made once and kept for the program's life.
pub struct Texts {
    tongues: Vec<Messages>,
}

struct Messages {
    language: Language,
    fixed: AHashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

/// The messages of one language. Copied around freely.
#[derive(Clone, Copy)]
pub struct Tongue(&'static Messages);

impl Texts {
    /// Gathers the features' message files. The result lives as long as the program.
    ///
    /// # Errors
    /// What is wrong with a message file, in words.
    pub fn gather(features: &[Feature]) -> Result<&'static Texts, String> {
        let mut tongues = Vec::new();
        for language in Language::ALL {
            let files = features.iter().flat_map(|feature| feature.texts).filter(|(l, _)| l == language);
            tongues.push(Messages::read(*language, files.map(|(_, text)| *text))?);
        }
        Ok(Box::leak(Box::new(Texts { tongues })))
    }

    pub fn tongue(&'static self, language: Language) -> Tongue {
        let found = self.tongues.iter().find(|messages| messages.language == language);
        Tongue(found.unwrap_or(&self.tongues[0]))
    }
}

impl Messages {
    fn read(language: Language, files: impl Iterator<Item = &'static str>) -> Result<Messages, String> {
        let id = language.code().parse().map_err(|error| format!("{error}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for text in files {
            let file = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| format!("{language}: {errors:?}"))?;
            keys.extend(keys_of(text));
            bundle.add_resource(file).map_err(|errors| format!("{language}: {errors:?}"))?;
        }
        let fixed = keys.into_iter().filter_map(|key| fixed(&bundle, &key).map(|text| (key, text))).collect();
        Ok(Messages { language, fixed, bundle })
    }
}

/// The keys of a message file: what stands before ` = ` at the beginning of a line.
pub fn keys_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned())
}

/// The text of a message that needs nothing filled in.
fn fixed(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

impl Tongue {
    pub fn language(self) -> Language {
        self.0.language
    }

    /// A message without variables. A test makes sure that every key in templates and code exists.
    pub fn say(self, key: &'static str) -> &'static str {
        self.say_key(key)
    }

    /// As [`Tongue::say`], for keys that are put together.
    pub fn say_key(self, key: &str) -> &'static str {
        self.0.fixed.get(key).map_or("", String::as_str)
    }

    /// A message with one variable.
    pub fn with(self, key: &'static str, name: &'static str, value: impl AsRef<str>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, Cow::Owned(value.as_ref().to_owned()));
        self.format(key, &args)
    }

    /// As [`Tongue::with`], for keys that are put together.
    pub fn with_key(self, key: &str, name: &'static str, value: impl AsRef<str>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, Cow::Owned(value.as_ref().to_owned()));
        self.format(key, &args)
    }

    /// A message with two variables.
    pub fn with2(
        self,
        key: &'static str,
        name: &'static str,
        value: impl AsRef<str>,
        other: &'static str,
        second: impl AsRef<str>,
    ) -> String {
        let mut args = FluentArgs::new();
        args.set(name, Cow::Owned(value.as_ref().to_owned()));
        args.set(other, Cow::Owned(second.as_ref().to_owned()));
        self.format(key, &args)
    }

    /// A message about a number: `$n` chooses the plural, `$shown` is how the number is written.
    pub fn count(self, key: &'static str, n: impl Borrow<i64>) -> String {
        let n = n.borrow();
        let mut args = FluentArgs::new();
        args.set("n", *n);
        args.set("shown", self.number(n));
        self.format(key, &args)
    }

    /// A number with the language's thousands separator.
    pub fn number(self, n: impl Borrow<i64>) -> String {
        let n = n.borrow();
        let separator = if self.0.language == Language::Dutch { '.' } else { ',' };
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + 4);
        if *n < 0 {
            out.push('−');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    fn format(self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.0.bundle.get_message(key).and_then(|message| message.value()) else {
            return String::new();
        };
        self.0.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// "3 h ago", "yesterday", later the date.
    pub fn ago(self, time: &Time, now: &Time) -> String {
        dates::ago(self, *time, *now)
    }

    /// How long something took: "2 h 14 min".
    pub fn lasting(self, millis: impl Borrow<i64>) -> String {
        dates::lasting(self, *millis.borrow())
    }

    /// The day: "20 November", with the year when it is another one.
    pub fn day(self, time: &Time, now: &Time) -> String {
        dates::day(self, *time, *now)
    }

    /// The month: "November", with the year when it is another one.
    pub fn month(self, time: &Time, now: &Time) -> String {
        dates::month(self, *time, *now)
    }

    /// The whole moment, for hovering: "20 November 2026, 13:05 UTC".
    pub fn moment(self, time: &Time) -> String {
        dates::moment(self, *time)
    }
}
