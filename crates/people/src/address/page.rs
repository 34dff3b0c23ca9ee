//! `GET /admin/address`: where people find the site; `POST …/check` looks, `POST …/certificate` asks for one once more.

use axum::extract::State;
use axum::response::Response;
use base::Result as Done;
use web::serving::{Certificate, Source};
use web::{App, Context, Failure, Page, Shell, Visit, Visited};

use super::store::{self, Found};
use super::{Reach, near, url_of};
use crate::qr;

#[derive(askama::Template)]
#[template(path = "address/templates/address.html")]
struct AddressPage<'a> {
    shell: Shell<'a>,
    reach: Reach,
    found: Option<Found>,
    /// The link for another device with its code, as long as it tells of visits.
    link: Option<(String, String)>,
    certificate: Certificate,
    /// Addresses in the local network.
    near: Vec<String>,
    data: String,
}

/// The last check of the address that links begin with now.
///
/// # Errors
/// When the database cannot be read.
pub async fn last(app: &App) -> Done<Option<Found>> {
    let address = app.link("");
    app.db.read(move |tx| async move { store::found(&tx, &address).await }).await
}

/// The link for another device with its code, as long as it tells of visits. None for an address that no other can open.
///
/// # Errors
/// When the link is too long for a code.
pub fn phone(app: &App, visit: &Visit, found: Option<&Found>) -> Done<Option<(String, String)>> {
    let open = found.filter(|found| found.is_open(visit.now) && !Reach::of(&found.address).is_here());
    let Some(found) = open else { return Ok(None) };
    let link = app.link(&format!("/reached/{}", found.token));
    let code = qr::svg(&link, visit.tongue.say("address-link"))?;
    Ok(Some((link, code)))
}

pub(super) async fn show(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (reach, found) = (Reach::of(&app.link("")), last(&app).await?);
    let link = phone(&app, &visit, found.as_ref())?;
    let near = match app.serving.everywhere() {
        Some(port) => near().into_iter().map(|ip| url_of(ip, port)).collect(),
        None => Vec::new(),
    };
    let context = Context { title: visit.tongue.say("address-title").to_owned(), robots: "noindex", ..Context::default() };
    let data = app.exports.parent().map(|data| data.display().to_string()).unwrap_or_default();
    let certificate = app.serving.certificate();
    Page::render(&AddressPage { shell: Shell::new(&app, &visit, context), reach, found, link, certificate, near, data })
}

pub(super) async fn check_now(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    super::check(&app, &visit, "the page").await?;
    Ok(Page::go("/admin/address"))
}

/// Does not wait: an authority may take a minute. The page tells when it is looked at again.
pub(super) async fn try_again(State(app): State<App>, _: Visited) -> Result<Response, Failure> {
    app.serving.try_again();
    Ok(Page::go("/admin/address"))
}
