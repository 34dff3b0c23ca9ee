//! What the rows of an inbox say: each kind of thing looked up once, and only what may still be read.

use base::{Id, Result, Time, Tx};
use people::bringing::GRANTED;
use people::bringing::store::{claims, invited};
use people::charter::{Fate, store::proposals};
use people::communities::store as communities;
use people::groups::store as groups;
use people::inbox::store::Entry;
use people::inbox::{
    ANNOUNCEMENT, ANSWERED, CHARTER, CHECK, CLAIMS, DECIDED, FLAGGED, FOUNDING, FOUNDING_ANSWERED, GROUP, GROUP_DUE, INVITED,
    MODERATED, NEWCOMER, PROPOSAL, REQUEST,
};
use people::members::store as members;
use people::moderation::store as moderation;
use people::veils::{LIFTED, store as veils};

use crate::launch::request;
use crate::threads::store::reading;

/// A thing as the page shows it.
pub(super) struct Shown {
    pub id: Id,
    /// What is wanted of them: a key of the texts.
    pub wants: &'static str,
    pub title: String,
    pub path: String,
    pub at: Time,
    pub waiting: bool,
    /// Whether it only tells something: nothing is done about it but seeing it.
    pub tells: bool,
}

pub(super) async fn shown(tx: &Tx, account: Id, rows: &[Entry], now: Time) -> Result<Vec<Shown>> {
    let of = |kinds: &[&str]| -> Vec<Id> {
        rows.iter().filter(|row| kinds.contains(&row.kind.as_str())).map(|row| row.object).collect()
    };
    // What may no longer be read is not told of either.
    let readable = communities::readable_everywhere(tx, Some(account), now).await?;
    let threads = reading::places(tx, &of(&[CHECK, ANNOUNCEMENT]), &readable).await?;
    let own = communities::of_account(tx, account, now).await?;
    // Whoever asked to be let in knows of the community, though they may not read it.
    let asked = communities::names(tx, &of(&[ANSWERED])).await?;
    let granted = claims::granted(tx, account, &of(&[GRANTED]), &readable).await?;
    let invitations = invited::some(tx, account, &of(&[INVITED])).await?;
    let proposals = proposals::told(tx, &of(&[PROPOSAL, DECIDED])).await?;
    let wanted = request::store::abouts(tx, &of(&[FOUNDING, FOUNDING_ANSWERED])).await?;
    let lifted = veils::told(tx, account, &of(&[LIFTED])).await?;
    let newcomers = members::named(tx, &of(&[NEWCOMER])).await?;
    let groups = groups::places(tx, &of(&[GROUP, GROUP_DUE])).await?;
    let cases = moderation::places(tx, account, &of(&[MODERATED])).await?;
    let say = |row: &Entry| -> Option<(&'static str, String, String)> {
        let here = |id: Id| own.iter().find(|community| community.id == id);
        let of_community = |wants: &'static str, place: &str| {
            here(row.object).map(|community| (wants, format!("/c/{}/{place}", community.slug), community.name.clone()))
        };
        match row.kind.as_str() {
            CHARTER => of_community("inbox-charter", "charter"),
            NEWCOMER => {
                let one = newcomers.iter().find(|one| one.id == row.object)?;
                let community = here(one.community)?;
                Some(("inbox-newcomer", format!("/c/{}/members/{}", community.slug, one.handle), one.name.clone()))
            }
            REQUEST => of_community("inbox-request", "manage/requests"),
            FLAGGED => of_community("inbox-flagged", "manage/queue"),
            CLAIMS => of_community("inbox-claims", "manage/claims"),
            ANSWERED => {
                let (_, slug, name) = asked.iter().find(|(id, _, _)| *id == row.object)?;
                Some(("inbox-answered", format!("/c/{slug}/ask-to-join"), name.clone()))
            }
            GRANTED => {
                let one = granted.iter().find(|one| one.id == row.object)?;
                Some(("inbox-claim", format!("/c/{}/members/{}", one.slug, one.handle), one.name.clone()))
            }
            LIFTED => {
                let one = lifted.iter().find(|one| one.veil == row.object)?;
                let path = format!("/c/{}/t/{}/{}", one.community, one.thread, one.slug);
                Some(("inbox-unveiled", path, format!("{} · {}: {}", one.title, one.by, one.why)))
            }
            FOUNDING | FOUNDING_ANSWERED => {
                let (_, about) = wanted.iter().find(|(id, _)| *id == row.object)?;
                let asks = row.kind == FOUNDING;
                let (wants, path) = if asks { ("inbox-founding", "/new/requests") } else { ("inbox-founding-answered", "/new") };
                Some((wants, path.to_owned(), about.lines().next().unwrap_or_default().to_owned()))
            }
            GROUP | GROUP_DUE => {
                let (id, slug, name) = groups.iter().find(|(id, _, _)| *id == row.object)?;
                // Groups are for who belongs to the community.
                own.iter().find(|community| community.slug == *slug)?;
                let wants = if row.kind == GROUP { "inbox-group" } else { "inbox-group-due" };
                Some((wants, format!("/c/{slug}/groups/{id}"), name.clone()))
            }
            MODERATED => {
                let (id, _, name) = cases.iter().find(|(id, _, _)| *id == row.object)?;
                Some(("inbox-moderated", format!("/account/cases/{id}"), name.clone()))
            }
            ANNOUNCEMENT => {
                let (id, slug, title) = threads.iter().find(|(id, _, _)| *id == row.object)?;
                Some(("inbox-announcement", format!("/c/{slug}/t/{id}"), title.clone()))
            }
            INVITED => {
                let one = invitations.iter().find(|one| one.id == row.object)?;
                Some(("inbox-invited", format!("/invited/{}", one.id), one.name.clone()))
            }
            PROPOSAL | DECIDED => {
                let one = proposals.iter().find(|one| one.id == row.object)?;
                let wants = match (row.kind.as_str(), one.fate) {
                    (DECIDED, Fate::Taken) => "inbox-proposal-taken",
                    (DECIDED, _) => "inbox-proposal-declined",
                    _ => "inbox-proposal",
                };
                let path = format!("/c/{}/charter/proposals/{}", here(one.community)?.slug, one.id);
                Some((wants, path, proposals::name_of(one.kind, &one.title, &one.why)))
            }
            _ => {
                let (id, slug, title) = threads.iter().find(|(id, _, _)| *id == row.object)?;
                Some(("did-it-work", format!("/c/{slug}/threads/{id}/worked"), title.clone()))
            }
        }
    };
    let one = |row: &Entry| {
        let (wants, path, title) = say(row)?;
        let tells = [DECIDED, ANSWERED, LIFTED, FOUNDING_ANSWERED, NEWCOMER].contains(&row.kind.as_str());
        Some(Shown { id: row.id, wants, title, path, at: row.at, waiting: row.waiting, tells })
    };
    Ok(rows.iter().filter_map(one).collect())
}
