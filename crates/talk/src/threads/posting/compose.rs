//! From what somebody typed to what is stored: checked, rendered, with whom it names. Done before the transaction.

use base::{Error, Id, Result, Tx, work};
use people::blocks::store as blocks;
use people::files;
use people::rules::{self, Action};
use web::{App, Visit};

use crate::threads::store::posting::{self, Composed, MOST_NAMED};

/// Longer texts are refused, bytes.
const LONGEST: usize = 200_000;

/// Shorter texts are rendered where they come, bytes: that takes less than handing them to another thread and back.
const SHORT: usize = 4_000;

/// Checks and renders a text for the community of a visit, as its writer may.
///
/// # Errors
/// `Invalid` on `source` when it is empty or too long.
pub async fn compose(app: &App, visit: &Visit, typed: &str) -> Result<Composed> {
    let (here, account, now) = (visit.here()?, visit.account()?.id, visit.now);
    let source = clean(typed);
    if !web::is_seen(&source) {
        return Err(Error::invalid("source", "text-missing"));
    }
    if source.len() > LONGEST {
        return Err(Error::invalid("source", "text-too-long"));
    }
    let (community, handles, keeper) = (here.id, handles(&source), here.moderates());
    // A guest of one area does not learn who is in the rest.
    let (known, blocking): (Vec<(Id, String)>, Vec<Id>) = match handles.is_empty() || !here.whole {
        true => (Vec::new(), Vec::new()),
        false => {
            let reach = move |tx: Tx| async move {
                let known = posting::called(&tx, community, &handles, now).await?;
                // Whoever blocked the writer is not reached by them; who keeps order reaches everybody.
                let ids: Vec<Id> = known.iter().filter(|_| !keeper).map(|(id, _)| *id).collect();
                let blocking = blocks::blocking(&tx, account, &ids).await?;
                Ok((known, blocking))
            };
            app.db.read(reach).await?
        }
    };
    let (text, names) = (source.clone(), known.clone());
    let render = move || Ok(markup::render(&text, &|handle| names.iter().any(|(_, name)| name == handle)));
    let rendered = if source.len() < SHORT { render()? } else { work::blocking(render).await? };
    // Their name is a link nevertheless: else the text would show who blocks the writer, and by that who wrote without a name.
    let reached = known.iter().filter(|(id, name)| rendered.mentions.contains(name) && !blocking.contains(id));
    let mentions = reached.map(|(id, _)| *id).collect();
    let wanted = linked_threads(app, &here.slug, &rendered.links);
    let threads = match wanted.is_empty() {
        true => wanted,
        false => app.db.read(move |tx| async move { posting::threads_here(&tx, community, &wanted).await }).await?,
    };
    let (files, html) = (files::referenced(&rendered.html), rendered.html);
    let html = match files.is_empty() {
        true => html,
        false => {
            let wanted = files.clone();
            let sizes = app.db.read(move |tx| async move { files::sizes(&tx, account, &wanted, now).await }).await?;
            markup::with_pictures(&html, &|id| sizes.iter().find(|(known, _)| *known == id).map(|(_, size)| *size))
        }
    };
    let hosts = rules::hosts(rendered.links.iter().map(String::as_str));
    let own = app.serving.public_url();
    let links = rendered.links.iter().filter(|link| link.starts_with("http") && !link.starts_with(&*own));
    let (links, images) = (links.count() as i64, html.matches("<img").count() as i64);
    let caught = caught(app, visit, markup::plain(&html), hosts).await?;
    Ok(Composed { source, html, mentions, threads, files, links, images, caught })
}

/// What the rules of the community and of the site say about a text: who moderates is free of them.
///
/// # Errors
/// `Invalid` on `source` when a rule refuses it.
pub(super) async fn caught(app: &App, visit: &Visit, text: String, hosts: Vec<String>) -> Result<Option<Action>> {
    let here = visit.here()?;
    if here.moderates() {
        return Ok(None);
    }
    let community = here.id;
    let rules = app.db.read(move |tx| async move { rules::store::holding(&tx, community).await }).await?;
    match rules::caught(&rules, &text, &hosts) {
        Some(rule) if rule.action == Action::Block => {
            Err(Error::invalid("source", if rule.kind == rules::Kind::Link { "text-link-blocked" } else { "text-word-blocked" }))
        }
        rule => Ok(rule.map(|rule| rule.action)),
    }
}

/// One kind of line end, no NUL, no blanks around.
pub fn clean(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\0', "").trim_matches(['\n', ' ', '\t']).to_owned()
}

/// What could be somebody's handle, folded, each once.
fn handles(source: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in source.split('@').skip(1) {
        let word: String = word.chars().take_while(|c| c.is_alphanumeric() || "-_.".contains(*c)).take(64).collect();
        // "@ada." ends a sentence, "@ada.lovelace" may be one name: every beginning up to a dot is asked for.
        let folded = word.to_lowercase();
        let mut part = folded.trim_end_matches(['.', '-']);
        while !part.is_empty() && found.len() < MOST_NAMED {
            if !found.iter().any(|known| known == part) {
                found.push(part.to_owned());
            }
            part = part.rfind('.').map_or("", |dot| &part[..dot]);
        }
    }
    found
}

/// Ids of threads of this community among addresses, at most 20.
fn linked_threads(app: &App, slug: &str, links: &[String]) -> Vec<Id> {
    let start = format!("/c/{slug}/t/");
    let ours = app.serving.public_url();
    let paths = links.iter().map(|link| link.strip_prefix(&*ours).unwrap_or(link));
    let ids = paths.filter_map(|path| path.strip_prefix(start.as_str())?.split(['/', '?', '#']).next()?.parse().ok());
    ids.take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::handles;

    #[test]
    fn every_beginning_of_a_name_is_asked_for() {
        assert_eq!(handles("thanks @Ada.And @ivo, mail a@b.c"), ["ada.and", "ada", "ivo", "b.c", "b"]);
        assert!(handles("no names").is_empty());
        assert_eq!(handles(&"@a ".repeat(100)), ["a"]);
    }
}
