//! `POST /account`: what somebody says of themselves.

use axum::extract::State;
use axum::response::Response;
use base::{Problem, work};
use http::StatusCode;
use serde::Deserialize;
use url::Url;
use web::{App, Failure, Form, Page, Problems, Visited};

use super::account::{Told, show};
use super::newcomer::name_problem;
use super::store::{self, Own, Sketch};
use super::zones;
use crate::facets::languages;
use crate::members::store as members;

/// Letters of the longest headline, place, address, text and organisation.
const LONGEST: [usize; 5] = [120, 80, 200, 10_000, 80];
/// Minutes a week that can be offered for questions; 0 says "not now".
pub(super) const MINUTES: [i64; 4] = [0, 15, 30, 60];

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    pub name: String,
    pub headline: String,
    pub place: String,
    pub website: String,
    pub about: String,
    pub organisation: String,
    pub zone: String,
    /// Names or codes of languages, with commas between.
    pub languages: String,
    /// One of [`MINUTES`], or nothing: not said.
    pub minutes: String,
}

impl ProfileForm {
    pub fn of(own: &Own) -> ProfileForm {
        ProfileForm {
            name: own.name.clone(),
            headline: own.headline.clone(),
            place: own.place.clone(),
            website: own.website.clone(),
            about: own.about.clone(),
            organisation: own.organisation.clone(),
            zone: own.zone.clone(),
            languages: languages::names(&own.languages),
            minutes: own.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        }
    }

    fn tidied(self) -> ProfileForm {
        let line = |text: &str| web::one_line(text);
        let website = self.website.trim();
        let bare = !website.is_empty() && !website.contains("://");
        ProfileForm {
            name: line(&self.name),
            headline: line(&self.headline),
            place: line(&self.place),
            website: if bare { format!("https://{website}") } else { website.to_owned() },
            about: self.about.trim().replace("\r\n", "\n").replace('\0', ""),
            organisation: line(&self.organisation),
            zone: line(&self.zone),
            languages: line(&self.languages),
            minutes: self.minutes,
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let long = |text: &str, most: usize| (text.chars().count() > most).then_some("text-long");
        let website = if self.website.is_empty() || is_website(&self.website) { None } else { Some("website-unreadable") };
        let fields = [
            ("name", name_problem(&self.name)),
            ("headline", long(&self.headline, LONGEST[0])),
            ("place", long(&self.place, LONGEST[1])),
            ("website", long(&self.website, LONGEST[2]).or(website)),
            ("about", long(&self.about, LONGEST[3])),
            ("organisation", long(&self.organisation, LONGEST[4])),
            ("zone", (!self.zone.is_empty() && zones::read(&self.zone).is_none()).then_some("zone-unknown")),
            ("languages", languages::codes(&self.languages).is_none().then_some("languages-unknown")),
            ("minutes", (!self.minutes.is_empty() && self.minutes().is_none()).then_some("minutes-choose")),
        ];
        fields.into_iter().filter_map(|(field, message)| Some(Problem { field, message: message? })).collect()
    }
}

impl ProfileForm {
    fn minutes(&self) -> Option<i64> {
        self.minutes.parse().ok().filter(|minutes| MINUTES.contains(minutes))
    }

    fn sketch(self, about_html: String) -> Sketch {
        Sketch {
            minutes: self.minutes(),
            zone: zones::read(&self.zone).unwrap_or_default(),
            languages: languages::codes(&self.languages).unwrap_or_default(),
            name: self.name,
            headline: self.headline,
            place: self.place,
            website: self.website,
            about: self.about,
            about_html,
            organisation: self.organisation,
        }
    }
}

/// Whether this is an address that a profile may link to.
pub(crate) fn is_website(text: &str) -> bool {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.username().is_empty());
    url.is_some_and(|url| url.host_str().is_some_and(|host| host.contains('.'))) && !text.contains(char::is_whitespace)
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(form): Form<ProfileForm>) -> Result<Response, Failure> {
    let form = form.tidied();
    let problems = Problems(form.problems());
    if !problems.is_empty() {
        let told = Told { profile: Some(form), problems, ..Told::default() };
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let (account, now) = (visit.account()?.id, visit.now);
    let about = form.about.clone();
    let about_html = work::blocking(move || Ok(markup::render(&about, &|_| false).html)).await?;
    let sketch = form.sketch(about_html);
    app.db
        .write(move |tx| async move {
            store::describe(&tx, account, &sketch).await?;
            members::changed(&tx, account, now).await
        })
        .await?;
    Ok(Page::go("/account?saved=profile"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn websites() {
        let tidied =
            |website: &str| ProfileForm { website: website.into(), name: "Ada".into(), ..ProfileForm::default() }.tidied();
        for good in ["", "guild.test", "https://guild.test/ada?x=1", "http://guild.test"] {
            assert!(tidied(good).problems().is_empty(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://guild.test/%0aalert(1)",
            "https://ada:secret@guild.test",
            "https://localhost",
            "a b.c",
        ] {
            assert!(!tidied(bad).problems().is_empty(), "{bad}");
        }
    }
}
