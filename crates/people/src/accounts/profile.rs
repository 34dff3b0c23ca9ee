//! `POST /account`: what somebody says of themselves.

use axum::extract::State;
use axum::response::Response;
use base::{Problem, work};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use url::Url;
use web::{App, Failure, Form, Page, Problems, Visited};

use super::account::{Told, show};
use super::join::name_problem;
use super::store::{self, Own, Sketch};
use crate::members::store as members;

/// Letters of the longest headline, place, address and text.
const LONGEST: [usize; 4] = [120, 80, 200, 10_000];

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProfileForm {
    pub name: String,
    pub headline: String,
    pub place: String,
    pub website: String,
    pub about: String,
}

impl ProfileForm {
    pub fn of(own: &Own) -> ProfileForm {
        ProfileForm {
            name: own.name.clone(),
            headline: own.headline.clone(),
            place: own.place.clone(),
            website: own.website.clone(),
            about: own.about.clone(),
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
        ];
        fields.into_iter().filter_map(|(field, message)| Some(Problem { field, message: message? })).collect()
    }
}

/// Whether this is an address that a profile may link to.
pub(crate) fn is_website(text: &str) -> bool {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.username().is_empty());
    url.is_some_and(|url| url.host_str().is_some_and(|host| host.contains('.'))) && !text.contains(char::is_whitespace)
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<ProfileForm>,
) -> Result<Response, Failure> {
    let form = form.tidied();
    let problems = Problems(form.problems());
    if !problems.is_empty() {
        let told = Told { profile: Some(form), problems, ..Told::default() };
        return show(&app, &visit, &headers, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let (account, now) = (visit.account()?.id, visit.now);
    let about = form.about.clone();
    let about_html = work::blocking(move || Ok(markup::render(&about, &|_| false).html)).await?;
    let ProfileForm { name, headline, place, website, about } = form;
    let sketch = Sketch { name, headline, place, website, about, about_html };
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
