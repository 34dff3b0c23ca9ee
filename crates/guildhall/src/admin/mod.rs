//! `guildhall admin …`: what an administrator does from the command line. Answers are JSON on standard output.

mod stats;

use base::{Error, Id, Result, Time, Tx};
use clap::{Args, Subcommand};
use people::accounts::store::{self as accounts, NewAccount};
use people::communities::{Role, store as communities};
use people::data::{self, Refusal, Wish};
use people::members::store as members;
use serde_json::json;

use crate::cli::Place;
use crate::{House, features, say};

#[derive(Args)]
pub struct Admin {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make an account for a person.
    CreateAccount {
        #[arg(long)]
        handle: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long)]
        email: Option<String>,
        /// Make it an administrator of the site.
        #[arg(long)]
        admin: bool,
    },
    /// Give an account a role in a community.
    Grant {
        #[arg(long)]
        community: String,
        #[arg(long)]
        handle: String,
        /// champion, moderator, steward, member or guest.
        #[arg(long)]
        role: String,
        /// The area, for stewards and guests.
        #[arg(long)]
        area: Option<String>,
    },
    /// Make a link that signs an account in, once, within a day.
    SignInLink {
        #[arg(long)]
        handle: String,
        /// What the link begins with.
        #[arg(long, env = "GUILDHALL_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
        public_url: String,
    },
    /// Delete somebody's account, in 14 days or now. The person gets a message; an administrator can take it back.
    DeleteAccount {
        #[arg(long)]
        handle: String,
        /// Why; the person reads it, and it is kept.
        #[arg(long)]
        reason: String,
        /// What they wrote goes, too; without this it stays without their name.
        #[arg(long)]
        remove_content: bool,
        /// Without the 14 days; done when the command ends.
        #[arg(long)]
        now: bool,
    },
    /// Count what is visible in a community.
    Stats {
        #[arg(long)]
        community: String,
        /// JSON on one line (as it always is; for scripts that say so).
        #[arg(long)]
        json: bool,
    },
    /// Make the search index anew from the database.
    Reindex,
}

impl Admin {
    pub async fn run(self, place: Place) -> Result<()> {
        let house = House::open(&place.data, place.database_url.as_deref()).await?;
        let now = house.clock.now();
        match self.task {
            Task::CreateAccount { handle, name, email, admin } => {
                let id = create_account(&house, handle.clone(), name, email, admin, now).await?;
                say::json(&json!({ "id": id, "handle": handle }));
            }
            Task::Grant { community, handle, role, area } => {
                let role = Role::from_code(&role)
                    .ok_or_else(|| not_usable("no such role; there are champion, moderator, steward, member, guest"))?;
                let (slug, who) = (community.clone(), handle.clone());
                house.db.write(move |tx| async move { grant(&tx, &slug, &who, role, area, now).await }).await?;
                say::json(&json!({ "community": community, "handle": handle, "role": role.code() }));
            }
            Task::SignInLink { handle, public_url } => {
                let who = handle.clone();
                let account = house.db.read(move |tx| async move { account(&tx, &who).await }).await?;
                let path = people::accounts::issue_link(&house.db, &house.random, account, now, Time::DAY, 1).await?;
                say::json(&json!({ "handle": handle, "url": format!("{}{path}", public_url.trim_end_matches('/')) }));
            }
            Task::DeleteAccount { handle, reason, remove_content, now: at_once } => {
                let who = handle.clone();
                let account = house.db.read(move |tx| async move { account(&tx, &who).await }).await?;
                let wish = Wish { account, by: None, removes: remove_content, why: reason, at_once };
                say::json(&json!({ "handle": handle, "deleted": delete_account(&house, wish).await? }));
            }
            Task::Stats { community, json: _ } => say::json(&stats::stats(&house.db, community).await?),
            Task::Reindex => {
                let documents = talk::searching::indexing::rebuild(&house.db, &house.index, &house.searchable()).await?;
                say::json(&json!({ "documents": documents }));
            }
        }
        Ok(())
    }
}

fn not_usable(why: &str) -> Error {
    Error::Conflict(why.to_owned())
}

async fn create_account(
    house: &House,
    handle: String,
    name: Option<String>,
    email: Option<String>,
    admin: bool,
    now: Time,
) -> Result<Id> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if handle.is_empty() || handle.len() > 40 || !handle.chars().all(plain) {
        return Err(not_usable("a handle has 1 to 40 letters, digits, hyphens or underscores"));
    }
    if accounts::key(&handle) == accounts::SYSTEM {
        return Err(not_usable("this handle belongs to the program"));
    }
    let name = name.unwrap_or_else(|| handle.clone());
    let new =
        NewAccount { handle: handle.clone(), name, email, admin, claimed: true, created_at: now.0, ..NewAccount::default() };
    house
        .db
        .write(move |tx| async move {
            if accounts::by_handle(&tx, &handle).await?.is_some() {
                return Err(not_usable(&format!("the handle {handle} is taken")));
            }
            accounts::create(&tx, &new).await
        })
        .await
}

/// Asks for a deletion and, when there is nothing to wait for, does it; whether it is done.
async fn delete_account(house: &House, wish: Wish) -> Result<bool> {
    let app = house.app(&features(), "")?;
    let at_once = wish.at_once;
    match data::ask(&app, app.texts.tongue(web::Language::English), wish).await? {
        Ok(()) => {}
        Err(Refusal::LastAdmin) => return Err(not_usable("nobody else administers this site")),
        Err(Refusal::LeadsAlone(alone)) => {
            let names: Vec<String> = alone.into_iter().map(|(slug, _)| slug).collect();
            return Err(not_usable(&format!("somebody else has to lead first: {}", names.join(", "))));
        }
    }
    Ok(at_once && data::delete_due(&app).await? > 0)
}

async fn account(tx: &Tx, handle: &str) -> Result<Id> {
    // Never an account that stands for somebody in a thread, or for the program.
    let known = accounts::profile(tx, handle).await?;
    known.map(|known| known.id).ok_or_else(|| not_usable(&format!("nobody is called {handle}")))
}

async fn grant(tx: &Tx, slug: &str, handle: &str, role: Role, area: Option<String>, now: Time) -> Result<()> {
    let community = communities::by_slug(tx, slug).await?.ok_or_else(|| not_usable(&format!("there is no community {slug}")))?;
    let account = account(tx, handle).await?;
    let area = match area {
        Some(area) => {
            let areas = communities::areas(tx, community.id).await?;
            let found = areas.iter().find(|row| row.slug == area).map(|row| row.id);
            Some(found.ok_or_else(|| not_usable(&format!("there is no area {area} in {slug}")))?)
        }
        None => None,
    };
    if role != Role::Guest {
        members::join(tx, community.id, account, now, base::activity::Origin::Lived, now).await?;
    }
    if role != Role::Member {
        communities::grant(tx, community.id, account, role, area, now).await?;
    }
    Ok(())
}
