//! Serving with a certificate: HTTPS on one listener, and on the plain one the way to it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use base::{Error, Result};
use http::{StatusCode, header};
use rustls::ServerConfig;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use web::App;

use super::certificate::{Keeper, Wish};
use super::{bind, connections, ended, greet, open, told_to_stop};
use crate::cli::Listen;
use crate::{House, archive, features};

/// The first certificate is waited for so long before the program says where it answers; it goes on asking afterwards.
const FIRST: Duration = Duration::from_secs(90);

pub(super) async fn run(house: &House, listen: &Listen, wish: &Wish) -> Result<()> {
    if listen.public_url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
        return Err(Error::Unavailable("with a certificate --public-url begins with https://".into()));
    }
    let _open = archive::keep_open(&house.data)?;
    let keeper = Keeper::open(&house.data, &house.clock, wish).await?;
    let plain = bind_all(listen.listen.as_deref(), 80).await?;
    let secure = bind_all(wish.listen_tls.as_deref(), 443).await?;
    let name = keeper.name();
    let (before, after) = (url("http", &name, &plain, 80)?, url("https", &name, &secure, 443)?);
    let after = listen.public_url.clone().unwrap_or(after);
    let app = house.app(&features(), if keeper.has_one() { &after } else { &before })?;
    keeper.show(&app);
    let (router, told) = open(&app);
    let tls = TlsAcceptor::from(Arc::new(config(&keeper)?));
    let encrypted = connections::answer(secure, Some(tls), router.clone(), connections::PATIENCE, told_to_stop(told.clone()));
    let way = way_in(&app, &keeper, router);
    let plainly = connections::answer(plain, None, way, connections::PATIENCE, told_to_stop(told.clone()));
    // Both answer from now on: the authority comes by the plain one.
    let both = tokio::spawn(async move {
        tokio::join!(encrypted, plainly);
    });
    let (first, first_done) = tokio::sync::oneshot::channel();
    tokio::spawn(keeper.keep(app.clone(), after, first));
    let _ = tokio::time::timeout(FIRST, first_done).await;
    greet(house, &app).await?;
    ended(&told, async { drop(both.await) }).await;
    Ok(())
}

/// Binds what was asked for, or every address of this machine.
async fn bind_all(listen: Option<&str>, port: u16) -> Result<TcpListener> {
    let (listener, _) = match listen {
        Some(listen) => bind(listen).await?,
        None => match bind(&format!("[::]:{port}")).await {
            Ok(bound) => bound,
            // A machine without IPv6.
            Err(_) => bind(&format!("0.0.0.0:{port}")).await?,
        },
    };
    Ok(listener)
}

fn url(scheme: &str, name: &str, listener: &TcpListener, usual: u16) -> Result<String> {
    let port = listener.local_addr()?.port();
    Ok(if port == usual { format!("{scheme}://{name}") } else { format!("{scheme}://{name}:{port}") })
}

fn config(keeper: &Keeper) -> Result<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(Error::internal)?;
    let mut config = versions.with_no_client_auth().with_cert_resolver(keeper.resolver());
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// What the plain listener answers: the authority's questions; everybody else is led to the encrypted one, as soon as
/// there is a certificate. Until then the site goes on without.
fn way_in(app: &App, keeper: &Keeper, site: Router) -> Router {
    let site = site.layer(middleware::from_fn_with_state(app.clone(), lead_on));
    Router::new()
        .route("/.well-known/acme-challenge/{token}", get(challenge))
        .with_state(keeper.challenges())
        .fallback_service(site)
}

async fn challenge(State(challenges): State<super::certificate::Challenges>, Path(token): Path<String>) -> Response {
    match challenges.answer(&token) {
        Some(answer) => ([(header::CONTENT_TYPE, "application/octet-stream")], answer).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn lead_on(State(app): State<App>, request: Request, next: Next) -> Response {
    if !app.is_secure() {
        return next.run(request).await;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    // The method stays: a form that was opened before is not lost.
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, app.url(path))]).into_response()
}
