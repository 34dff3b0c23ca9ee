//! Settings that are changed while the program runs: one typed struct per feature, kept as JSON under `(scope, key)`.
//! Defaults stand in code. Fields that this program does not know (a newer one wrote them) are kept.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::db::Migration;
use crate::{Error, Result, Tx, sql};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 230, name: "settings", sql: include_str!("230_settings.sql") }];

/// The scope of what holds for the whole site.
pub const SITE: &str = "site";

/// What is set under `key`, or the defaults.
///
/// # Errors
/// `Internal` when what stands there is not a `T`.
pub async fn read<T: DeserializeOwned + Default>(tx: &Tx, scope: &str, key: &str) -> Result<T> {
    match stored(tx, scope, key).await? {
        Some(text) => serde_json::from_str(&text).map_err(|error| Error::internal(format!("setting {scope} {key}: {error}"))),
        None => Ok(T::default()),
    }
}

/// Sets `value` under `key`.
pub async fn write<T: Serialize>(tx: &Tx, scope: &str, key: &str, value: &T) -> Result<()> {
    let mut json = serde_json::to_value(value).map_err(Error::internal)?;
    let before = stored(tx, scope, key).await?.and_then(|text| serde_json::from_str(&text).ok());
    if let (Json::Object(fields), Some(Json::Object(before))) = (&mut json, before) {
        for (name, unknown) in before {
            fields.entry(name).or_insert(unknown);
        }
    }
    tx.run(sql!(
        "INSERT INTO settings (scope, key, value) VALUES ($1, $2, $3)
         ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value",
        scope,
        key,
        json.to_string()
    ))
    .await
    .map(|_| ())
}

async fn stored(tx: &Tx, scope: &str, key: &str) -> Result<Option<String>> {
    let found: Option<(String,)> =
        tx.optional(sql!("SELECT value FROM settings WHERE scope = $1 AND key = $2", scope, key)).await?;
    Ok(found.map(|(value,)| value))
}
