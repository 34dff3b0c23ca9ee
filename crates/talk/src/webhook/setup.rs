//! `POST /c/{community}/manage/webhook` sets it, `…/test` tells something at once, `…/remove` takes it away; `POST
//! /admin/webhook` says for the whole site whether webhooks may lead into local networks.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Time};
use http::StatusCode;
use people::communities::Deed;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Problems, Visited, fetch, is_path};

use super::deliver::say;
use super::model::Shape;
use super::page::{Told, answer};
use super::store::{self, Site, Webhook};

/// Tests of a community in an hour.
const MOST: u32 = 20;

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub url: String,
    pub shape: String,
    pub threads: String,
    pub dates: String,
    pub weekly: String,
}

impl Typed {
    /// The form as it stands. Somebody who sets it first gets everything.
    pub fn of(hook: Option<&Webhook>) -> Typed {
        let tick = |on: bool| if on { "yes".to_owned() } else { String::new() };
        match hook {
            None => Typed {
                url: String::new(),
                shape: Shape::Slack.code().into(),
                threads: tick(true),
                dates: tick(true),
                weekly: tick(true),
            },
            Some(hook) => Typed {
                url: hook.url.clone(),
                shape: hook.shape.code().into(),
                threads: tick(hook.threads),
                dates: tick(hook.dates),
                weekly: tick(hook.weekly),
            },
        }
    }

    fn read(&self, private: bool) -> Result<Webhook, Problems> {
        let url = self.url.trim().to_owned();
        let problem = |message| Err(Problems(vec![Problem { field: "url", message }]));
        if !fetch::is_callable(&url) || url.len() > 1000 {
            return problem("webhook-url-unreadable");
        }
        // Whoever reads the line on its way could write there, too.
        if url.starts_with("http://") && !private {
            return problem("webhook-url-open");
        }
        let on = |tick: &str| !tick.is_empty();
        Ok(Webhook {
            url,
            shape: Shape::from_code(&self.shape).unwrap_or(Shape::Plain),
            threads: on(&self.threads),
            dates: on(&self.dates),
            weekly: on(&self.weekly),
        })
    }
}

fn home(visit: &Visited) -> Result<String, Error> {
    Ok(format!("/c/{}/manage/webhook", visit.here()?.slug))
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    let private = app.db.read(|tx| async move { Ok(store::site(&tx).await?.private) }).await?;
    match typed.read(private) {
        Ok(hook) => {
            app.db
                .write(move |tx| async move {
                    // The same form twice.
                    if store::webhook(&tx, deed.community).await?.as_ref() == Some(&hook) {
                        return Ok(());
                    }
                    store::set(&tx, deed, &hook).await
                })
                .await?;
            Ok(Page::go(format!("{}?saved=1", home(&visit)?)))
        }
        Err(problems) => {
            let told = Told { typed: Some(typed), problems, ..Told::default() };
            answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await
        }
    }
}

/// Tells one line at once and outside of the outbox. The page says which step failed.
pub(super) async fn test(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?.clone();
    app.limits.take(&format!("trying the webhook of {}", here.id), MOST, Time::HOUR, visit.now)?;
    let read = move |tx: base::Tx| async move {
        Ok((store::webhook(&tx, here.id).await?, store::place(&tx, here.id).await?, store::site(&tx).await?.private))
    };
    let (hook, place, private) = app.db.read(read).await?;
    let (Some(hook), Some(place)) = (hook, place) else { return Ok(Page::go(home(&visit)?)) };
    let link = app.link(&format!("/c/{}", place.slug));
    let tested = say(&hook, &place, &link, visit.tongue.say("webhook-test-line"), "", private).await;
    answer(&app, &visit, StatusCode::OK, Told { tested: Some(tested), ..Told::default() }).await
}

pub(super) async fn remove(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    app.db.write(move |tx| async move { store::remove(&tx, deed).await }).await?;
    Ok(Page::go(home(&visit)?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    private: String,
    /// The page that it was asked on.
    to: String,
}

pub(super) async fn private(State(app): State<App>, Form(wish): Form<Wish>) -> Result<Response, Failure> {
    let site = Site { private: !wish.private.is_empty() };
    app.db.write(move |tx| async move { store::set_site(&tx, &site).await }).await?;
    Ok(Page::go(if is_path(&wish.to) { wish.to } else { "/".to_owned() }))
}
