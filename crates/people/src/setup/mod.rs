//! The first minute of a site: whoever opens the address that the program prints becomes its administrator, once.
//!
//! Writes `account_made` (account) to the log, as every new account does.

mod page;

use base::{Db, Random, Result, Time, Tx, settings, sql};
use serde::{Deserialize, Serialize};
use web::{Feature, Language, Permission, Routes};

use crate::accounts::session_hash;

/// The setting that holds it.
const KEY: &str = "setup";

/// The address that is open, if any; its token is kept as a hash.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct SetUp {
    token_hash: String,
    made_at: i64,
}

/// The path of a new set-up address while the site has no administrator; an older one is good no more.
pub async fn path(db: &Db, random: &Random, now: Time) -> Result<Option<String>> {
    let token = random.token();
    let open = SetUp { token_hash: session_hash(&token), made_at: now.0 };
    let is_open = db
        .write(move |tx| async move {
            let admin = has_admin(&tx).await?;
            if admin {
                settings::write(&tx, settings::SITE, KEY, &SetUp::default()).await?;
                return Ok(false);
            }
            settings::write(&tx, settings::SITE, KEY, &open).await?;
            Ok(true)
        })
        .await?;
    Ok(is_open.then(|| format!("/set-up/{token}")))
}

/// Whether somebody looks after the site already.
async fn has_admin(tx: &Tx) -> Result<bool> {
    let admin: Option<(base::Id,)> = tx
        .optional(sql!(
            scan "when the program starts, and when the set-up address is opened",
            "SELECT id FROM accounts WHERE admin = 1 AND system = 0 AND removed_at IS NULL LIMIT 1"
        ))
        .await?;
    Ok(admin.is_some())
}

pub fn feature() -> Feature {
    Feature {
        name: "setup",
        routes: Routes::new().get("/set-up/{token}", "/set-up/nonsense", Permission::Anyone, page::show).post(
            "/set-up/{token}",
            "/set-up/nonsense",
            Permission::Anyone,
            page::begin,
        ),
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
