//! Single sign-on: somebody signs in with an account elsewhere (OpenID Connect Core 1.0, the code flow with PKCE, RFC 7636). An
//! administrator says which providers are asked.
//!
//! A browser goes on a trip to the provider and comes back (`start`, `back`). Whoever is known by issuer and subject is in. Somebody
//! else is a stranger: an address that can be trusted leads to its account, otherwise they say who they are (`stranger`), signing
//! in as usual or making an account by the rule of the site. Writes `provider_set` and
//! `provider_removed` to the log.

mod admin;
mod asking;
mod back;
mod form;
pub(super) mod identities;
mod provider;
mod start;
pub(super) mod store;
mod stranger;
mod token;
mod trouble;

use base::Result;
use base::db::Migration;
use web::{App, Feature, Language, MenuEntry, Permission, Routes};

use store::Provider;

pub const MIGRATIONS: &[Migration] =
    &[Migration { number: 440, name: "single_sign_on", sql: include_str!("440_single_sign_on.sql") }];

pub(super) use trouble::{Told, Trouble};

/// The providers that stand on buttons, by name.
pub(super) async fn offered(app: &App) -> Result<Vec<Provider>> {
    let all = app.db.read(|tx| async move { store::providers(&tx).await }).await?;
    Ok(all.into_iter().filter(Provider::is_on).collect())
}

pub fn feature() -> Feature {
    const ALL: &str = "/admin/single-sign-on";
    Feature {
        name: "single_sign_on",
        routes: Routes::new()
            .get(ALL, ALL, Permission::Admin, admin::page)
            .post(ALL, ALL, Permission::Admin, admin::add)
            .get("/admin/single-sign-on/{id}", "/admin/single-sign-on/1", Permission::Admin, admin::one)
            .post("/admin/single-sign-on/{id}", "/admin/single-sign-on/1", Permission::Admin, admin::save)
            .post("/admin/single-sign-on/{id}/test", "/admin/single-sign-on/1/test", Permission::Admin, admin::test)
            .post("/admin/single-sign-on/{id}/remove", "/admin/single-sign-on/0/remove", Permission::Admin, admin::remove)
            .get("/sign-in/with/{provider}", "/sign-in/with/1", Permission::Anyone, start::start)
            .get("/sign-in/with/{provider}/back", "/sign-in/with/1/back", Permission::Anyone, back::back)
            .get("/identity", "/identity", Permission::Anyone, stranger::page)
            .post("/identity", "/identity", Permission::Anyone, stranger::come)
            .post("/identity/link", "/identity/link", Permission::SignedIn, identities::link)
            .post("/account/identities/{id}/remove", "/account/identities/0/remove", Permission::SignedIn, identities::remove),
        menu: const { &[MenuEntry::of_site("site-single-sign-on", ALL, 25)] },
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}
