//! A provider as an administrator types it.

use base::Problem;
use serde::Deserialize;
use web::{Problems, fetch, one_line};

use super::store::Provider;

/// Letters of a name on a button, of an address, and of what a provider gives.
const LONGEST: [usize; 3] = [40, 500, 1000];
/// What people copy from a provider's pages.
const DOCUMENT: &str = "/.well-known/openid-configuration";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProviderForm {
    pub name: String,
    pub issuer: String,
    pub client: String,
    /// Empty keeps the one that is set.
    pub secret: String,
    pub trusted: String,
    pub newcomers: String,
    pub private: String,
}

pub(super) fn name_problem(name: &str) -> Option<Problem> {
    let count = name.chars().count();
    (count == 0 || count > LONGEST[0]).then_some(Problem { field: "name", message: "sso-name-missing" })
}

impl ProviderForm {
    /// The form as it is shown: never with the secret.
    pub fn of(provider: &Provider) -> ProviderForm {
        let set = |on: bool| if on { "yes".to_owned() } else { String::new() };
        ProviderForm {
            name: provider.name.clone(),
            issuer: provider.issuer.clone().unwrap_or_default(),
            client: provider.client.clone(),
            secret: String::new(),
            trusted: set(provider.trusted),
            newcomers: set(provider.newcomers),
            private: set(provider.private),
        }
    }

    /// The provider that was meant. The secret that is kept was given for the issuer of before, and goes to no other.
    pub fn read(&self, before: &Provider) -> Result<Provider, Problems> {
        let name = one_line(&self.name);
        let issuer = self.issuer.trim().trim_end_matches(DOCUMENT).to_owned();
        let (client, secret) = (self.client.trim(), self.secret.trim());
        let mut problems = Problems(name_problem(&name).into_iter().collect());
        let mut wrong = |field, message| problems.0.push(Problem { field, message });
        let private = !self.private.is_empty();
        let plain = !issuer.contains(['?', '#']) && issuer.len() <= LONGEST[1] && fetch::is_callable(&issuer);
        if !plain || !(private || issuer.starts_with("https://")) {
            wrong("issuer", "sso-issuer-unreadable");
        }
        if client.is_empty() || client.len() > LONGEST[2] {
            wrong("client", "sso-client-missing");
        }
        let same = before.issuer.as_deref() == Some(issuer.as_str());
        if secret.len() > LONGEST[2] || secret.is_empty() && (before.secret.is_empty() || !same) {
            wrong("secret", if before.secret.is_empty() { "sso-secret-missing" } else { "sso-secret-again" });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let secret = if secret.is_empty() { before.secret.clone() } else { secret.to_owned() };
        let (trusted, newcomers) = (!self.trusted.is_empty(), !self.newcomers.is_empty());
        let (issuer, client) = (Some(issuer), client.to_owned());
        Ok(Provider { name, issuer, client, secret, trusted, newcomers, private, ..before.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody() -> Provider {
        let (name, client, secret) = (String::new(), String::new(), String::new());
        Provider { id: 1, name, issuer: None, client, secret, trusted: false, newcomers: false, private: false }
    }

    fn form(issuer: &str, secret: &str) -> ProviderForm {
        let (name, client) = ("The house".into(), "guildhall".into());
        ProviderForm { name, issuer: issuer.into(), client, secret: secret.into(), ..ProviderForm::default() }
    }

    #[test]
    fn what_was_meant() {
        let set = form(" https://id.guild.test/realms/all/.well-known/openid-configuration ", "s3cret").read(&nobody()).unwrap();
        assert_eq!(set.issuer.as_deref(), Some("https://id.guild.test/realms/all"));
        assert!(!set.trusted && !set.newcomers && !set.private, "nothing by itself");
        assert_eq!(ProviderForm::of(&set).secret, "", "never shown again");
        assert_eq!(form("https://id.guild.test/realms/all", "").read(&set).unwrap().secret, "s3cret");
        assert!(form("https://evil.test/", "").read(&set).is_err(), "the secret goes nowhere else");
        for bad in ["", "id.guild.test", "http://id.guild.test/", "https://id.guild.test/?a", "https://ada:x@id.guild.test/"] {
            assert!(form(bad, "s3cret").read(&nobody()).is_err(), "{bad}");
        }
        let near = ProviderForm { private: "yes".into(), ..form("http://127.0.0.1:3000", "s3cret") };
        assert!(near.read(&nobody()).unwrap().private);
    }
}
