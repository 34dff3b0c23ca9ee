//! Facets: the words that the directory finds somebody by. They are made from what somebody says of themselves and written
//! in the same transaction; nothing is written to the log beside that.

pub mod languages;
pub mod store;

use base::Id;
use base::db::Migration;
use web::{Feature, Job};

use crate::folding::name_key;

pub const MIGRATIONS: &[Migration] = &[Migration { number: 281, name: "facets", sql: include_str!("281_facets.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "facets",
        migrations: MIGRATIONS,
        jobs: vec![Job {
            name: "folding places",
            run: |app| {
                Box::pin(async move {
                    if let Err(error) = store::fold_places(&app.db).await {
                        tracing::error!(%error, "places are not folded; some members are not found by place");
                    }
                })
            },
        }],
        ..Feature::default()
    }
}

/// Where a facet of the whole site stands.
pub const EVERYWHERE: Id = 0;
/// The facet of those who are open to questions.
pub const OPEN: &str = "open";

/// The facet of a place; those of longer places begin with it.
pub fn place(place: &str) -> String {
    format!("place:{}", name_key(place))
}

pub fn speaks(code: &str) -> String {
    format!("speaks:{code}")
}

/// The facet of a free word; words that differ in case and accents only are the same.
pub fn skill(word: &str) -> String {
    format!("skill:{}", name_key(word))
}

pub fn knows(area: Id) -> String {
    format!("knows:{area}")
}

pub fn learns(area: Id) -> String {
    format!("learns:{area}")
}

/// What stands in the facets of somebody on the whole site.
pub fn of_site(at: &str, languages: &str, minutes: Option<i64>) -> Vec<String> {
    let place = (!name_key(at).is_empty()).then(|| place(at));
    let languages = languages.split(',').filter(|code| !code.is_empty()).map(speaks);
    let open = minutes.is_some_and(|minutes| minutes > 0).then(|| OPEN.to_owned());
    place.into_iter().chain(languages).chain(open).collect()
}
