//! The demo's charter: two versions, who read them, a proposal that is talked about, goals on their way.

use ahash::AHashMap;
use base::{Error, Id, Result, Time, Tx};
use people::charter::store::{self, goals, proposals};
use people::charter::{Kind, NewProposal, Parts, Stance, Wanted};
use people::communities::Deed;

const TEXT: &str = include_str!("data/charter.md");
const YEAR: i64 = 365 * Time::DAY;

/// The lines below `# name`.
fn part(name: &str) -> String {
    let sections = TEXT.split("# ").filter_map(|section| section.split_once('\n'));
    sections.filter(|(heading, _)| *heading == name).map(|(_, lines)| lines.trim().to_owned()).collect()
}

/// Writes the charter of `community`. `people`: who is there, and how long ago they joined.
pub(super) async fn write(tx: &Tx, community: Id, handles: &AHashMap<String, Id>, people: &[(Id, i64)], now: Time) -> Result<()> {
    let deed = |handle: &str, ago: i64| match handles.get(handle) {
        Some(by) => Ok(Deed { community, by: *by, now: now.plus(-ago) }),
        None => Err(Error::internal(format!("nobody in the demo is called {handle}"))),
    };
    let parts = Parts {
        purpose: part("purpose"),
        in_scope: part("in_scope"),
        out_of_scope: part("out_of_scope"),
        norms: part("norms"),
        rhythm: part("rhythm"),
    };
    let first = Parts { norms: part("norms before"), ..parts.clone() };
    let founding = deed("marta", 360 * Time::DAY)?;
    store::publish(tx, founding, &first, true, founding.now.plus(YEAR)).await?;
    let second = deed("marta", 190 * Time::DAY)?;
    let number = store::publish(tx, second, &parts, true, second.now.plus(YEAR)).await?;
    // Most of those who were there said so; who came later has it before them.
    for (n, (account, joined)) in people.iter().enumerate().filter(|(n, _)| n % 4 != 3) {
        if *joined > 60 * Time::DAY {
            let read = Deed { community, by: *account, now: now.plus(-(180 * Time::DAY).min(*joined) + n as i64 * Time::HOUR) };
            store::acknowledge(tx, read).await?;
        }
    }
    let kei = deed("kei", 5 * Time::DAY)?;
    let new = NewProposal {
        kind: Kind::Change,
        once: "demo".into(),
        base: number,
        title: String::new(),
        why: "Half of us are asleep at 19:00 Amsterdam. Let us take turns.".into(),
        parts: Parts {
            rhythm: parts
                .rhythm
                .replace("19:00 Amsterdam, half an hour", "19:00 Amsterdam one month and 11:00 Amsterdam the next, half an hour"),
            ..parts
        },
    };
    let proposal = proposals::propose(tx, kei, &new).await?;
    for (handle, hours) in [("yuki", 110), ("priya", 90), ("gus", 71), ("ivo", 40)] {
        proposals::say(tx, deed(handle, hours * Time::HOUR)?, proposal, Stance::Fine, "").await?;
    }
    let objection = "At 11:00 I stand behind the bar, and so do most shop owners. A recording would do for me.";
    proposals::say(tx, deed("sam", 60 * Time::HOUR)?, proposal, Stance::Objects, objection).await?;
    proposals::comment(tx, deed("kei", 50 * Time::HOUR)?, proposal, "demo", "A recording of both, then? I can look after that.")
        .await?;
    for (handle, title, detail, progress, due) in [
        ("ivo", "Water recipes for ten cities", "Ten recipes that somebody has brewed with and written up.", 70, 60),
        ("priya", "Every question answered within a day", "Three months in a row.", 45, 120),
        ("lena", "Twelve roast logs that others can read", "", 20, 200),
    ] {
        let owner = deed(handle, 0)?.by;
        let due_at = Some(now.plus(due * Time::DAY));
        let wanted = Wanted { title: title.into(), detail: detail.into(), owner, progress, due_at };
        goals::add(tx, deed("marta", 150 * Time::DAY)?, title, &wanted).await?;
    }
    Ok(())
}
