//! Why somebody did not come in with a provider, as the next page says it.

use axum::response::Response;
use base::{Id, codes};
use serde::Deserialize;
use web::{Page, Tongue, Visit, encoded};

use super::asking::{Refused, Step};
use super::store::Provider;

codes! {
    /// What went wrong on a trip.
    pub enum Trouble {
        /// They said no there.
        Denied = "denied",
        /// It took too long, or another browser comes back.
        Stale = "stale",
        /// The provider cannot be asked now.
        Down = "down",
        /// The provider does not know this site, or not as it asks.
        Unknown = "unknown",
        /// What the provider says does not hold.
        Refused = "refused",
        /// Its clock or ours is wrong.
        Clock = "clock",
        /// Their account is kept out of the site.
        Suspended = "suspended",
        /// It belongs to another account here.
        Taken = "taken",
        /// The provider is not asked any more.
        Closed = "closed",
    }
}

/// What the query of a page says of it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct Told {
    trouble: String,
    with: String,
}

impl Told {
    /// What to say, when there is something.
    pub fn text(&self, t: Tongue, providers: &[Provider]) -> Option<String> {
        let trouble = Trouble::from_code(&self.trouble)?;
        let named = providers.iter().find(|provider| provider.id.to_string() == self.with);
        let name = named.map_or_else(|| t.say("sso-elsewhere"), |provider| provider.name.as_str());
        Some(t.with_key(&format!("sso-trouble-{trouble}"), "name", name))
    }
}

impl Trouble {
    /// Leads to where the other ways are.
    pub fn go(self, visit: &Visit, provider: Id, to: &str) -> Response {
        match visit.account {
            Some(_) => Page::go(format!("/account/sign-in-ways?trouble={self}&with={provider}")),
            None => Page::go(format!("/sign-in?trouble={self}&with={provider}&to={}", encoded(to))),
        }
    }
}

impl From<&Refused> for Trouble {
    fn from(refused: &Refused) -> Trouble {
        match refused.step {
            Step::Clock => Trouble::Clock,
            Step::Client => Trouble::Unknown,
            Step::Token | Step::Issuer => Trouble::Refused,
            _ => Trouble::Down,
        }
    }
}
