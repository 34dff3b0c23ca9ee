//! `GET /search`, `GET /c/{community}/search`.

use axum::extract::State;
use axum::response::Response;
use search::{Filter, FilterKey, Query};
use serde::Deserialize;
use web::{App, Context, Failure, Here, Page, Paging, Query as Params, Shell, Visited};

use super::asking::{self, Hit};

const PAGE: usize = 20;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    after: Option<usize>,
}

/// A filter that is on, and the address without it.
struct Chip {
    label: String,
    without: String,
}

#[derive(askama::Template)]
#[template(path = "searching/templates/search.html")]
struct SearchPage<'a> {
    shell: Shell<'a>,
    query: String,
    asked: bool,
    chips: Vec<Chip>,
    offers: Vec<Chip>,
    hits: Vec<Hit>,
    everywhere: bool,
    paging: Paging,
}

pub(super) async fn everywhere(app: State<App>, visit: Visited, asked: Params<Asked>) -> Result<Response, Failure> {
    search(app, visit, asked, true).await
}

pub(super) async fn here(app: State<App>, visit: Visited, asked: Params<Asked>) -> Result<Response, Failure> {
    search(app, visit, asked, false).await
}

async fn search(State(app): State<App>, visit: Visited, Params(asked): Params<Asked>, all: bool) -> Result<Response, Failure> {
    let query = Query::parse(&asked.q);
    let place: Option<&Here> = if all { None } else { Some(visit.here()?) };
    let base = place.map_or("/search".to_owned(), |here| format!("/c/{}/search", here.slug));
    let address = |query: &Query| format!("{base}?q={}", web::encoded(&query.to_string()));
    let skip = asked.after.unwrap_or(0);
    // Asked before the page is made: every chip's address repeats the query.
    let answer = if query.is_empty() {
        asking::Answer { hits: Vec::new(), next: None }
    } else {
        asking::ask(&app, &visit, &query, place, skip, PAGE).await?
    };
    let chips = query.filters.iter().map(|filter| Chip {
        label: format!("{}:{}", filter.key.name(), filter.value),
        without: address(&query.clone().without(filter)),
    });
    let offers = [("is", "solved"), ("is", "unanswered"), ("is", "question"), ("is", "discussion")];
    let offered = offers.into_iter().filter_map(|(key, value)| {
        let filter = Filter { key: FilterKey::from_name(key)?, value: value.to_owned() };
        (!query.filters.contains(&filter))
            .then(|| Chip { label: format!("{key}:{value}"), without: address(&query.clone().with(filter)) })
    });
    let paging = Paging {
        first: (skip > 0).then(|| address(&query)),
        next: answer.next.map(|next| format!("{}&after={next}", address(&query))),
    };
    let title = visit.tongue.say("search").to_owned();
    let context = Context { title, robots: "noindex", searched: asked.q.clone(), ..Context::default() };
    Page::render(&SearchPage {
        chips: chips.collect(),
        offers: if query.is_empty() { Vec::new() } else { offered.collect() },
        asked: !query.is_empty(),
        query: asked.q,
        hits: answer.hits,
        everywhere: all,
        paging,
        shell: Shell::new(&app, &visit, context),
    })
}
