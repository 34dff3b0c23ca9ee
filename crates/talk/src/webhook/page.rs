//! `GET /c/{community}/manage/webhook`: the webhook, what it told lately, and a text to paste.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Time};
use http::StatusCode;
use people::address::Reach;
use people::communities::Role;
use people::invitations;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visited};

use super::deliver::Refused;
use super::model::Shape;
use super::news::{self, News};
use super::setup::Typed;
use super::store::{self, Listed, Webhook};

/// What was told lately.
const MOST: i64 = 10;
/// Invitations that are looked through for one to paste.
const INVITATIONS: i64 = 50;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

#[derive(askama::Template)]
#[template(path = "webhook/templates/webhook.html")]
struct WebhookPage<'a> {
    shell: Shell<'a>,
    typed: Typed,
    problems: Problems,
    set: Option<Webhook>,
    shapes: &'static [Shape],
    saved: bool,
    tested: Option<Result<(), Refused>>,
    posts: Vec<Listed>,
    /// What to paste: as plain text, and as Markdown.
    text: String,
    markdown: String,
    /// Whether the text holds an invitation; else it leads to the front page.
    invites: bool,
    /// Whether nobody but this computer can open its links.
    only_here: bool,
    /// Whether webhooks may lead into local networks.
    private: bool,
    admin: bool,
}

/// What the page says beside what stands in the database.
#[derive(Default)]
pub(super) struct Told {
    pub typed: Option<Typed>,
    pub problems: Problems,
    pub saved: bool,
    pub tested: Option<Result<(), Refused>>,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, Told { saved: !asked.saved.is_empty(), ..Told::default() }).await
}

pub(super) async fn answer(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let (community, account, now) = (visit.here()?.id, visit.account()?.clone(), visit.now);
    let by = account.id;
    let read = move |tx: base::Tx| async move {
        let place = store::place(&tx, community).await?.ok_or(Error::NotFound)?;
        let news = News::since(&tx, &place, now.plus(-7 * Time::DAY), now).await?;
        let all = invitations::store::newest(&tx, community, by, INVITATIONS).await?;
        // One for members that is not for somebody alone.
        let open =
            all.into_iter().find(|one| one.is_open(&now) && one.role == Role::Member && one.name.is_empty() && one.most != 1);
        let (set, posts) = (store::webhook(&tx, community).await?, store::newest(&tx, community, MOST).await?);
        Ok((place, news, open, set, posts, store::site(&tx).await?.private))
    };
    let (place, news, open, set, posts, private) = app.db.read(read).await?;
    let invites = open.is_some();
    let way_in = app.link(&open.map_or_else(|| format!("/c/{}", place.slug), |open| open.path()));
    let t = news::tongue(app, &place);
    let (text, markdown) = (news.text(app, t, &place, &way_in, false), news.text(app, t, &place, &way_in, true));
    let title = visit.tongue.say("menu-manage-webhook").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let typed = told.typed.unwrap_or_else(|| Typed::of(set.as_ref()));
    let page = WebhookPage {
        shell: Shell::new(app, visit, context),
        typed,
        problems: told.problems,
        set,
        shapes: Shape::ALL,
        saved: told.saved,
        tested: told.tested,
        posts,
        text,
        markdown,
        invites,
        only_here: Reach::only_here(&way_in),
        private,
        admin: account.admin,
    };
    Page::answer(status, &page)
}
