//! `guildhall serve`: the program as a server, behind a proxy or with a certificate of its own.

mod certificate;
mod connections;
mod encrypted;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use base::{Error, Result};
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::App;

use crate::cli::Listen;
use crate::{House, archive, features, say};

pub use certificate::Wish;

/// Where the program listens unless it is told where.
pub const USUAL: &str = "127.0.0.1:8080";

/// Binds `listen`, or says why not.
pub async fn bind(listen: &str) -> Result<(TcpListener, SocketAddr)> {
    use std::io::ErrorKind::{AddrInUse, PermissionDenied};
    let listener = TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        AddrInUse => Error::Unavailable(format!("{listen} is in use by another program; choose another with --listen")),
        PermissionDenied => Error::Unavailable(format!(
            "this user may not listen on {listen}; ports below 1024 need a right of their own (setcap cap_net_bind_service=+ep)"
        )),
        _ => Error::Unavailable(format!("cannot listen on {listen}: {error}")),
    })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The address that people type, when none was given.
pub fn default_url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() { format!("http://127.0.0.1:{}", address.port()) } else { format!("http://{address}") }
}

/// Opens the program to whoever asks, as `listen` and `wish` say, until it is told to stop.
pub async fn run(house: &House, listen: &Listen, wish: &Wish) -> Result<()> {
    if wish.is_set() {
        return encrypted::run(house, listen, wish).await;
    }
    let (listener, address) = bind(listen.listen.as_deref().unwrap_or(USUAL)).await?;
    let url = listen.public_url.clone().unwrap_or_else(|| default_url(address));
    let app = house.app(&features(), &url)?;
    app.serving.set_everywhere(address.ip().is_unspecified().then_some(address.port()));
    if listen.public_url.is_none() && address.ip().is_unspecified() {
        // Others come by an address of the local network, which is the one that invitations name.
        let near = people::address::near().first().map(|ip| people::address::url_of(*ip, address.port()));
        app.serving.set_near(near.as_deref());
    }
    greet(house, &app).await?;
    plainly(house, app, listener).await
}

/// Says where the program answers; and how to begin, when nobody has yet.
async fn greet(house: &House, app: &App) -> Result<()> {
    say::line(&format!("Guildhall answers at {}", app.url("")));
    if let Some(path) = people::setup::path(&house.db, &house.random, house.clock.now()).await? {
        say::line(&format!("Nobody looks after this site yet. Open this once to begin: {}", app.url(&path)));
    }
    Ok(())
}

/// Answers requests until the program is told to stop; requests under way are finished.
pub async fn plainly(house: &House, app: App, listener: TcpListener) -> Result<()> {
    let _open = archive::keep_open(&house.data)?;
    let (router, told) = open(&app);
    ended(&told, connections::answer(listener, None, router, connections::PATIENCE, told_to_stop(told.clone()))).await;
    Ok(())
}

/// The site with its jobs running, and what tells that the program is to stop.
fn open(app: &App) -> (Router, watch::Receiver<bool>) {
    start_jobs(app);
    let router = web::router(app, features());
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        stopped().await;
        let _ = tell.send(true);
    });
    (router, told)
}

/// Waits until `answering` has ended; somebody who never finishes a request does not keep the program.
async fn ended(told: &watch::Receiver<bool>, answering: impl Future<Output = ()>) {
    tokio::select! {
        () = answering => {}
        () = patience(told.clone()) => {}
    }
}

async fn told_to_stop(mut told: watch::Receiver<bool>) {
    let _ = told.wait_for(|stopping| *stopping).await;
}

fn start_jobs(app: &App) {
    for job in features().into_iter().flat_map(|feature| feature.jobs) {
        tracing::debug!(job = job.name, "starts");
        tokio::spawn((job.run)(app.clone()));
    }
    let index = Arc::clone(&app.index);
    tokio::spawn(base::work::blocking(move || index.warm().map_err(Error::internal)));
}

/// Ends some seconds after the program was told to stop.
async fn patience(told: watch::Receiver<bool>) {
    told_to_stop(told).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
}

/// Waits for Ctrl C or the system's request to end.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! { _ = interrupted => {}, _ = terminated => {} }
}
