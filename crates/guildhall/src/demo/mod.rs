//! `guildhall demo`: a guild of coffee people with a year behind it, in a temporary directory.
//!
//! The texts stand in `data/`; dates are relative to now, everything else is the same at every start.

mod charter;
mod groups;
mod script;
mod seed;

use base::{Id, Result, Time};
use clap::Args;
use serde_json::{Map, Value, json};

use crate::cli::Listen;
use crate::{House, say, serve};

/// Links of the demo can be opened again and again.
const USES: i64 = 1_000_000;

#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    listen: Listen,
    /// Print one line of JSON when it is ready.
    #[arg(long)]
    json: bool,
}

/// Roles that the demo has a sign-in link for, in this order.
pub const ROLES: [&str; 7] = ["admin", "champion", "moderator", "steward", "member", "guest", "newcomer"];

impl Demo {
    pub async fn run(self, database_url: Option<&str>) -> Result<()> {
        let folder = tempfile::Builder::new().prefix("guildhall-demo-").tempdir()?;
        let house = House::open(folder.path(), database_url).await?;
        let cast = seed(&house).await?;
        let (listener, address) = serve::bind(self.listen.listen.as_deref().unwrap_or(serve::USUAL)).await?;
        let url = self.listen.public_url.clone().unwrap_or_else(|| serve::default_url(address));
        let app = house.app(&crate::features(), &url)?;
        let mut links = Map::new();
        for (role, account) in cast {
            let now = house.clock.now();
            let path = people::accounts::issue_link(&house.db, &house.random, account, now, 30 * Time::DAY, USES).await?;
            links.insert(role.to_owned(), Value::String(format!("{url}{path}")));
        }
        if self.json {
            say::json(&json!({ "url": url, "data": folder.path(), "sign_in": links }));
        } else {
            say::line(&format!("Coffee Guild is open at {url}\n\nLook around as a visitor, or sign in as"));
            for (role, link) in &links {
                say::line(&format!("  {role:<10} {}", link.as_str().unwrap_or_default()));
            }
            say::line("\nCtrl C ends it and takes everything away.");
        }
        serve::plainly(&house, app, listener).await
    }
}

/// Fills an empty house with the coffee guild; the accounts that play the roles.
pub async fn seed(house: &House) -> Result<Vec<(&'static str, Id)>> {
    let script = script::read()?;
    let now = house.clock.now();
    let rendered = base::work::blocking(move || Ok(seed::render(script))).await?;
    let cast = house.db.write(move |tx| async move { seed::write(&tx, &rendered, now).await }).await?;
    talk::searching::indexing::catch_up(&house.db, &house.index, &house.searchable()).await?;
    Ok(ROLES.iter().filter_map(|role| cast.iter().find(|(name, _)| name == role).map(|(_, id)| (*role, *id))).collect())
}
