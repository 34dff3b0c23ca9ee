//! What is new: a few lines for people who are elsewhere, as plain text or Markdown.

use base::{Result, Time, Tx};
use web::{App, Language, Tongue};

use super::model::escaped;
use super::store::{self, Place, Titles};
use crate::launch::store as launches;

/// Threads that are named.
const MOST: i64 = 6;

/// What happened since a moment.
pub struct News {
    pub new: Titles,
    pub solved: Titles,
    pub joined: i64,
    /// The next date: what, and when and where in words.
    pub next: Option<(String, String)>,
}

impl News {
    pub async fn since(tx: &Tx, place: &Place, since: Time, now: Time) -> Result<News> {
        Ok(News {
            new: store::new_threads(tx, place.community, since, MOST).await?,
            solved: store::newly_solved(tx, place.community, since, MOST).await?,
            joined: store::joined(tx, place.community, since).await?,
            next: next_date(tx, place, now).await?,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.solved.is_empty() && self.joined == 0
    }

    /// The lines that a webhook tells below its title.
    pub fn lines(&self, t: Tongue) -> String {
        let titles = |key, titles: &Titles| {
            let all: Vec<&str> = titles.iter().map(|(_, _, title)| title.as_str()).collect();
            (!all.is_empty()).then(|| format!("{} {}", t.say(key), all.join(" · ")))
        };
        let joined = (self.joined > 0).then(|| t.count("news-joined", self.joined));
        let next = self.next.as_ref().map(|(what, when)| t.with2("news-next", "what", what, "when", when));
        let lines = [titles("news-new", &self.new), titles("news-solved", &self.solved), joined, next];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// A text to paste: with addresses, and a link to come in by.
    pub fn text(&self, app: &App, t: Tongue, place: &Place, way_in: &str, markdown: bool) -> String {
        let mut text = Vec::new();
        let heading = t.with("news-title", "community", &place.name);
        text.push(if markdown { format!("**{}**", escaped(&heading)) } else { heading });
        for (key, titles) in [("news-new", &self.new), ("news-solved", &self.solved)] {
            if titles.is_empty() {
                continue;
            }
            text.push(format!("\n{}", t.say(key)));
            for (id, slug, title) in titles {
                let link = app.link(&format!("/c/{}/t/{id}/{slug}", place.slug));
                text.push(if markdown { format!("- [{}]({link})", escaped(title)) } else { format!("- {title}\n  {link}") });
            }
        }
        if self.joined > 0 {
            text.push(format!("\n{}", t.count("news-joined", self.joined)));
        }
        if let Some((what, when)) = &self.next {
            let line = t.with2("news-next", "what", what, "when", when);
            text.push(format!("\n{}", if markdown { escaped(&line) } else { line }));
        }
        if self.is_empty() {
            text.push(format!("\n{}", t.say("news-quiet")));
        }
        text.push(format!("\n{} {way_in}", t.say("news-way-in")));
        text.join("\n")
    }
}

/// The language that a community is told of in.
pub fn tongue(app: &App, place: &Place) -> Tongue {
    app.texts.tongue(Language::from_code(&place.language).unwrap_or(Language::English))
}

/// The next planned date, with its day as `2026-12-10 16:00, Kitchen`.
pub async fn next_date(tx: &Tx, place: &Place, now: Time) -> Result<Option<(String, String)>> {
    let plans = launches::plans(tx, place.community).await?;
    let coming = plans.iter().filter(|plan| plan.kind == "ritual");
    let coming = coming.filter(|plan| Time::end_of_day(&plan.day).is_some_and(|end| end > now)).min_by_key(|plan| &plan.day);
    Ok(coming.map(|plan| {
        let when = format!("{} {}", plan.day, plan.hour);
        let parts = [when.trim(), plan.place.as_str()];
        (plan.title.clone(), parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }))
}
