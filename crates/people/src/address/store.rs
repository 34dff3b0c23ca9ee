//! What was found out about the address: the last check, and who opened its link since.

use base::{Result, Time, Tx, settings};
use serde::{Deserialize, Serialize};

const KEY: &str = "address";
/// The link of a check tells of visits for so long, ms.
const LASTING: i64 = Time::HOUR;
/// As many visits are kept.
const MOST: usize = 5;

/// The last check of the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// What was looked at.
    pub address: String,
    pub at: Time,
    /// The step that failed; empty when the program reached itself.
    pub step: String,
    /// What was said about it.
    pub told: String,
    /// What the link ends with that another device opens.
    pub token: String,
    /// The network address of who asked.
    pub by: String,
    pub visits: Vec<Seen>,
}

/// A visit from another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub at: Time,
    pub from: String,
}

impl Default for Found {
    /// Nobody has looked yet.
    fn default() -> Found {
        let none = String::new;
        Found { address: none(), at: Time(0), step: none(), told: none(), token: none(), by: none(), visits: Vec::new() }
    }
}

impl Found {
    /// Whether its link still tells of visits.
    pub fn is_open(&self, now: Time) -> bool {
        !self.token.is_empty() && now.since(self.at) < LASTING
    }
}

/// The last check of `address`; nothing when another one was looked at.
pub async fn found(tx: &Tx, address: &str) -> Result<Option<Found>> {
    let found: Found = settings::read(tx, settings::SITE, KEY).await?;
    Ok(Some(found).filter(|found| found.at.0 > 0 && found.address == address))
}

pub(super) async fn keep(tx: &Tx, found: &Found) -> Result<()> {
    settings::write(tx, settings::SITE, KEY, found).await
}

/// Whether `token` is the one of the last check, as long as it lasts.
pub(super) async fn by_token(tx: &Tx, token: &str, now: Time) -> Result<Option<Found>> {
    let found: Found = settings::read(tx, settings::SITE, KEY).await?;
    Ok(Some(found).filter(|found| found.is_open(now) && found.token == token))
}

/// Notes a visit; one for each network address.
pub(super) async fn note(tx: &Tx, token: &str, from: &str, now: Time) -> Result<()> {
    let Some(mut found) = by_token(tx, token, now).await? else { return Ok(()) };
    if found.visits.iter().any(|seen| seen.from == from) || found.visits.len() >= MOST {
        return Ok(());
    }
    found.visits.push(Seen { at: now, from: from.to_owned() });
    keep(tx, &found).await
}
