//! The features of the program, one line each, from the ground up.

use base::db::Migration;
use web::Feature;

/// Everything that the program can do.
pub fn features() -> Vec<Feature> {
    vec![
        web::preferences(),
        people::mail::feature(),
        people::address::feature(),
        people::accounts::feature(),
        people::accounts::sessions::feature(),
        people::accounts::codes::feature(),
        people::accounts::passkeys::feature(),
        people::accounts::links::feature(),
        people::accounts::address::feature(),
        people::accounts::sign_ups::feature(),
        people::accounts::admin::feature(),
        people::accounts::proofs::feature(),
        people::accounts::single_sign_on::feature(),
        people::setup::feature(),
        people::communities::feature(),
        people::members::feature(),
        people::invitations::feature(),
        people::requests::feature(),
        people::roles::feature(),
        people::facets::feature(),
        people::knowing::feature(),
        people::files::feature(),
        people::drafts::feature(),
        people::inbox::feature(),
        people::moderation::feature(),
        people::rules::feature(),
        people::blocks::feature(),
        people::log::feature(),
        people::trust::feature(),
        people::settings::feature(),
        people::veils::feature(),
        people::groups::feature(),
        people::charter::feature(),
        people::data::feature(),
        talk::expertise::feature(),
        people::bringing::feature(),
        talk::announcements::feature(),
        talk::home::feature(),
        talk::threads::feature(),
        talk::launch::feature(),
        talk::groups::feature(),
        talk::webhook::feature(),
        talk::areas::feature(),
        talk::tags::feature(),
        talk::profiles::feature(),
        talk::inbox::feature(),
        talk::searching::feature(),
        talk::feeds::feature(),
        talk::imports::feature(),
        talk::looking::feature(),
        talk::personal::feature(),
    ]
}

/// The schema of all features.
pub fn migrations() -> Vec<Migration> {
    let features = features().into_iter().flat_map(|feature| feature.migrations.to_vec());
    base::activity::MIGRATIONS.iter().chain(base::settings::MIGRATIONS).copied().chain(features).collect()
}
