//! The demo's working groups: one at work, one that talks among itself, one that is done.

use ahash::AHashMap;
use base::{Error, Id, Result, Time, Tx};
use people::communities::Deed;
use people::groups::{Wanted, store as groups};

struct Script {
    name: &'static str,
    goal: &'static str,
    /// Whether only its members read what it says.
    closed: bool,
    /// Who is in it; the first leads.
    people: &'static [&'static str],
    /// Days ago that it began, and days until it wants to be done.
    began: i64,
    ends: i64,
    result: &'static str,
}

const SCRIPT: [Script; 3] = [
    Script {
        name: "A water recipe for every tap",
        goal: "Ten recipes that start from what comes out of the tap, each brewed by two of us before it is written down.",
        closed: false,
        people: &["ivo", "kei", "priya"],
        began: 40,
        ends: 60,
        result: "",
    },
    Script {
        name: "What we pay for green coffee",
        goal: "Compare what each of us paid this year, so that nobody overpays again. Numbers stay among us.",
        closed: true,
        people: &["lena", "sam", "gus"],
        began: 20,
        ends: 45,
        result: "",
    },
    Script {
        name: "First week behind the bar",
        goal: "One page that a new barista can keep in an apron.",
        closed: false,
        people: &["priya", "yuki"],
        began: 200,
        ends: -120,
        result: "The page is there, and four shops use it.\n\nWhat helped: asking three newcomers what they had wished to know. What did not: a chapter on latte art, which nobody read in their first week.",
    },
];

/// Writes the groups of `community`.
pub(super) async fn write(tx: &Tx, community: Id, handles: &AHashMap<String, Id>, now: Time) -> Result<()> {
    for script in &SCRIPT {
        let began = now.plus(-script.began * Time::DAY);
        let mut deeds = Vec::new();
        for handle in script.people {
            let by = handles.get(*handle).ok_or_else(|| Error::internal(format!("nobody in the demo is called {handle}")))?;
            deeds.push(Deed { community, by: *by, now: began });
        }
        let Some((lead, others)) = deeds.split_first() else { continue };
        let wanted = Wanted {
            name: script.name.into(),
            slug: markup::slug(script.name),
            goal: script.goal.into(),
            ends_at: Some(now.plus(script.ends * Time::DAY)),
        };
        let id = groups::start(tx, *lead, "demo", &wanted, script.closed).await?;
        let group = groups::find(tx, community, id).await?.ok_or(Error::NotFound)?;
        for other in others {
            groups::join(tx, *other, &group).await?;
        }
        if !script.result.is_empty() {
            groups::end(tx, Deed { now: now.plus(script.ends * Time::DAY), ..*lead }, &group, script.result).await?;
        }
    }
    Ok(())
}
