//! Who may make an account by themselves: the site's setting. Who is invited always may.

use base::{Problem, Result, Tx, codes, settings};
use serde::{Deserialize, Serialize};
use web::Problems;

use crate::accounts::proofs::Effort;

codes! {
    /// The rule of the site.
    #[derive(Default, Serialize, Deserialize)]
    pub enum Rule {
        /// Everybody.
        #[default]
        #[serde(rename = "open")]
        Open = "open",
        /// Whoever an administrator lets in.
        #[serde(rename = "approval")]
        Approval = "approval",
        /// Whoever reads mail at one of some domains.
        #[serde(rename = "domains")]
        Domains = "domains",
        /// Nobody: by invitation only.
        #[serde(rename = "invitation")]
        Invitation = "invitation",
    }
}

/// What is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUp {
    pub rule: Rule,
    /// Domains of e-mail addresses, in small letters.
    pub domains: Vec<String>,
    /// What is asked of who comes so that no program does.
    pub effort: Effort,
}

const KEY: &str = "sign-up";
/// Domains that can be named.
const MOST: usize = 50;

pub async fn read(tx: &Tx) -> Result<SignUp> {
    settings::read(tx, settings::SITE, KEY).await
}

pub async fn write(tx: &Tx, rule: &SignUp) -> Result<()> {
    settings::write(tx, settings::SITE, KEY, rule).await
}

impl SignUp {
    /// The effort that is asked for now: none where nobody gets an account by the form.
    pub fn effort(&self) -> Effort {
        if self.rule == Rule::Invitation { Effort::Off } else { self.effort }
    }

    /// Whether an address is at one of the domains; a part of one (`mail.example.org`) must be named itself.
    pub fn admits(&self, email: &str) -> bool {
        let at = email.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
        at.is_some_and(|domain| self.domains.contains(&domain))
    }
}

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RuleForm {
    pub rule: String,
    pub domains: String,
    /// What is not in the form stays as it is.
    pub effort: String,
}

impl RuleForm {
    pub fn of(rule: &SignUp) -> RuleForm {
        RuleForm { rule: rule.rule.code().into(), domains: rule.domains.join("\n"), effort: rule.effort.code().into() }
    }

    /// What was meant, where `before` is set. Addresses at a domain can only be told apart where the site sends mail.
    pub fn read(&self, before: &SignUp, mail: bool) -> Result<SignUp, Problems> {
        let words = self.domains.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
        let mut domains: Vec<String> =
            words.map(|word| word.trim_start_matches('@').to_ascii_lowercase()).filter(|word| !word.is_empty()).collect();
        domains.dedup();
        let mut problems = Problems::default();
        let mut wrong = |field, message| problems.0.push(Problem { field, message });
        let rule = Rule::from_code(&self.rule);
        if rule.is_none() {
            wrong("rule", "settings-choose");
        }
        if domains.len() > MOST || !domains.iter().all(|domain| crate::mail::is_address(&format!("a@{domain}"))) {
            wrong("domains", "sign-up-domains-unreadable");
        }
        if rule == Some(Rule::Domains) {
            if domains.is_empty() {
                wrong("domains", "sign-up-domains-missing");
            }
            if !mail {
                wrong("rule", "sign-up-domains-mail");
            }
        }
        let effort = if self.effort.is_empty() { Some(before.effort) } else { Effort::from_code(&self.effort) };
        if effort.is_none() {
            wrong("effort", "settings-choose");
        }
        match (rule, effort) {
            (Some(rule), Some(effort)) if problems.is_empty() => Ok(SignUp { rule, domains, effort }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_whole() {
        let form = |domains: &str| RuleForm { rule: "domains".into(), domains: domains.into(), ..RuleForm::default() };
        let form = |domains: &str, mail| form(domains).read(&SignUp::default(), mail);
        let rule = form("@Guild.test, example.org", true).unwrap();
        assert_eq!(rule.domains, ["guild.test", "example.org"]);
        assert!(rule.admits("ada@GUILD.test") && rule.admits("a@example.org"));
        for other in ["ada@evil-guild.test", "ada@mail.guild.test", "guild.test", "ada@guild.test.evil.test"] {
            assert!(!rule.admits(other), "{other}");
        }
        assert!(form("", true).is_err() && form("no domain", true).is_err() && form("guild.test", false).is_err());
    }
}
