//! `guildhall serve`: the program as a server.

mod connections;

use std::net::SocketAddr;
use std::time::Duration;

use base::{Error, Result};
use tokio::net::TcpListener;
use web::App;

use crate::{House, archive, features};

/// Binds `listen`, or says why not.
pub async fn bind(listen: &str) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            Error::Unavailable(format!("{listen} is in use by another program; choose another with --listen"))
        }
        _ => Error::Unavailable(format!("cannot listen on {listen}: {error}")),
    })?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The address that people type, when none was given.
pub fn default_url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() { format!("http://127.0.0.1:{}", address.port()) } else { format!("http://{address}") }
}

/// Answers requests until the program is told to stop; requests under way are finished.
pub async fn serve(house: &House, listener: TcpListener, public_url: &str) -> Result<()> {
    let _open = archive::keep_open(&house.data)?;
    let features = features();
    let app = house.app(&features, public_url)?;
    start_jobs(&app);
    let router = web::router(&app, features);
    let (told, tell) = tokio::sync::watch::channel(false);
    let asked = async move {
        stopped().await;
        let _ = told.send(true);
    };
    tokio::select! {
        () = connections::answer(listener, router, connections::PATIENCE, asked) => {}
        // Somebody who never finishes a request does not keep the program.
        () = patience(tell) => {}
    }
    Ok(())
}

fn start_jobs(app: &App) {
    for job in features().into_iter().flat_map(|feature| feature.jobs) {
        tracing::debug!(job = job.name, "starts");
        tokio::spawn((job.run)(app.clone()));
    }
    let index = std::sync::Arc::clone(&app.index);
    tokio::spawn(base::work::blocking(move || index.warm().map_err(Error::internal)));
}

/// Ends some seconds after the program was told to stop.
async fn patience(mut told: tokio::sync::watch::Receiver<bool>) {
    let _ = told.wait_for(|stopping| *stopping).await;
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
