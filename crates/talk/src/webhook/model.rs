//! What is told, in the shape that the other side reads; no SQL, no HTTP.
//!
//! Slack: <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>; Discord:
//! <https://discord.com/developers/docs/resources/webhook#execute-webhook>; Mattermost:
//! <https://developers.mattermost.com/integrate/webhooks/incoming/>.

use base::codes;
use serde_json::{Value, json};

codes! {
    /// What the other side is.
    pub enum Shape { Slack = "slack", Discord = "discord", Mattermost = "mattermost", Plain = "plain" }
}

/// Letters of the longest message that all of them take.
const LONGEST: usize = 1900;

/// Something to tell.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub community: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    pub link: &'a str,
}

impl Shape {
    /// The body of the request. Nobody is called by name, whatever the texts say.
    pub fn body(self, telling: &Telling<'_>) -> String {
        let json: Value = match self {
            Shape::Slack => {
                let text = format!(
                    "*{}*\n<{}|{}>{}",
                    slack(telling.community),
                    telling.link,
                    slack(telling.title),
                    below(&slack(telling.body))
                );
                json!({ "text": short(&text) })
            }
            Shape::Discord => json!({ "content": short(&markdown(telling)), "allowed_mentions": { "parse": [] } }),
            Shape::Mattermost => json!({ "text": short(&markdown(telling)) }),
            Shape::Plain => {
                json!({ "community": telling.community, "title": telling.title, "text": telling.body, "url": telling.link })
            }
        };
        json.to_string()
    }
}

fn markdown(telling: &Telling<'_>) -> String {
    format!("**{}**\n[{}]({}){}", escaped(telling.community), escaped(telling.title), telling.link, below(&escaped(telling.body)))
}

fn below(body: &str) -> String {
    if body.is_empty() { String::new() } else { format!("\n{body}") }
}

/// Slack's three signs; without them there is no `<!channel>`.
fn slack(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text that Markdown leaves as it is, and in which `@all` calls nobody.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '<' | '>' | '~' | '|' | '#') {
            out.push('\\');
        }
        out.push(letter);
        if letter == '@' {
            out.push('\u{200b}');
        }
    }
    out
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TELLING: Telling<'_> = Telling {
        community: "Coffee",
        title: "<!channel> *why* @everyone [x](y)?",
        body: "",
        link: "https://guild.test/c/coffee",
    };

    #[test]
    fn nobody_is_called_by_a_title() {
        let slack: Value = serde_json::from_str(&Shape::Slack.body(&TELLING)).unwrap();
        assert_eq!(slack["text"], "*Coffee*\n<https://guild.test/c/coffee|&lt;!channel&gt; *why* @everyone [x](y)?>");
        let discord: Value = serde_json::from_str(&Shape::Discord.body(&TELLING)).unwrap();
        assert_eq!(discord["allowed_mentions"]["parse"], json!([]));
        let mattermost: Value = serde_json::from_str(&Shape::Mattermost.body(&TELLING)).unwrap();
        let text = mattermost["text"].as_str().unwrap();
        assert!(text.contains(r"\[x\]\(y\)?](https://guild.test/c/coffee)") && !text.contains("@everyone"), "{text}");
        let plain: Value = serde_json::from_str(&Shape::Plain.body(&TELLING)).unwrap();
        assert_eq!(plain["title"], TELLING.title);
    }

    #[test]
    fn long_ones_are_cut() {
        let body = "é".repeat(5000);
        for shape in [Shape::Slack, Shape::Discord, Shape::Mattermost] {
            let told: Value = serde_json::from_str(&shape.body(&Telling { body: &body, ..TELLING })).unwrap();
            let text = told.get("text").or(told.get("content")).unwrap().as_str().unwrap();
            assert_eq!(text.chars().count(), LONGEST + 1, "{shape}");
        }
    }
}
