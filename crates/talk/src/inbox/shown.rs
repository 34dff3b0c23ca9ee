//! What the rows of an inbox say: each kind of thing looked up once, and only what may still be read.

use base::{Id, Result, Time, Tx};
use people::bringing::GRANTED;
use people::bringing::store::{claims, invited};
use people::charter::{Fate, store::proposals};
use people::communities::store as communities;
use people::inbox::store::Entry;
use people::inbox::{ANSWERED, CHARTER, CHECK, CLAIMS, DECIDED, INVITED, PROPOSAL, REQUEST};

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
    let threads = reading::places(tx, &of(&[CHECK]), &readable).await?;
    let own = communities::of_account(tx, account, now).await?;
    // Whoever asked to be let in knows of the community, though they may not read it.
    let asked = communities::names(tx, &of(&[ANSWERED])).await?;
    let granted = claims::granted(tx, account, &of(&[GRANTED]), &readable).await?;
    let invitations = invited::some(tx, account, &of(&[INVITED])).await?;
    let proposals = proposals::told(tx, &of(&[PROPOSAL, DECIDED])).await?;
    let say = |row: &Entry| -> Option<(&'static str, String, String)> {
        let here = |id: Id| own.iter().find(|community| community.id == id);
        let of_community = |wants: &'static str, place: &str| {
            here(row.object).map(|community| (wants, format!("/c/{}/{place}", community.slug), community.name.clone()))
        };
        match row.kind.as_str() {
            CHARTER => of_community("inbox-charter", "charter"),
            REQUEST => of_community("inbox-request", "manage/requests"),
            CLAIMS => of_community("inbox-claims", "manage/claims"),
            ANSWERED => {
                let (_, slug, name) = asked.iter().find(|(id, _, _)| *id == row.object)?;
                Some(("inbox-answered", format!("/c/{slug}/ask-to-join"), name.clone()))
            }
            GRANTED => {
                let one = granted.iter().find(|one| one.id == row.object)?;
                Some(("inbox-claim", format!("/c/{}/members/{}", one.slug, one.handle), one.name.clone()))
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
        let tells = row.kind == DECIDED || row.kind == ANSWERED;
        Some(Shown { id: row.id, wants, title, path, at: row.at, waiting: row.waiting, tells })
    };
    Ok(rows.iter().filter_map(one).collect())
}
